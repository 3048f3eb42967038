#include "kabar/text/file_signature.h"

#include <algorithm>
#include <iterator>

#include "kabar/base/ascii.h"

namespace kabar::text {
namespace {

struct Signature {
  std::size_t at;
  std::string_view bytes;
  std::string_view name;
};

constexpr Signature kSignatures[] = {
    {0, "\x89PNG\r\n", "a PNG picture"},
    {0, "\xFF\xD8\xFF", "a JPEG picture"},
    {0, "GIF8", "a GIF picture"},
    {8, "WEBP", "a WebP picture"},
    {0, "%PDF-", "a PDF document"},
    {0, "PK\x03\x04", "a ZIP archive or office document"},
    {0, "\x1F\x8B", "gzip data"},
    {0, "\x28\xB5\x2F\xFD", "zstd data"},
    {0, "BZh", "bzip2 data"},
    {0,
     "\xFD"
     "7zXZ",
     "xz data"},
    {0, "7z\xBC\xAF", "a 7z archive"},
    {0, "Rar!\x1A", "a RAR archive"},
    {0,
     "\x7F"
     "ELF",
     "a program"},
    {4, "ftyp", "a video"},
    {0, "\x1A\x45\xDF\xA3", "a video"},
    {0, "OggS", "an Ogg file"},
    {0, "ID3", "an MP3 file"},
    {0, "wOFF", "a font"},
    {0, "wOF2", "a font"},
    {0, "\xD0\xCF\x11\xE0", "an office document"},
};

// Control characters that no text has: all but tab, line ends, form feed and escape.
bool is_foreign_to_text(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\x1B';
}

// Pages out of broken databases have NUL bytes between their characters.
bool looks_like_html(std::string_view sample) noexcept {
  constexpr std::string_view kBegins[] = {"<!doctype html", "<html", "<head", "<body", "<meta"};
  return std::any_of(std::begin(kBegins), std::end(kBegins), [sample](std::string_view begin) {
    return ascii::find_ignoring_case(sample, begin) != std::string_view::npos;
  });
}

// A page as Chrome and others save it in a single file, whose parts are coded as those of a mail.
bool is_mhtml(std::string_view bytes) noexcept {
  const std::string_view head = bytes.substr(0, 2048);
  const bool field = head.substr(0, 64).find(':') != std::string_view::npos && !head.starts_with('<');
  return field && ascii::find_ignoring_case(head, "mime-version:") != std::string_view::npos &&
         ascii::find_ignoring_case(head, "multipart/related") != std::string_view::npos;
}

}  // namespace

std::string_view file_signature(std::string_view bytes) noexcept {
  for (const Signature& signature : kSignatures) {
    if (bytes.size() > signature.at && bytes.substr(signature.at).starts_with(signature.bytes)) {
      return signature.name;
    }
  }
  if (is_mhtml(bytes)) return "an MHTML archive";
  const std::string_view sample = bytes.substr(0, 4096);
  const auto foreign = std::count_if(sample.begin(), sample.end(), is_foreign_to_text);
  const std::size_t bearable = sample.size() / (looks_like_html(sample) ? 5 : 50);
  return static_cast<std::size_t>(foreign) > bearable ? "binary data" : "";
}

std::string_view picture_type(std::string_view bytes) noexcept {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xFF\xD8\xFF"sv)) return "image/jpeg";
  if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) return "image/png";
  if (bytes.starts_with("GIF87a"sv) || bytes.starts_with("GIF89a"sv)) return "image/gif";
  if (bytes.starts_with("RIFF"sv) && bytes.substr(0, 14).ends_with("WEBPVP"sv)) return "image/webp";
  if (bytes.size() > 12 && bytes.substr(4, 8) == "ftypavif"sv) return "image/avif";
  return {};
}

}  // namespace kabar::text

#include "kabar/text/charset.h"

#include <array>
#include <utility>

#include "kabar/base/ascii.h"
#include "kabar/text/charset_convert.h"
#include "kabar/text/charset_guess.h"
#include "kabar/text/charset_labels.h"
#include "kabar/text/file_signature.h"
#include "kabar/text/utf8_repair.h"

namespace kabar::text {
namespace {

constexpr std::string_view kUtf8 = "UTF-8";
constexpr std::size_t kDeclarationBytes = 4096;
constexpr std::size_t kEscapeBytes = std::size_t{64} * 1024;

std::string_view value_after(std::string_view text, std::string_view name) {
  std::size_t at = ascii::find_ignoring_case(text, name);
  while (at != std::string_view::npos) {
    std::string_view rest = ascii::trim(text.substr(at + name.size()));
    if (!rest.empty() && rest.front() == '=') {
      rest = ascii::trim(rest.substr(1));
      while (!rest.empty() && (rest.front() == '"' || rest.front() == '\'')) rest.remove_prefix(1);
      return rest.substr(0, rest.find_first_of("\"'; \t\r\n/>?"));
    }
    const std::size_t next = ascii::find_ignoring_case(text.substr(at + 1), name);
    at = next == std::string_view::npos ? next : at + 1 + next;
  }
  return {};
}

// What the page itself says, in an XML declaration or a meta element.
std::string_view declared_in(std::string_view page) {
  page = page.substr(0, kDeclarationBytes);
  if (page.starts_with("<?xml")) {
    const auto found = encoding_of_label(value_after(page.substr(0, page.find("?>")), "encoding"));
    if (!found.empty()) return found.starts_with("UTF-16") ? kUtf8 : found;
  }
  for (std::size_t at = 0; at < page.size();) {
    const std::size_t meta = ascii::find_ignoring_case(page.substr(at), "<meta");
    if (meta == std::string_view::npos) return {};
    const std::string_view element = page.substr(at + meta, page.find('>', at + meta) - at - meta);
    const auto found = encoding_of_label(value_after(element, "charset"));
    if (!found.empty()) return found.starts_with("UTF-16") ? kUtf8 : found;
    at += meta + 5;
  }
  return {};
}

DecodedText of_converted(Converted converted, std::string_view encoding) {
  DecodedText out{
      .utf8 = {}, .encoding = encoding, .replaced = converted.replaced, .storage = std::move(converted.utf8)};
  out.utf8 = {out.storage.data(), out.storage.size()};
  return out;
}

DecodedText mended_utf8(std::string_view page) {
  Converted mended;
  mended.utf8.reserve(page.size() + page.size() / 8);
  mended.replaced = append_valid_utf8(mended.utf8, page);
  return of_converted(std::move(mended), kUtf8);
}

// Whether broken UTF-8 is still mostly UTF-8: a cut character, a stray byte from a database. Less is asked of
// a page that says it is UTF-8.
bool is_mostly_utf8(std::string_view page, bool declared) {
  const Utf8Count count = count_utf8(page);
  return count.multi_byte > (declared ? 1 : 4) * count.invalid;
}

bool names_utf16(std::string_view label) {
  return encoding_of_label(label).starts_with("UTF-16");
}

// UTF-16 by where its NUL bytes are: those of Latin letters, or at least those of tags. A page of which the
// transport says that it is UTF-16 needs but one.
std::string_view utf16_by_nulls(std::string_view page, bool declared) {
  const std::string_view sample = page.substr(0, kDeclarationBytes);
  std::array<std::size_t, 2> nulls{};  // at even and at odd places
  std::array<std::size_t, 2> tags{};   // the same, of the characters "<" and ">"
  for (std::size_t i = 0; i + 1 < sample.size(); i += 2) {
    const auto is_tag = [](char c) { return c == '<' || c == '>'; };
    nulls[0] += static_cast<std::size_t>(sample[i] == '\0');
    nulls[1] += static_cast<std::size_t>(sample[i + 1] == '\0');
    tags[0] += static_cast<std::size_t>(sample[i] == '\0' && is_tag(sample[i + 1]));
    tags[1] += static_cast<std::size_t>(sample[i + 1] == '\0' && is_tag(sample[i]));
  }
  const std::size_t many = sample.size() / 5;
  const auto is_wide = [&](std::size_t side) {
    const std::size_t other = 1 - side;
    if (nulls.at(side) > many && nulls.at(other) <= nulls.at(side) / 8) return true;
    return tags.at(side) >= (declared ? 1U : 6U) && tags.at(other) <= tags.at(side) / 8;
  };
  if (is_wide(1)) return "UTF-16LE";
  if (is_wide(0)) return "UTF-16BE";
  return {};
}

std::string_view transport_encoding(std::string_view charset, std::string_view content_type) {
  const auto named = encoding_of_label(charset);
  return named.empty() ? encoding_of_label(value_after(content_type, "charset")) : named;
}

std::string_view by_mark(std::string_view page) {
  using namespace std::string_view_literals;
  if (page.starts_with("\xEF\xBB\xBF")) return kUtf8;
  if (page.starts_with("\xFF\xFE\0\0"sv)) return "UTF-32LE";
  if (page.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32BE";
  if (page.starts_with("\xFF\xFE")) return "UTF-16LE";
  if (page.starts_with("\xFE\xFF")) return "UTF-16BE";
  return {};
}

Status reject_what_is_no_text(std::string_view page) {
  if (page.empty()) return Error{Errc::kInvalidInput, "empty"};
  const std::string_view looks_like = file_signature(page);
  if (looks_like.empty()) return ok();
  return Error{Errc::kInvalidInput, "no page but " + std::string(looks_like)};
}

// Japanese in seven bits: it shifts between ASCII and two-byte characters by escapes.
bool is_iso_2022_jp(std::string_view page) {
  const bool shifts =
      page.find("\x1B$B") != std::string_view::npos || page.find("\x1B$@") != std::string_view::npos;
  return shifts && page.find("\x1B(") != std::string_view::npos;
}

DecodedText decode_unmarked(std::string_view page, std::string_view transport) {
  const bool escapes = page.substr(0, kEscapeBytes).find('\x1B') != std::string_view::npos;
  if (is_clean_utf8(page)) {
    if (escapes && is_iso_2022_jp(page)) return of_converted(convert(page, "ISO-2022-JP"), "ISO-2022-JP");
    if (!escapes) return {.utf8 = page, .encoding = kUtf8};
  }
  const std::array<std::string_view, 2> declared = {transport, declared_in(page)};
  const std::string_view first = transport.empty() ? declared[1] : transport;
  if ((first.empty() || first == kUtf8 || escapes) && is_mostly_utf8(page, first == kUtf8))
    return mended_utf8(page);
  const std::string_view encoding = guess_legacy_encoding(page, declared);
  Converted converted = convert(page, encoding);
  if (converted.utf8.empty()) return mended_utf8(page);
  return of_converted(std::move(converted), encoding);
}

}  // namespace

Result<DecodedText> decode_page(ByteView bytes, std::string_view charset, std::string_view content_type) {
  const std::string_view page = as_chars(bytes);
  const std::string_view mark = by_mark(page);
  if (mark.starts_with("UTF-32")) return of_converted(convert(page.substr(4), mark), mark);
  if (mark.starts_with("UTF-16")) return of_converted(convert(page.substr(2), mark), mark);
  if (mark == kUtf8) return decode_unmarked(page.substr(3), kUtf8);

  const bool declared = names_utf16(charset) || names_utf16(value_after(content_type, "charset"));
  const std::string_view wide = utf16_by_nulls(page, declared);
  if (!wide.empty()) return of_converted(convert(page, wide), wide);
  KABAR_CHECK(reject_what_is_no_text(page));
  const std::string_view transport = transport_encoding(charset, content_type);
  return decode_unmarked(page, transport.starts_with("UTF-16") ? std::string_view() : transport);
}

}  // namespace kabar::text

#include "kabar/serve/response_finish.h"

#include <brotli/encode.h>
#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <utility>

#include "kabar/base/ascii.h"
#include "kabar/base/hash.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kSmallestWorthCompressing = 800;
constexpr int kBrotliQuality = 4;

// No inline script, no inline style, nothing from elsewhere: the site is text, its own pictures and one form.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kSecurityHeaders{{
    {"Content-Security-Policy",
     "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; "
     "manifest-src 'self'; "
     "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Permissions-Policy",
     "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"X-Frame-Options", "DENY"},
}};

bool is_compressible(std::string_view type) {
  return type.starts_with("text/") || type.starts_with("application/") || type == "image/svg+xml";
}

std::string gzip(std::string_view body) {
  constexpr int kGzipWindow = 15 + 16;
  z_stream stream{};
  if (deflateInit2(&stream, 5, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string out(deflateBound(&stream, body.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
  stream.avail_in = static_cast<uInt>(body.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const bool done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(done ? stream.total_out : 0);
  deflateEnd(&stream);
  return out;
}

std::string brotli(std::string_view body) {
  std::size_t size = BrotliEncoderMaxCompressedSize(body.size());
  std::string out(size, '\0');
  const auto done = BrotliEncoderCompress(kBrotliQuality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT,
                                          body.size(), reinterpret_cast<const std::uint8_t*>(body.data()),
                                          &size, reinterpret_cast<std::uint8_t*>(out.data()));
  out.resize(done == BROTLI_TRUE ? size : 0);
  return out;
}

/// Whether a coding's parameters switch it off: "q=0", "q=0.0".
bool is_switched_off(std::string_view parameters) {
  const auto at = parameters.find("q=");
  if (at == parameters.npos) return false;
  const auto value = ascii::trim(parameters.substr(at + 2));
  return value.starts_with('0') && value.find_first_not_of("0.") == value.npos;
}

std::string_view name_of(Coding coding) {
  return coding == Coding::kBrotli ? "br" : "gzip";
}

void apply_coding(const Request& request, Response& response) {
  if (response.body.size() < kSmallestWorthCompressing || !is_compressible(response.header("Content-Type")))
    return;
  response.with("Vary", "Accept-Encoding");
  const auto coding = choose_coding(request.header("accept-encoding"));
  if (coding == Coding::kIdentity) return;
  auto packed = compress(response.body, coding);
  if (packed.empty() || packed.size() >= response.body.size()) return;
  response.body = std::move(packed);
  response.with("Content-Encoding", std::string(name_of(coding)));
}

}  // namespace

bool matches_tag(std::string_view if_none_match, std::string_view tag) {
  bool matches = false;
  ascii::for_each_item(if_none_match, [&](std::string_view candidate) {
    if (candidate.starts_with("W/")) candidate.remove_prefix(2);
    matches = matches || candidate == "*" || candidate == tag;
  });
  return matches;
}

Coding choose_coding(std::string_view accept_encoding) {
  auto best = Coding::kIdentity;
  ascii::for_each_item(accept_encoding, [&](std::string_view item) {
    const auto semicolon = std::min(item.find(';'), item.size());
    if (is_switched_off(item.substr(semicolon))) return;
    const auto name = ascii::trim(item.substr(0, semicolon));
    if (ascii::equals_ignoring_case(name, "br")) best = Coding::kBrotli;
    if (ascii::equals_ignoring_case(name, "gzip")) best = std::max(best, Coding::kGzip);
  });
  return best;
}

std::string compress(std::string_view body, Coding coding) {
  if (coding == Coding::kIdentity) return std::string(body);
  return coding == Coding::kBrotli ? brotli(body) : gzip(body);
}

Response finish(const Request& request, Response response) {
  for (const auto& [name, value] : kSecurityHeaders) {
    if (response.header(name).empty()) response.with(std::string(name), std::string(value));
  }
  if (response.stream) return response;
  // A weak tag: the codings of one answer are the same to its reader.
  if (response.status == 200) response.with("ETag", fmt::format("W/\"{:016x}\"", hash64(response.body)));
  apply_coding(request, response);
  return response;
}

Response leave_out_known(const Request& request, Response response) {
  auto tag = response.header("ETag");
  if (tag.starts_with("W/")) tag.remove_prefix(2);
  if (tag.empty() || !matches_tag(request.header("if-none-match"), tag)) return response;
  response.status = 304;
  response.body.clear();
  std::erase_if(response.headers, [](const auto& header) {
    return header.first == "Content-Type" || header.first == "Content-Encoding";
  });
  return response;
}

}  // namespace kabar::serve

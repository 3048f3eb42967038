#include "kabar/net/http_message.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

#include "kabar/base/ascii.h"

namespace kabar::net {
namespace {

/// "HTTP/1.1 200 OK", "HTTP/2 200"; nought for anything else.
int status_of(std::string_view line) {
  if (!ascii::starts_with_ignoring_case(line, "http/")) return 0;
  const auto blank = line.find(' ');
  if (blank == line.npos) return 0;
  const auto rest = ascii::trim(line.substr(blank));
  int status = 0;
  const auto [end, code] =
      std::from_chars(rest.data(), rest.data() + std::min<std::size_t>(rest.size(), 3), status);
  const bool whole = code == std::errc{} && end == rest.data() + 3;
  return whole && status >= 100 ? status : 0;
}

/// The size line of a chunk at the front of `rest`, taken off.
std::optional<std::size_t> take_chunk_size(std::string_view& rest) {
  constexpr std::size_t kMaxLine = 1024;
  const auto end = rest.substr(0, kMaxLine).find('\n');
  if (end == rest.npos) return std::nullopt;
  auto line = rest.substr(0, end);
  line = ascii::trim(line.substr(0, line.find(';')));
  std::uint64_t size = 0;
  const auto [last, code] = std::from_chars(line.data(), line.data() + line.size(), size, 16);
  if (line.empty() || code != std::errc{} || last != line.data() + line.size()) return std::nullopt;
  rest.remove_prefix(end + 1);
  return static_cast<std::size_t>(size);
}

void take_line_end(std::string_view& rest) {
  if (rest.starts_with('\r')) rest.remove_prefix(1);
  if (rest.starts_with('\n')) rest.remove_prefix(1);
}

}  // namespace

std::string HttpHead::media_type() const {
  const auto type = fields["content-type"];
  return ascii::lower(ascii::trim(type.substr(0, type.find(';'))));
}

Result<HttpHead> parse_http_head(std::string_view message) {
  HttpHead out;
  while (true) {
    const auto rest = message.substr(out.length);
    const auto length = head_length(rest);
    if (length == rest.npos) return Error{Errc::kInvalidInput, "the HTTP head does not end"};
    const auto head = rest.substr(0, length);
    const auto line = head.find('\n');
    out.status = status_of(head.substr(0, line));
    if (out.status == 0) return Error{Errc::kInvalidInput, "no HTTP response"};
    out.length += length;
    if (out.status >= 200) {
      out.fields = HeaderFields(head.substr(line));
      return out;
    }
  }
}

bool says_chunked(const HeaderFields& fields) {
  return ascii::find_ignoring_case(fields["transfer-encoding"], "chunked") != std::string_view::npos;
}

Bytes join_chunks(Bytes body) {
  auto rest = as_chars(body);
  auto end = body.begin();  // of what was joined, at the front of the body itself
  bool any = false;
  while (const auto size = take_chunk_size(rest)) {
    any = true;
    const auto part = as_bytes(rest.substr(0, *size));
    end = std::copy(part.begin(), part.end(), end);
    rest.remove_prefix(part.size());
    take_line_end(rest);
    if (*size == 0) break;
  }
  if (any) body.erase(end, body.end());
  return body;
}

}  // namespace kabar::net

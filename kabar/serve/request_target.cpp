#include "kabar/serve/request_target.h"

#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <optional>

#include "kabar/base/ascii.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kMaxParams = 100;

/// Percent-decodes. With `form`, '+' is a blank and a broken escape stands for itself, as browsers have it.
std::optional<std::string> decode(std::string_view text, bool form) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += form && text[i] == '+' ? ' ' : text[i];
      continue;
    }
    const auto byte = ascii::escaped_byte(text.substr(i));
    if (!byte && !form) return std::nullopt;
    out += byte.value_or('%');
    if (byte) i += 2;
  }
  return out;
}

/// Ill-formed sequences become U+FFFD.
std::string valid_utf8(const std::string& text) {
  std::string out;
  icu::UnicodeString::fromUTF8(text).toUTF8String(out);
  return out;
}

bool is_control(char c) noexcept {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

std::string decode_form(std::string_view text) {
  auto out = valid_utf8(decode(text, true).value_or(""));
  std::replace_if(out.begin(), out.end(), is_control, ' ');
  return out;
}

constexpr std::array<bool, 256> kUnreserved = [] {
  std::array<bool, 256> out{};
  for (std::size_t byte = 0; byte < 0x80; ++byte) {
    const char c = static_cast<char>(byte);
    out[byte] = ascii::is_alpha(c) || ascii::is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
  }
  return out;
}();

void append_encoded(std::string& out, std::string_view text, std::string_view kept) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (kUnreserved[byte] || kept.find(text[i]) != kept.npos) continue;
    out += text.substr(begin, i - begin);
    out += '%';
    out += kHex[byte >> 4U];
    out += kHex[byte & 15U];
    begin = i + 1;
  }
  out += text.substr(begin);
}

Result<NamedValues> parse_params(std::string_view query) {
  NamedValues params;
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const auto pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (pair.empty()) continue;
    if (params.size() == kMaxParams) return Error{Errc::kTooLarge, "too many parameters"};
    const auto equals = std::min(pair.find('='), pair.size());
    params.emplace_back(decode_form(pair.substr(0, equals)),
                        decode_form(pair.substr(std::min(equals + 1, pair.size()))));
  }
  return params;
}

}  // namespace

Result<RequestTarget> parse_target(std::string_view target) {
  if (!target.starts_with('/')) return Error{Errc::kInvalidInput, "the address must begin with a slash"};
  target = target.substr(0, target.find('#'));
  const auto mark = std::min(target.find('?'), target.size());
  const auto path = decode(target.substr(0, mark), false);
  if (!path)
    return Error{Errc::kInvalidInput, "a percent sign in the address is not followed by two hex digits"};
  if (std::any_of(path->begin(), path->end(), is_control)) {
    return Error{Errc::kInvalidInput, "the address contains a control character"};
  }
  KABAR_TRY(auto params, parse_params(target.substr(std::min(mark + 1, target.size()))));
  return RequestTarget{valid_utf8(*path), std::move(params)};
}

std::string percent_encode(std::string_view text) {
  std::string out;
  append_encoded(out, text, "");
  return out;
}

std::string format_target(std::string_view path, const NamedValues& params) {
  std::string out;
  append_encoded(out, path, "/");
  char mark = '?';
  for (const auto& [name, value] : params) {
    out += mark;
    append_encoded(out, name, "");
    out += '=';
    append_encoded(out, value, "");
    mark = '&';
  }
  return out;
}

}  // namespace kabar::serve

#include "kabar/json/writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "kabar/base/utf8.h"

namespace kabar::json {
namespace {

constexpr bool is_plain(char c) noexcept {
  return static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x80 && c != '"' &&
         c != '\\' && c != '<' && c != '>' && c != '&';
}

constexpr std::array<bool, 256> make_plain() {
  std::array<bool, 256> out{};
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = is_plain(static_cast<char>(i));
  return out;
}
constexpr auto kPlain = make_plain();

// What JavaScript takes for ends of lines, what moves the cursor of a terminal (U+0080 to U+009F), and what
// turns the direction of writing beyond the end of a text; `text` begins with a whole character.
bool is_hidden(std::string_view text) {
  const auto byte = [text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  if (byte(0) == 0xC2) return byte(1) < 0xA0;
  if (byte(0) != 0xE2) return false;
  return (byte(1) == 0x80 && byte(2) >= 0xA8 && byte(2) <= 0xAE) ||
         (byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9);
}

void append_escape(std::string& out, char c) {
  switch (c) {
    case '"': out += "\\\""; break;
    case '\\': out += "\\\\"; break;
    case '\n': out += "\\n"; break;
    case '\r': out += "\\r"; break;
    case '\t': out += "\\t"; break;
    default: fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c)); break;
  }
}

// The bytes at the front of `text` that are written as they are; 0 where the first character is not.
std::size_t verbatim_size(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (kPlain[static_cast<unsigned char>(text[at])]) {
      ++at;
      continue;
    }
    const auto length = utf8::size_of_first(text.substr(at));
    if (length <= 1 || is_hidden(text.substr(at))) break;
    at += length;
  }
  return at;
}

// Writes the character at the front of `text`, which is not to be written as it is, and gives the bytes that
// it took.
std::size_t append_special(std::string& out, std::string_view text) {
  const auto length = utf8::size_of_first(text);
  if (length == 0) {
    out += "\xEF\xBF\xBD";
  } else if (length == 1) {
    append_escape(out, text.front());
  } else {
    const auto bits = [text](std::size_t at) { return static_cast<unsigned char>(text[at]) & 0x3FU; };
    const auto code = length == 2 ? 0x80U | bits(1) : 0x2000U | (bits(1) << 6U) | bits(2);
    fmt::format_to(std::back_inserter(out), "\\u{:04x}", code);
  }
  return std::max<std::size_t>(length, 1);
}

}  // namespace

Writer& Writer::begin_object() {
  separate();
  out_ += '{';
  first_ = true;
  return *this;
}

Writer& Writer::end_object() {
  out_ += '}';
  first_ = false;
  return *this;
}

Writer& Writer::begin_array() {
  separate();
  out_ += '[';
  first_ = true;
  return *this;
}

Writer& Writer::end_array() {
  out_ += ']';
  first_ = false;
  return *this;
}

Writer& Writer::key(std::string_view name) {
  separate();
  quote(name);
  out_ += ':';
  after_key_ = true;
  return *this;
}

Writer& Writer::string(std::string_view text) {
  separate();
  quote(text);
  return *this;
}

Writer& Writer::number(double value) {
  if (!std::isfinite(value)) return null();
  separate();
  fmt::format_to(std::back_inserter(out_), "{}", value);
  return *this;
}

Writer& Writer::boolean(bool value) {
  return raw(value ? "true" : "false");
}

Writer& Writer::null() {
  return raw("null");
}

Writer& Writer::raw(std::string_view json) {
  separate();
  out_ += json;
  return *this;
}

Writer& Writer::field(std::string_view name, std::string_view text) {
  key(name);
  return text.empty() ? null() : string(text);
}

Writer& Writer::list(std::string_view name, const std::vector<std::string>& items) {
  key(name).begin_array();
  for (const auto& item : items) string(item);
  return end_array();
}

void Writer::separate() {
  if (!first_ && !after_key_) out_ += ',';
  first_ = false;
  after_key_ = false;
}

void Writer::quote(std::string_view text) {
  out_ += '"';
  while (!text.empty()) {
    const std::size_t size = verbatim_size(text);
    out_ += text.substr(0, size);
    text.remove_prefix(size);
    if (!text.empty()) text.remove_prefix(append_special(out_, text));
  }
  out_ += '"';
}

}  // namespace kabar::json

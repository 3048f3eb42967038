#include "kabar/base/dotted_keys.h"

#include <algorithm>

namespace kabar {
namespace {

/// Behind a text that opens at `from`; the end where it has none.
std::size_t end_of_text(std::string_view toml, std::size_t from) {
  const char mark = toml[from];
  const bool long_text = toml.substr(from, 3) == std::string_view(mark == '"' ? "\"\"\"" : "'''");
  const std::size_t marks = long_text ? 3 : 1;
  const auto close = toml.substr(from, marks);
  for (auto at = from + marks; at < toml.size(); ++at) {
    if (toml[at] == '\\' && mark == '"') {
      ++at;
    } else if (toml[at] == '\n' && !long_text) {
      return at;
    } else if (toml.substr(at, marks) == close) {
      return at + marks;
    }
  }
  return toml.size();
}

}  // namespace

std::optional<std::size_t> line_of_deep_key(std::string_view toml, std::size_t most) {
  constexpr std::string_view kBetweenKeys = "=,{}[]";
  std::size_t line = 1, parts = 1;
  for (std::size_t at = 0; at < toml.size();) {
    const char c = toml[at];
    auto next = at + 1;
    if (c == '"' || c == '\'') {
      next = end_of_text(toml, at);
      line += static_cast<std::size_t>(std::count(toml.begin() + static_cast<std::ptrdiff_t>(at),
                                                  toml.begin() + static_cast<std::ptrdiff_t>(next), '\n'));
    } else if (c == '#') {
      next = std::min(toml.find('\n', at), toml.size());
    } else if (c == '\n' || kBetweenKeys.find(c) != kBetweenKeys.npos) {
      line += c == '\n' ? 1 : 0;
      parts = 1;
    } else if (c == '.' && ++parts > most) {
      return line;
    }
    at = next;
  }
  return std::nullopt;
}

}  // namespace kabar

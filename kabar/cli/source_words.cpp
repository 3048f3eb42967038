#include "kabar/cli/source_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "kabar/base/ascii.h"
#include "kabar/understand/country_names.h"

namespace kabar::cli {
namespace {

bool is_alphanumeric(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return ascii::is_alpha(c) || ascii::is_digit(c); });
}

/// A language of two or three letters, then parts of two to eight.
bool is_language_tag(std::string_view tag) {
  auto end = std::min(tag.find('-'), tag.size());
  if (end < 2 || end > 3 ||
      !std::all_of(tag.begin(), tag.begin() + static_cast<std::ptrdiff_t>(end), ascii::is_alpha))
    return false;
  while (end < tag.size()) {
    tag.remove_prefix(end + 1);
    end = std::min(tag.find('-'), tag.size());
    if (end < 2 || end > 8 || !is_alphanumeric(tag.substr(0, end))) return false;
  }
  return true;
}

}  // namespace

Status check_language(const std::string& tag) {
  if (is_language_tag(tag)) return ok();
  return Error{Errc::kInvalidInput,
               fmt::format("'{}' is no code of a language, as fr, id or pt-BR are", tag)};
}

Status check_country(const std::string& code) {
  bool known = false;
  understand::for_each_country(
      "en", [&](std::string_view one, std::string_view) { known |= ascii::equals_ignoring_case(one, code); });
  if (known) return ok();
  const auto* const instead = ascii::equals_ignoring_case(code, "uk") ? "; the United Kingdom is GB" : "";
  return Error{Errc::kInvalidInput,
               fmt::format("'{}' is no code of a country, as FR, ID or GB are{}", code, instead)};
}

}  // namespace kabar::cli

#include "kabar/extract/edge_lines.h"

#include <algorithm>
#include <cstddef>

#include "kabar/base/ascii.h"
#include "kabar/extract/byline.h"
#include "kabar/extract/byline_words.h"
#include "kabar/text/date.h"

namespace kabar::extract {
namespace {

constexpr std::size_t kMaxLine = 160;       // bytes
constexpr std::size_t kMaxBesideDate = 24;  // characters: "Published:", "Updated at", "Uhr"
constexpr std::size_t kMaxRole = 24;        // bytes before the colon

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool is_role(std::string_view words) {
  return std::any_of(role_words().begin(), role_words().end(),
                     [&](std::string_view role) { return ascii::equals_ignoring_case(role, words); });
}

}  // namespace

bool is_date_line(std::string_view line) {
  if (line.size() > kMaxLine) return false;
  std::size_t beside = 0;
  std::size_t at = 0;
  int dates = 0;
  for (auto date = text::find_date(line); date && dates < 2; date = text::find_date(line, {}, at)) {
    beside += count_characters(line.substr(at, date->begin - at));
    at = date->end;
    ++dates;
  }
  beside += count_characters(line.substr(at));
  return dates != 0 && beside <= kMaxBesideDate * static_cast<std::size_t>(dates);
}

bool is_credit_line(std::string_view line) {
  if (line.size() > kMaxLine) return false;
  if (line.starts_with("©") || ascii::starts_with_ignoring_case(line, "copyright ")) return true;
  const bool bracketed = line.starts_with('(') && line.ends_with(')');
  if (bracketed) line = line.substr(1, line.size() - 2);
  const std::size_t colon = std::min(line.find(':'), line.find("："));
  if (starts_like_byline(line) && (bracketed || colon <= kMaxRole)) return true;
  return colon <= kMaxRole && is_role(ascii::trim(line.substr(0, colon)));
}

}  // namespace kabar::extract

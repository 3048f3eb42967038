#include "kabar/extract/dated_name.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "kabar/text/date.h"
#include "kabar/text/utf8.h"

namespace kabar::extract {
namespace {

constexpr std::size_t kMaxBeside = 12;  // bytes on a date's other side: the time, "kl.", "Uhr"

bool may_part(char32_t letter) {
  return letter == ' ' || u_ispunct(static_cast<UChar32>(letter)) != 0 ||
         u_isdigit(static_cast<UChar32>(letter)) != 0 || letter == U'|';
}

bool belongs_to_name(UChar32 letter) {
  const auto kind = u_charType(letter);
  return letter == ' ' || letter == '-' || letter == '.' || letter == '\'' || letter == 0x2019 ||
         u_isalpha(letter) != 0 || kind == U_NON_SPACING_MARK || kind == U_COMBINING_SPACING_MARK;
}

/// Without the figures and signs at both ends.
std::string_view without_ends(std::string_view text) {
  std::size_t begin = text.size();
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    if (may_part(text::next_code_point(text, at))) continue;
    begin = std::min(begin, from);
    end = at;
  }
  return begin < end ? text.substr(begin, end - begin) : std::string_view();
}

/// Whether what stands between a text and its date tells two things apart: "Updated 6 October" and "Updated:
/// 6 October" are one.
bool parts(std::string_view between) {
  constexpr std::string_view kSigns[] = {"·", "•", "|", ",", "–", "—", "-", "/"};
  return std::any_of(std::begin(kSigns), std::end(kSigns),
                     [&](std::string_view sign) { return between.find(sign) != between.npos; });
}

}  // namespace

std::string_view beside_date_in(std::string_view text) {
  const auto date = text::find_date(text);
  if (!date) return {};
  const auto left = text.substr(0, date->begin);
  const auto right = text.substr(date->end);
  const auto before = without_ends(left);
  const auto behind = without_ends(right);
  if (before.size() > kMaxBeside && behind.size() > kMaxBeside) return {};
  if (behind.size() >= before.size()) return behind;
  const auto end_of_before = static_cast<std::size_t>(before.data() - left.data()) + before.size();
  return parts(left.substr(end_of_before)) ? before : std::string_view();
}

bool is_full_name(std::string_view text) {
  std::size_t words = 0;
  bool begins = true;
  for (std::size_t at = 0; at < text.size();) {
    const auto letter = static_cast<UChar32>(text::next_code_point(text, at));
    if (!belongs_to_name(letter)) return false;
    if (begins && u_isupper(letter) == 0) return false;
    if (begins) ++words;
    begins = letter == ' ';
  }
  return words >= 2 && words <= 3;
}

}  // namespace kabar::extract

#include "kabar/markup/emphasis.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "kabar/base/ascii.h"
#include "kabar/base/blanks.h"
#include "kabar/base/utf8.h"

namespace kabar::markup {
namespace {

std::string_view first_of(std::string_view text) {
  if (text.empty()) return text;
  return text.substr(0, std::max<std::size_t>(utf8::size_of_first(text), 1));
}

std::string_view last_of(std::string_view text) {
  if (text.empty()) return text;
  std::size_t at = text.size() - 1;
  while (at > 0 && utf8::is_continuation(text[at])) --at;
  return text.substr(at);
}

bool is_sign(std::string_view character) {
  // UTF-8 sorts as its characters do.
  constexpr std::pair<std::string_view, std::string_view> kSigns[] = {
      {"!", "/"},   {":", "@"},   {"[", "`"},   {"{", "~"},   {"¡", "©"},   {"«", "¬"},   {"®", "±"},
      {"¶", "¸"},   {"»", "»"},   {"¿", "¿"},   {"،", "؍"},   {"؛", "؟"},   {"۔", "۔"},   {"।", "॥"},
      {"‐", "‧"},   {"‰", "⁞"},   {"₠", "⃀"}, {"←", "⯿"}, {"、", "〃"}, {"〈", "〟"}, {"・", "・"},
      {"！", "／"}, {"：", "＠"}, {"［", "｀"}, {"｛", "･"}};
  return std::any_of(std::begin(kSigns), std::end(kSigns), [character](const auto& range) {
    return range.first <= character && character <= range.second;
  });
}

bool is_outer_blank(std::string_view character) {
  constexpr std::string_view kWide = "　";
  return character.empty() || character == kWide || is_blank(character);
}

bool may_stand_outside(std::string_view character) {
  return is_outer_blank(character) || is_sign(character);
}

}  // namespace

std::string_view leading_signs(std::string_view text) {
  std::size_t size = 0;
  while (size < text.size() && is_sign(first_of(text.substr(size))))
    size += first_of(text.substr(size)).size();
  return text.substr(0, size);
}

std::string_view trailing_signs(std::string_view text) {
  std::size_t from = text.size();
  while (from > 0 && is_sign(last_of(text.substr(0, from)))) from -= last_of(text.substr(0, from)).size();
  return text.substr(from);
}

std::string marked_words(std::string_view words, std::string_view mark, const MarkPlace& place) {
  std::string_view core = words;
  const auto take_front = [&core](std::size_t size) { core.remove_prefix(size); };
  const auto take_back = [&core](std::size_t size) { core.remove_suffix(size); };
  const auto fits_front = [&] {
    const std::size_t taken = static_cast<std::size_t>(core.data() - words.data());
    return !is_sign(first_of(core)) ||
           may_stand_outside(last_of(taken == 0 ? place.before : words.substr(0, taken)));
  };
  const auto fits_back = [&] {
    const std::size_t end = static_cast<std::size_t>(core.data() - words.data()) + core.size();
    return !is_sign(last_of(core)) ||
           may_stand_outside(first_of(end == words.size() ? place.behind : words.substr(end)));
  };
  while (!core.empty() && is_outer_blank(first_of(core))) take_front(first_of(core).size());
  while (!core.empty() && is_outer_blank(last_of(core))) take_back(last_of(core).size());
  if (!fits_front() && !place.lead.empty() && core.starts_with(place.lead)) take_front(place.lead.size());
  if (!fits_back() && !place.trail.empty() && core.ends_with(place.trail)) take_back(place.trail.size());
  if (leading_signs(core).size() == core.size() || !fits_front() || !fits_back()) return std::string(words);
  const std::size_t begin = static_cast<std::size_t>(core.data() - words.data());
  std::string out(words.substr(0, begin));
  out.append(mark).append(core).append(mark);
  return out.append(words.substr(begin + core.size()));
}

}  // namespace kabar::markup

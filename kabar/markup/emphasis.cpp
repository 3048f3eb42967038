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

// Whether CommonMark takes a mark between these two for one.
bool fits(std::string_view inner, std::string_view outer) {
  return !is_sign(inner) || is_outer_blank(outer) || is_sign(outer);
}

// The part of some words that is marked.
class MarkedPart {
 public:
  MarkedPart(std::string_view words, const MarkPlace& place)
      : words_(words), place_(place), end_(words.size()) {
    while (begin_ < end_ && is_outer_blank(first_of(part()))) begin_ += first_of(part()).size();
    while (begin_ < end_ && is_outer_blank(last_of(part()))) end_ -= last_of(part()).size();
    if (!fits_before() && part().starts_with(place.lead)) begin_ += place.lead.size();
    if (!fits_behind() && part().ends_with(place.trail)) end_ -= place.trail.size();
  }

  bool can_be_marked() const {
    return leading_signs(part()).size() != part().size() && fits_before() && fits_behind();
  }

  std::string marked(std::string_view mark) const {
    std::string out(words_.substr(0, begin_));
    out.append(mark).append(part()).append(mark);
    return out.append(words_.substr(end_));
  }

 private:
  std::string_view part() const { return words_.substr(begin_, end_ - begin_); }
  bool fits_before() const {
    return fits(first_of(part()), last_of(begin_ == 0 ? place_.before : words_.substr(0, begin_)));
  }
  bool fits_behind() const {
    return fits(last_of(part()), first_of(end_ == words_.size() ? place_.behind : words_.substr(end_)));
  }

  std::string_view words_;
  const MarkPlace& place_;
  std::size_t begin_ = 0;
  std::size_t end_;
};

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
  const MarkedPart part(words, place);
  return part.can_be_marked() ? part.marked(mark) : std::string(words);
}

}  // namespace kabar::markup

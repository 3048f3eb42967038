#include "kabar/understand/name_context.h"

#include <algorithm>
#include <string>

#include "kabar/text/letters.h"
#include "kabar/text/utf8.h"

namespace kabar::understand {
namespace {

using Kind = Token::Kind;

}  // namespace

bool is_no_name(const SpokenSentence& s, const NameRun& run) {
  for (auto i = run.begin; i < run.end; ++i)
    if (s.tokens[i].capital && !s.has(i, Sense::kNoName)) return false;
  return true;
}

bool has_no_case(const SpokenSentence& s) {
  for (const auto& token : s.tokens) {
    if (token.kind != Kind::kWord) continue;
    std::size_t pos = token.begin;
    const auto c = text::next_code_point(s.text, pos);
    return c >= 0x590 && c < 0x1000;
  }
  return false;
}

bool is_small_place(const SpokenSentence& s, std::size_t i) {
  return s.has(i, Sense::kPlace) && s.tokens[i].kind == Kind::kWord && !s.tokens[i].capital;
}

bool is_one_written(const SpokenSentence& s, const NameRun& run) {
  for (auto i = run.begin + 1; i < run.end; ++i)
    if (s.tokens[i].glue != '-') return false;
  return run.end > run.begin + 1;
}

bool is_club(const SpokenSentence& s, std::size_t city) {
  constexpr std::size_t kMost = 4;
  const auto letters = s.words(city - 1, city);
  return letters.size() <= kMost && all_capitals(letters);
}

bool all_words(const SpokenSentence& s, std::size_t begin, std::size_t end) {
  for (auto i = begin; i < end; ++i)
    if (s.tokens[i].kind != Kind::kWord) return false;
  return true;
}

bool holds_words(std::string_view longer, std::string_view shorter) {
  const auto whole = ' ' + text::fold(longer) + ' ';
  const auto words = text::fold(shorter) + ' ';
  for (std::size_t at = 0, end = 0; (end = words.find(' ', at)) != words.npos; at = end + 1)
    if (whole.find(' ' + words.substr(at, end - at) + ' ') == whole.npos) return false;
  return true;
}

}  // namespace kabar::understand

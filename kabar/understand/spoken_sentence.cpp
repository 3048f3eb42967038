#include "kabar/understand/spoken_sentence.h"

#include <utility>

namespace kabar::understand {
SpokenSentence::SpokenSentence(std::string_view sentence, const LanguagePack& words_of)
    : SpokenSentence(ProseSentence{sentence, split_tokens(sentence, words_of.accents)}, words_of) {}

SpokenSentence::SpokenSentence(ProseSentence sentence, const LanguagePack& words_of)
    : text(sentence.text), pack(words_of), tokens(std::move(sentence.tokens)) {
  hits.reserve(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) pack.phrases.match(tokens, i, hits);
  senses = senses_of(tokens.size(), hits);
  runs = find_name_runs(tokens, senses, pack);
}

std::string RunReader::text_of(const NameRun& run) const {
  // "T.J."
  const bool initial =
      run.end + 1 < s_.tokens.size() && is_short_stop(run.end) && s_.tokens[run.end - 1].capital;
  return s_.words(run.begin, run.end + (initial ? 1 : 0));
}

bool RunReader::says_beside(const NameRun& run) const {
  return (run.end < s_.tokens.size() && s_.says(run.end)) ||
         (run.title_begin > 0 && s_.says(run.title_begin - 1) && !is_possessor(run));
}

std::size_t RunReader::shouted_words(const NameRun& run) const {
  constexpr std::size_t kLongWord = 4;  // bytes; shorter ones are initials
  std::size_t out = 0;
  for (auto i = run.begin; i < run.end; ++i)
    if (s_.tokens[i].key.size() >= kLongWord && all_capitals(s_.words(i, i + 1))) ++out;
  return out;
}

bool RunReader::describes(const NameRun& run) const {
  if (run.end >= s_.tokens.size()) return false;
  const auto& next = s_.tokens[run.end];
  return (next.kind == Token::Kind::kDigits && next.blank_before) ||
         (next.glue == 0 && !next.capital && s_.has(run.end, Sense::kTitle) && !s_.says(run.end)) ||
         leads_to_title(run.end);
}

bool RunReader::leads_to_title(std::size_t i) const {
  return i + 2 < s_.tokens.size() && s_.tokens[i].kind == Token::Kind::kWord && !s_.tokens[i].capital &&
         !s_.says(i) && !s_.has(i, Sense::kPreposition) && s_.tokens[i + 1].glue == 0 &&
         !s_.tokens[i + 1].capital && s_.has(i + 1, Sense::kTitle) && s_.tokens[i + 2].capital;
}

bool RunReader::is_possessor(const NameRun& run) const {
  return run.end < s_.tokens.size() && s_.tokens[run.end].glue == '\'' && s_.has(run.end, Sense::kPossessive);
}

bool RunReader::is_personal(const NameRun& run) const {
  if (run.end - run.begin > 5) return false;
  for (auto i = run.begin; i < run.end; ++i)
    if (s_.has(i, Sense::kOrganisation) || s_.has(i, Sense::kPlace) || s_.has(i, Sense::kNoName))
      return false;
  return true;
}

bool RunReader::is_led(const NameRun& run) const {
  constexpr std::size_t kReach = 4;
  auto i = run.title_begin;
  for (std::size_t steps = 0; i > 0 && steps < kReach; --i, ++steps) {
    const auto& token = s_.tokens[i - 1];
    if (s_.has(i - 1, Sense::kPreposition)) return true;
    const bool joined = steps == 0 && s_.has(i - 1, Sense::kJoin);
    if (token.kind == Token::Kind::kSign || s_.says(i - 1) || (token.capital && steps > 0)) return false;
    if (joined && i > 1 && s_.tokens[i - 2].capital) return true;
  }
  return false;
}

}  // namespace kabar::understand

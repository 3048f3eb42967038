#include "kabar/understand/spoken_sentence.h"

#include <algorithm>
#include <utility>

#include "kabar/text/stemmer.h"

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

std::string SpokenSentence::words(std::size_t begin, std::size_t end) const {
  constexpr std::string_view kNoWidth = "\u200B", kHyphen = "\u00AD", kJoiner = "\uFEFF";
  std::string out(text.substr(tokens[begin].begin, tokens[end - 1].end - tokens[begin].begin));
  for (std::size_t at = 0; (at = out.find(kNoWidth, at)) != out.npos; ++at)
    out.replace(at, kNoWidth.size(), " ");
  for (const auto mark : {kHyphen, kJoiner})
    for (std::size_t at = 0; (at = out.find(mark, at)) != out.npos;) out.erase(at, mark.size());
  return out;
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
  if (run.end >= s_.tokens.size()) return false;
  const auto& last = s_.tokens[run.end - 1];
  const auto behind = s_.text.substr(last.end);
  if (last.key.ends_with('s') && (behind.starts_with("' ") || behind.starts_with("’ "))) return true;
  return s_.tokens[run.end].glue == '\'' && s_.has(run.end, Sense::kPossessive);
}

bool RunReader::is_aside(const NameRun& run) const {
  for (auto i = run.begin; i > 0; --i) {
    if (s_.tokens[i - 1].key == ")") return false;
    if (s_.tokens[i - 1].key == "(") return true;
  }
  return false;
}

bool RunReader::is_told_of(const NameRun& run, std::size_t begin) const {
  constexpr std::size_t kReach = 5;  // tokens; the clause may end between
  for (auto i = run.title_begin; i > begin && run.title_begin - i < kReach; --i) {
    if (s_.has(i - 1, Sense::kRelative) && !(i > begin + 1 && s_.says(i - 2))) return true;
    if (s_.tokens[i - 1].kind == Token::Kind::kSign || s_.says(i - 1)) return false;
  }
  return false;
}

bool RunReader::is_thing(std::size_t begin, std::size_t end) const {
  constexpr std::size_t kReach = 3;
  while (begin < end && s_.tokens[begin].kind == Token::Kind::kSign) ++begin;
  for (auto i = begin; i < std::min(end, begin + kReach); ++i) {
    if (s_.has(i, Sense::kThing)) return true;
    if (s_.tokens[i].kind == Token::Kind::kSign || (s_.tokens[i].capital && i > begin)) return false;
  }
  return false;
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

bool RunReader::is_letters(const NameRun& run) const {
  for (auto i = run.begin; i < run.end; ++i)
    if (!all_capitals(s_.words(i, i + 1))) return false;
  return run.end < s_.tokens.size() && s_.tokens[run.end].kind == Token::Kind::kWord;
}

bool RunReader::leads_to_name(const NameRun& run) const {
  constexpr std::size_t kReach = 4;
  for (auto i = run.end; i < std::min(s_.tokens.size(), run.end + kReach); ++i) {
    const auto& token = s_.tokens[i];
    if (token.capital) return true;
    if (token.kind != Token::Kind::kWord || text::is_stop_word(token.key, s_.pack.lang)) return false;
  }
  return false;
}

std::string RunReader::apposition(std::size_t comma, std::size_t end) const {
  for (const auto& run : s_.runs) {
    if (run.title_begin != comma + 1 || run.words < 2) continue;
    const bool closed = run.end >= end || s_.tokens[run.end].kind == Token::Kind::kSign ||
                        s_.has(run.end, Sense::kPreposition) || s_.says(run.end);
    if (closed && is_personal(run)) return text_of(run);
  }
  return {};
}

std::size_t RunReader::behind_listener(std::size_t begin, std::size_t end) const {
  for (const auto& run : s_.runs) {
    const bool first = run.title_begin == begin || (run.title_begin == begin + 1 && behind_preposition(run));
    if (!first || run.end + 1 >= end || !all_capitals(s_.words(run.begin, run.begin + 1))) continue;
    const auto& next = s_.tokens[run.end];
    const bool noun = next.kind == Token::Kind::kWord && !next.capital && !s_.says(run.end) &&
                      !s_.has(run.end, Sense::kPreposition) && !s_.has(run.end, Sense::kBreak) &&
                      (s_.has(run.end, Sense::kArticle) || s_.has(run.end, Sense::kTitle));
    if (noun) return run.end;
  }
  const bool manner = begin + 3 < end && s_.has(begin, Sense::kPreposition) &&
                      s_.tokens[begin + 1].kind == Token::Kind::kWord && !s_.tokens[begin + 1].capital &&
                      !s_.has(begin + 1, Sense::kArticle) && s_.has(begin + 2, Sense::kArticle) &&
                      !s_.has(begin + 2, Sense::kPreposition) && !s_.tokens[begin + 3].capital;
  return manner ? begin + 2 : begin;
}

bool RunReader::is_addressed_at(std::size_t begin) const {
  return std::any_of(s_.runs.begin(), s_.runs.end(),
                     [&](const NameRun& run) { return run.title_begin == begin && is_addressed(run); });
}

bool RunReader::owns_what_follows(std::size_t begin) const {
  return std::any_of(s_.runs.begin(), s_.runs.end(), [&](const NameRun& run) {
    return run.title_begin == begin && is_possessor(run) && s_.tokens[run.end].glue == 0;
  });
}

bool RunReader::is_of_relation(const NameRun& run) const {
  const auto at = run.title_begin;
  const bool related = (at > 0 && s_.has(at - 1, Sense::kRelation)) ||
                       (run.has_title && at < run.begin && s_.has(at, Sense::kRelation));
  const auto& ends = s_.pack.genitive_ends;
  return related && (ends.empty() || std::any_of(ends.begin(), ends.end(), [&](const std::string& end) {
                       return s_.tokens[run.end - 1].key.ends_with(end);
                     }));
}

std::size_t RunReader::listener_in(const NameRun& run) const {
  std::size_t names = 0;
  for (auto i = run.begin; i < run.end; ++i) {
    if (s_.tokens[i].capital) ++names;
    const bool whole = names >= 2 && run.words >= names + 2;
    if (whole && !s_.tokens[i].capital && s_.has(i, Sense::kPreposition)) return i;
  }
  return run.end;
}

bool RunReader::short_noun(std::size_t begin, std::size_t stop) const {
  constexpr std::size_t kMost = 3;
  if (stop <= begin + 1 || stop - begin > kMost || !s_.tokens[begin].capital) return false;
  for (auto i = begin; i < stop; ++i)
    if (s_.tokens[i].kind != Token::Kind::kWord || s_.has(i, Sense::kVoiceEnd) || s_.has(i, Sense::kBreak) ||
        s_.tokens[i].glue == '\'')
      return false;
  return true;
}

bool RunReader::fills(std::size_t begin, std::size_t end) const {
  return std::any_of(s_.runs.begin(), s_.runs.end(),
                     [&](const NameRun& run) { return run.title_begin == begin && run.end == end; });
}

bool RunReader::holds_two(const NameRun& run) const {
  constexpr std::size_t kMost = 3;
  return !s_.pack.dative_ends.empty() && run.words > kMost && run.words == run.end - run.begin;
}

std::size_t RunReader::behind_addressed(const NameRun& run) const {
  auto i = run.begin;
  const auto addressed = [&](const std::string& end) { return s_.tokens[i].key.ends_with(end); };
  while (i < run.end && std::any_of(s_.pack.dative_ends.begin(), s_.pack.dative_ends.end(), addressed)) ++i;
  return i;
}

}  // namespace kabar::understand

#include "kabar/understand/speakers.h"

#include <algorithm>

#include "kabar/text/letters.h"
#include "kabar/text/utf8.h"
#include "kabar/understand/gazetteer.h"

namespace kabar::understand {
namespace {

constexpr std::size_t kMostWords = 7;      ///< of a speaker without a name
constexpr std::size_t kFarVerb = 12;       ///< tokens behind the quote, within which its verb stands
constexpr std::uint32_t kWellKnown = 100;  ///< thousands of inhabitants of a place that a name alone means
constexpr std::size_t kNone = SIZE_MAX;

using Kind = Token::Kind;

class SpeakerReader {
 public:
  explicit SpeakerReader(const SpokenSentence& s) : s_(s) {}

  Speaker behind(std::size_t begin, std::size_t end) const {
    end = clause_end(begin, end);
    while (begin < end && s_.tokens[begin].kind == Kind::kSign) ++begin;
    if (begin >= end) return {};
    const auto verb = verb_in(begin, std::min(end, begin + kFarVerb));
    if (verb == kNone) return without_verb(begin, end);
    const auto behind_verb = end_of_verb(verb);
    auto out = begins_with_verb(begin, verb) || s_.pack.subject_first ? in(behind_verb, end) : Speaker{};
    if (out.kind == Speaker::Kind::kNone) out = in(begin, verb);
    if (out.kind == Speaker::Kind::kNone) out = in(behind_verb, end);
    if (s_.pack.subject_first && out.kind == Speaker::Kind::kNamed && !begins_with_capital(out.name))
      return {};
    if (out.kind == Speaker::Kind::kNone) out.kind = Speaker::Kind::kPronoun;
    out.verb = true;
    return out;
  }

  Speaker before(std::size_t begin, std::size_t end) const {
    const auto verb = last_verb_in(begin, end);
    if (verb == kNone) return in_subject(begin, end);
    auto out = opening(begin, verb);
    if (out.kind == Speaker::Kind::kNone && !s_.pack.verb_first) out = subject_before(begin, verb);
    if (out.kind == Speaker::Kind::kNone) out = in(end_of_verb(verb), end);
    if (out.kind == Speaker::Kind::kNone) out = in_subject(begin, end);
    out.verb = true;
    return out;
  }

  std::string person_of(const Surnames& known) const {
    const NameRun* best = nullptr;
    int most = 0;
    for (const auto& run : s_.runs) {
      if (!may_be_meant(run, known) || is_explained(run)) continue;
      const auto rank = says_beside(run) ? 2 : is_led(run) || is_possessor(run) ? 0 : 1;
      if (rank > most) best = &run;
      most = std::max(most, rank);
    }
    return best == nullptr ? std::string{} : text_of(*best);
  }

 private:
  std::string text_of(const NameRun& run) const {
    // "T.J."
    const bool initial =
        run.end + 1 < s_.tokens.size() && is_short_stop(run.end) && s_.tokens[run.end - 1].capital;
    return s_.words(run.begin, run.end + (initial ? 1 : 0));
  }

  static bool begins_with_capital(std::string_view name) {
    std::size_t at = 0;
    return text::char_info(text::next_code_point(name, at)).upper;
  }

  bool is_short_stop(std::size_t i) const { return understand::is_short_stop(s_.tokens, s_.senses, i); }

  /// "Bupati Luwu, Daeng Pabeta,": the next name says who it is.
  bool is_explained(const NameRun& run) const {
    if (run.words > 1 || run.end >= s_.tokens.size() || s_.tokens[run.end].key != ",") return false;
    return std::any_of(s_.runs.begin(), s_.runs.end(), [&](const NameRun& other) {
      return other.title_begin == run.end + 1 && other.words > 1;
    });
  }

  bool says_beside(const NameRun& run) const {
    return (run.end < s_.tokens.size() && s_.says(run.end)) ||
           (run.title_begin > 0 && s_.says(run.title_begin - 1) && !is_possessor(run));
  }

  /// A person whom "she" may mean: with a first name or a title, or one whose surname is known.
  bool may_be_meant(const NameRun& run, const Surnames& known) const {
    if (!is_personal(run)) return false;
    const auto name = text_of(run);
    if (run.words == 1 && !run.has_title &&
        (behind_article(run) || all_capitals(name) || !known.contains(text::fold(name))))
      return false;
    const auto place = find_place(name, s_.pack.lang);
    return !place || (!place->country && place->thousands < kWellKnown);
  }

  /// "Stone's": who speaks is another.
  bool is_possessor(const NameRun& run) const {
    return run.end < s_.tokens.size() && s_.tokens[run.end].glue == '\'' &&
           s_.has(run.end, Sense::kPossessive);
  }

  bool is_personal(const NameRun& run) const {
    if (run.end - run.begin > 5) return false;
    for (auto i = run.begin; i < run.end; ++i)
      if (s_.has(i, Sense::kOrganisation) || s_.has(i, Sense::kPlace) || s_.has(i, Sense::kNoName))
        return false;
    return true;
  }

  /// Where the words that go with a quote end: at another sentence's sign.
  std::size_t clause_end(std::size_t begin, std::size_t end) const {
    for (auto i = begin; i < end; ++i) {
      const auto& key = s_.tokens[i].key;
      if (key == ";" || key == ":" ||
          (key == "." && i + 1 < end && s_.tokens[i + 1].blank_before && !is_short_stop(i)))
        return i;
    }
    return end;
  }

  std::size_t verb_in(std::size_t begin, std::size_t end) const {
    for (auto i = begin; i < end; ++i)
      if (s_.says(i)) return i;
    return kNone;
  }

  std::size_t last_verb_in(std::size_t begin, std::size_t end) const {
    for (auto i = end; i > begin; --i) {
      if (!s_.says(i - 1)) continue;
      auto first = i - 1;
      while (first > begin && s_.says(first - 1)) --first;
      return first;
    }
    return kNone;
  }

  std::size_t end_of_verb(std::size_t verb) const {
    std::size_t end = verb + 1;
    for (const auto& hit : s_.hits) {
      const auto sense = static_cast<Sense>(hit.meaning.category);
      if (hit.begin == verb && (sense == Sense::kVoiceVerb || sense == Sense::kSpeechVerb))
        end = std::max(end, hit.end);
    }
    return end;
  }

  /// Auxiliaries and the like may stand between a quote and its verb ("s'est", "a-t-elle").
  bool begins_with_verb(std::size_t begin, std::size_t verb) const {
    if (verb - begin > 2) return false;
    for (auto i = begin; i < verb; ++i)
      if (s_.has(i, Sense::kPronoun) || s_.tokens[i].capital || s_.tokens[i].key.size() > 5) return false;
    return true;
  }

  std::vector<Token>::const_iterator at(std::size_t i) const {
    return s_.tokens.begin() + static_cast<std::ptrdiff_t>(i);
  }

  bool is_pronoun(std::size_t begin, std::size_t end) const {
    constexpr std::size_t kReach = 3;
    for (auto i = begin; i < std::min(end, begin + kReach); ++i) {
      if (s_.has(i, Sense::kPronoun) && !is_article(i, end)) return true;
      if (s_.tokens[i].kind == Kind::kSign || s_.tokens[i].capital || s_.has(i, Sense::kArticle))
        return false;
    }
    return false;
  }

  /// Spanish "el" before a noun rather than "él".
  bool is_article(std::size_t i, std::size_t end) const {
    return s_.has(i, Sense::kArticle) && i + 1 < end && s_.tokens[i + 1].kind == Kind::kWord &&
           !s_.says(i + 1);
  }

  bool behind_preposition(const NameRun& run) const {
    return run.title_begin > 0 && s_.has(run.title_begin - 1, Sense::kPreposition);
  }
  bool behind_article(const NameRun& run) const {
    return run.title_begin > 0 && s_.has(run.title_begin - 1, Sense::kArticle);
  }
  /// "At the National Palace", too.
  bool is_led(const NameRun& run) const {
    return behind_preposition(run) ||
           (run.title_begin > 1 && behind_article(run) && s_.has(run.title_begin - 2, Sense::kPreposition));
  }

  /// "The minister, Ana Ruiz,": the name says it better.
  std::string apposition(std::size_t comma, std::size_t end) const {
    for (const auto& run : s_.runs) {
      if (run.title_begin != comma + 1 || run.words < 2) continue;
      const bool closed = run.end >= end || s_.tokens[run.end].kind == Kind::kSign ||
                          s_.has(run.end, Sense::kPreposition) || s_.says(run.end);
      if (closed && is_personal(run)) return text_of(run);
    }
    return {};
  }

  /// The subject in tokens [begin, end), whose verb stands outside of them.
  Speaker in(std::size_t begin, std::size_t end) const {
    while (begin < end && s_.tokens[begin].kind == Kind::kSign && s_.tokens[begin].key != "\"") ++begin;
    if (begin >= end) return {};
    if (is_pronoun(begin, end)) return {Speaker::Kind::kPronoun, {}, false};
    auto name = full_name(begin, end);
    if (name.empty()) name = noun(begin, end);
    if (name.empty()) return {};
    return {Speaker::Kind::kNamed, std::move(name), false};
  }

  /// Where the verb ends its sentence: the name before the sentence's first comma.
  Speaker opening(std::size_t begin, std::size_t end) const {
    const auto stop = phrase_end(begin, end);
    if (!s_.pack.subject_first || stop >= end || s_.tokens[stop].key != ",") return {};
    for (const auto& run : s_.runs)
      if (run.title_begin == begin && run.end == stop && is_personal(run))
        return {Speaker::Kind::kNamed, text_of(run), false};
    return {};
  }

  std::size_t phrase_end(std::size_t begin, std::size_t end) const {
    auto i = begin;
    while (i < end && (s_.tokens[i].kind != Kind::kSign || is_short_stop(i))) ++i;
    return i;
  }

  /// The first name of two words and more before a comma, or right behind it.
  std::string full_name(std::size_t begin, std::size_t end) const {
    const auto stop = phrase_end(begin, end);
    for (const auto& run : s_.runs) {
      if (run.begin < begin || run.begin >= stop || run.words < 2 || run.end > end) continue;
      if (behind_preposition(run) && run.title_begin > begin + 2) continue;
      if (pack_splits(run) || is_possessor(run)) continue;
      return text_of(run);
    }
    if (stop < end && s_.tokens[stop].key == ",") return apposition(stop, end);
    return {};
  }

  /// Where nouns have capitals, two of them behind an article are no name.
  bool pack_splits(const NameRun& run) const {
    return s_.pack.capital_nouns && run.title_begin > 0 && !run.has_title &&
           s_.has(run.title_begin - 1, Sense::kPreposition);
  }

  /// A single name, or the words that stand for one.
  std::string noun(std::size_t begin, std::size_t end) const {
    const auto stop = phrase_end(begin, end);
    if (const auto* const run = single_name(begin, stop); run != nullptr) return text_of(*run);
    if (begin < stop && (s_.has(begin, Sense::kPreposition) || begins_clause(begin))) return {};
    std::size_t last = begin;
    while (last < stop && last - begin < kMostWords && !ends(begin, last)) ++last;
    if (last == begin) return {};
    // Letters of Arabic have two bytes.
    const bool small = last - begin == 1 && !s_.tokens[begin].capital &&
                       s_.tokens[begin].key.size() < (s_.pack.verb_first ? 5 : 4);
    return small ? std::string{} : s_.words(begin, last);
  }

  /// "That", "and": what follows is no subject.
  bool begins_clause(std::size_t i) const {
    return s_.has(i, Sense::kJoin) || s_.has(i, Sense::kBreak) || s_.has(i, Sense::kVoiceEnd);
  }

  /// The name that words begin with, or that has a title.
  const NameRun* single_name(std::size_t begin, std::size_t stop) const {
    for (const auto& run : s_.runs) {
      if (run.begin < begin || run.begin >= stop || behind_preposition(run)) continue;
      if (is_possessor(run)) return nullptr;
      const bool term = s_.pack.capital_nouns && run.title_begin > begin;
      if (!term) return run.title_begin == begin || run.has_title ? &run : nullptr;
    }
    return nullptr;
  }

  bool ends(std::size_t begin, std::size_t i) const {
    if (s_.tokens[i].kind == Kind::kNumber || s_.tokens[i].kind == Kind::kDigits) return true;
    return i > begin && (s_.has(i, Sense::kVoiceEnd) || s_.says(i) || s_.has(i, Sense::kBreak) ||
                         (s_.has(i, Sense::kPreposition) && !is_of(i)));
  }

  /// "The mayor of the town": what binds two nouns does not end the words.
  bool is_of(std::size_t i) const { return s_.has(i, Sense::kParticle) || s_.tokens[i].key == "of"; }

  /// Behind the quote no known verb; a name in the usual place will do.
  Speaker without_verb(std::size_t begin, std::size_t end) const {
    const auto stop = phrase_end(begin, end);
    const bool pronoun = is_pronoun(begin + (begin < stop), stop);
    if (pronoun) return {Speaker::Kind::kPronoun, {}, false};
    auto name = full_name(begin, end);
    if (name.empty()) return {};
    return {Speaker::Kind::kNamed, std::move(name), false};
  }

  /// Who stands before a verb: the name nearest to it that no preposition leads in, or the nouns of its
  /// clause.
  Speaker subject_before(std::size_t begin, std::size_t verb) const {
    if (verb > begin && is_pronoun(verb - 1, verb)) return {Speaker::Kind::kPronoun, {}, false};
    for (auto i = s_.runs.size(); i-- > 0;) {
      const auto& run = s_.runs[i];
      if (run.begin < begin || run.end > verb || run.words < 2) continue;
      if (behind_preposition(run) || is_possessor(run) || !is_personal(run)) continue;
      return {Speaker::Kind::kNamed, text_of(run), false};
    }
    auto from = verb;
    while (from > begin && s_.tokens[from - 1].kind != Kind::kSign && !s_.has(from - 1, Sense::kBreak))
      --from;
    return in(from, verb);
  }

  /// Before a colon without a verb of saying: the sentence's subject.
  Speaker in_subject(std::size_t begin, std::size_t end) const {
    if (begin < end && is_pronoun(begin, begin + 1)) return {Speaker::Kind::kPronoun, {}, false};
    for (const auto& run : s_.runs)
      if (run.begin >= begin && run.end <= end && run.words >= 2 && !behind_preposition(run) &&
          !is_possessor(run) && is_personal(run))
        return {Speaker::Kind::kNamed, text_of(run), false};
    return {};
  }

  const SpokenSentence& s_;
};

}  // namespace

SpokenSentence::SpokenSentence(std::string_view sentence, const LanguagePack& words_of)
    : SpokenSentence(ProseSentence{sentence, split_tokens(sentence, words_of.accents)}, words_of) {}

SpokenSentence::SpokenSentence(ProseSentence sentence, const LanguagePack& words_of)
    : text(sentence.text), pack(words_of), tokens(std::move(sentence.tokens)) {
  hits.reserve(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) pack.phrases.match(tokens, i, hits);
  senses = senses_of(tokens.size(), hits);
  runs = find_name_runs(tokens, senses, pack);
}

Speaker speaker_behind(const SpokenSentence& sentence, std::size_t begin, std::size_t end) {
  return SpeakerReader(sentence).behind(begin, end);
}

Speaker speaker_before(const SpokenSentence& sentence, std::size_t begin, std::size_t end) {
  return SpeakerReader(sentence).before(begin, end);
}

std::string person_of(const SpokenSentence& sentence, const Surnames& known) {
  return SpeakerReader(sentence).person_of(known);
}

}  // namespace kabar::understand

#include "kabar/understand/speakers.h"

#include <algorithm>
#include <optional>

#include "kabar/text/letters.h"
#include "kabar/text/stemmer.h"
#include "kabar/text/utf8.h"

namespace kabar::understand {
namespace {

constexpr std::size_t kMostWords = 7;  ///< of a speaker without a name
constexpr std::size_t kFarVerb = 12;   ///< tokens behind the quote, within which its verb stands
constexpr std::size_t kNone = SIZE_MAX;

using Kind = Token::Kind;

class SpeakerReader : RunReader {
 public:
  using RunReader::RunReader;

  Speaker behind(std::size_t begin, std::size_t end) const {
    end = clause_end(begin, end);
    while (begin < end && s_.tokens[begin].kind == Kind::kSign) ++begin;
    if (begin >= end) return {};
    auto cited = cited_in(begin, end);
    return cited ? *std::move(cited) : behind_quote(begin, end);
  }

  Speaker before(std::size_t begin, std::size_t end) const {
    begin = behind_stop(begin, end);
    const auto verb = last_verb_in(begin, end);
    if (s_.pack.subject_first) return at_mark(begin, end, verb != kNone);
    if (auto cited = cited_in(begin, end)) return *std::move(cited);
    if (auto named = behind_last_word(begin, end); named.kind != Speaker::Kind::kNone) return named;
    return verb == kNone ? in_subject(begin, end) : before_quote(begin, verb, end);
  }

 private:
  Speaker behind_quote(std::size_t begin, std::size_t end) const {
    const auto verb = verb_in(begin, std::min(end, begin + kFarVerb));
    if (verb == kNone) return without_verb(begin, end);
    const auto behind_verb = end_of_verb(verb);
    const bool told = s_.has(verb, Sense::kTold);
    const bool first = begins_with_verb(begin, verb) && !told;
    auto out = first || s_.pack.subject_first ? in(behind_verb, end) : Speaker{};
    if (out.kind == Speaker::Kind::kNone && !breaks_off(begin, verb)) out = in(begin, verb);
    // "The 27-year-old told Radio Moss": who stands behind the verb listens.
    const bool listens = told || (verb > begin && !begins_with_verb(begin, verb) && !s_.pack.verb_first);
    if (out.kind == Speaker::Kind::kNone && !listens) out = in(behind_verb, end);
    if (s_.pack.subject_first && out.kind == Speaker::Kind::kNamed && !begins_with_capital(out.name))
      return {};
    if (out.kind == Speaker::Kind::kNone && stands_alone(begin, verb, end))
      out.kind = Speaker::Kind::kPronoun;
    out.verb = true;
    return out;
  }

  Speaker before_quote(std::size_t begin, std::size_t verb, std::size_t end) const {
    auto out = opening(begin, verb);
    if (out.kind == Speaker::Kind::kNone && !s_.pack.verb_first) out = subject_before(begin, verb);
    const bool colon = s_.tokens[end - 1].key == ":";
    const bool first = opens(begin, verb) || (colon && opens(clause_begin(begin, verb), verb));
    if (out.kind == Speaker::Kind::kNone && !s_.has(verb, Sense::kTold) && (s_.pack.verb_first || first))
      out = in(end_of_verb(verb), end);
    if (out.kind == Speaker::Kind::kNone) out = in_subject(begin, s_.pack.verb_first ? end : verb);
    out.verb = true;
    out.verb_begin = s_.tokens[verb].begin;
    for (auto i = begin; i < verb; ++i)
      out.subject = out.subject || s_.has(i, Sense::kArticle) || s_.tokens[i].kind == Kind::kDigits;
    return out;
  }

  static bool begins_with_capital(std::string_view name) {
    std::size_t at = 0;
    return text::char_info(text::next_code_point(name, at)).upper;
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

  /// Where the clause of a verb begins: behind a sign, or a word such as "but".
  std::size_t clause_begin(std::size_t begin, std::size_t verb) const {
    while (verb > begin && s_.tokens[verb - 1].kind != Kind::kSign && !s_.has(verb - 1, Sense::kBreak))
      --verb;
    return verb;
  }

  std::size_t verb_in(std::size_t begin, std::size_t end) const {
    for (auto i = begin; i < end; ++i)
      if (s_.says(i)) return i;
    return kNone;
  }

  /// German "so" tells of speech behind a quote alone.
  bool says_behind_alone(std::size_t i) const {
    return !s_.has(i, Sense::kVoiceVerb) && text::is_stop_word(s_.tokens[i].key, s_.pack.lang);
  }

  std::size_t last_verb_in(std::size_t begin, std::size_t end) const {
    for (auto i = end; i > begin; --i) {
      if (!s_.says(i - 1) || says_behind_alone(i - 1)) continue;
      auto first = i - 1;
      while (first > begin && s_.says(first - 1)) --first;
      return first;
    }
    return kNone;
  }

  std::size_t end_of_verb(std::size_t verb) const {
    std::size_t end = verb + 1;
    for (const auto& hit : s_.hits) {
      const auto sense = sense_of(hit);
      if (hit.begin == verb && (sense == Sense::kVoiceVerb || sense == Sense::kSpeechVerb))
        end = std::max(end, hit.end);
    }
    return end;
  }

  /// "Explains Ada Moss:", "As the Ministry says": the verb is among the first words.
  static bool opens(std::size_t begin, std::size_t verb) { return verb - begin <= 1; }

  /// "Added.", "dijo a la prensa": the verb has no subject of its own.
  bool stands_alone(std::size_t begin, std::size_t verb, std::size_t end) const {
    const auto behind = end_of_verb(verb);
    const bool open = behind >= end || s_.tokens[behind].kind == Kind::kSign ||
                      s_.has(behind, Sense::kPreposition) || s_.has(behind, Sense::kVoiceEnd);
    return begins_with_verb(begin, verb) && open;
  }

  /// "“Words”, Berlin and most of the country, and asked": the name behind a quote has no verb near.
  bool breaks_off(std::size_t begin, std::size_t verb) const {
    constexpr std::size_t kNear = 4;
    for (const auto& run : s_.runs)
      if (run.title_begin == begin && run.end < verb)
        return s_.has(run.end, Sense::kJoin) && verb - run.end > kNear;
    return false;
  }

  /// Auxiliaries and the like may stand between a quote and its verb ("s'est", "a-t-elle").
  bool begins_with_verb(std::size_t begin, std::size_t verb) const {
    if (verb - begin > 2) return false;
    for (auto i = begin; i < verb; ++i)
      if (s_.has(i, Sense::kPronoun) || s_.tokens[i].capital || s_.tokens[i].key.size() > 5 ||
          is_noun_at(i, verb))
        return false;
    return true;
  }

  /// "The court told Jim Hall".
  bool is_noun_at(std::size_t article, std::size_t verb) const {
    return s_.has(article, Sense::kArticle) && article + 1 < verb &&
           !text::is_stop_word(s_.tokens[article + 1].key, s_.pack.lang);
  }

  std::vector<Token>::const_iterator at(std::size_t i) const {
    return s_.tokens.begin() + static_cast<std::ptrdiff_t>(i);
  }

  bool is_pronoun(std::size_t begin, std::size_t end, std::size_t reach = 3) const {
    for (auto i = begin; i < std::min(end, begin + reach); ++i) {
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

  /// The subject in tokens [begin, end), whose verb stands outside of them.
  Speaker in(std::size_t begin, std::size_t end) const {
    while (begin < end && s_.tokens[begin].kind == Kind::kSign && s_.tokens[begin].key != "\"") ++begin;
    if (begin >= end) return {};
    if (is_pronoun(begin, end)) return {Speaker::Kind::kPronoun, {}, false};
    begin = behind_listener(begin, end);
    if (is_thing(begin, end)) return {};
    const auto full = full_name(begin, end);
    auto name = full ? *full : noun(begin, end);
    if (name.empty()) return {};
    return {Speaker::Kind::kNamed, std::move(name), false};
  }

  /// "Hall quoted Ada Moss as saying", and nobody of "quoted her as saying"; not "was quoted as saying".
  std::optional<Speaker> cited_in(std::size_t begin, std::size_t end) const {
    auto cited = begin;
    while (cited < end && !s_.has(cited, Sense::kCited)) ++cited;
    if (cited == begin || cited == end) return std::nullopt;
    for (const auto& run : s_.runs)
      if (run.end == cited && run.begin >= begin && !behind_preposition(run))
        return Speaker{Speaker::Kind::kNamed, text_of(run), true, s_.tokens[cited].begin};
    const auto& word = s_.tokens[cited - 1];
    const bool stands_for_one = !word.capital && text::is_stop_word(word.key, s_.pack.lang);
    return stands_for_one ? std::optional(Speaker{Speaker::Kind::kNone, {}, true}) : std::nullopt;
  }

  /// Behind the last full stop that another sentence follows without a blank.
  std::size_t behind_stop(std::size_t begin, std::size_t end) const {
    for (auto i = end; i > begin + 1; --i)
      if (s_.tokens[i - 2].key == "." && s_.tokens[i - 1].capital && !is_short_stop(i - 2)) return i - 1;
    return begin;
  }

  /// German "so Ida Kern:".
  Speaker behind_last_word(std::size_t begin, std::size_t end) const {
    if (s_.tokens[end - 1].key != ":") return {};
    for (const auto& run : s_.runs)
      if (run.title_begin > begin && run.end + 1 == end && s_.says(run.title_begin - 1) &&
          says_behind_alone(run.title_begin - 1))
        return {Speaker::Kind::kNamed, text_of(run), true};
    return {};
  }

  /// Where the verb ends its sentence: who stands right before the quote, or opens the sentence. A sentence
  /// that names somebody elsewhere leaves it open.
  Speaker at_mark(std::size_t begin, std::size_t end, bool verb) const {
    auto stop = end;
    while (stop > begin && (s_.tokens[stop - 1].kind == Kind::kSign || s_.says(stop - 1))) --stop;
    Speaker out;
    for (const auto& run : s_.runs)
      if (run.begin >= begin && run.end == stop && is_personal(run) && shouted_words(run) < 2)
        out = {Speaker::Kind::kNamed, text_of(run), false};
    if (out.kind == Speaker::Kind::kNone) out = opening(begin, stop);
    const bool headline = stop < end && s_.tokens[stop].key == ":" && !verb;
    if (out.kind == Speaker::Kind::kNone && !headline && short_noun(begin, stop))
      out = {Speaker::Kind::kNamed, s_.words(begin, stop), false};
    const bool names_others = std::any_of(s_.runs.begin(), s_.runs.end(), [&](const NameRun& run) {
      return run.begin >= begin && run.end <= stop && run.begin > begin;
    });
    if (out.kind == Speaker::Kind::kNone && !names_others && verb) out.kind = Speaker::Kind::kPronoun;
    out.verb = verb;
    return out;
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

  /// The first name of two words and more before a comma, or right behind it; empty where there are two.
  std::optional<std::string> full_name(std::size_t begin, std::size_t end) const {
    const auto stop = phrase_end(begin, end);
    for (const auto& run : s_.runs) {
      if (run.begin < begin || run.begin >= stop || run.end > end) continue;
      if (run.words < 2 && run.title_begin == begin && !leads_to_name(run)) break;
      if (!is_whole_name(run, begin) || is_addressed(run)) continue;
      return one_of(run, end);
    }
    if (stop >= end || s_.tokens[stop].key != ",") return std::nullopt;
    auto name = apposition(stop, end);
    return name.empty() ? std::nullopt : std::optional(std::move(name));
  }

  std::string one_of(const NameRun& run, std::size_t end) const {
    if (const auto name = behind_addressed(run); name != run.begin) return s_.words(name, run.end);
    if (is_followed_by_name(run, end) || holds_two(run)) return {};
    const auto listener = listener_in(run);
    return listener == run.end ? text_of(run) : s_.words(run.begin, listener);
  }

  /// "Kata pengacara Budi Santoso, Ani Wijaya": either may speak.
  bool is_followed_by_name(const NameRun& run, std::size_t end) const {
    if (s_.pack.capital_nouns || run.end >= end || s_.tokens[run.end].key != ",") return false;
    const auto title = [&](std::size_t i) { return s_.has(i, Sense::kTitle); };
    return std::any_of(s_.runs.begin(), s_.runs.end(), [&](const NameRun& next) {
      if (next.title_begin != run.end + 1 || next.has_title || title(next.begin) || title(next.end - 1))
        return false;
      return !apposition(run.end, end).empty();
    });
  }

  bool is_whole_name(const NameRun& run, std::size_t begin) const {
    if (run.words < 2 || run.begin > begin + kMostWords) return false;
    if (behind_preposition(run) || is_told_of(run, begin) || is_of_relation(run)) return false;
    return !describes(run) && !is_letters(run) && !pack_splits(run) && !is_possessor(run);
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
    if (begin < stop && (s_.has(begin, Sense::kPreposition) || begins_clause(begin) ||
                         is_addressed_at(begin) || owns_what_follows(begin)))
      return {};
    const auto last = noun_end(begin, stop);
    if (last == begin || !stands_for_somebody(begin, last)) return {};
    if (opens_clause(begin)) return name_behind(begin, stop);
    // Letters of Arabic have two bytes.
    const bool small = last - begin == 1 && !s_.tokens[begin].capital &&
                       s_.tokens[begin].key.size() < (s_.pack.verb_first ? 5 : 4);
    return small ? std::string{} : s_.words(begin, last);
  }

  /// Where the words end; `begin` where there are too many.
  std::size_t noun_end(std::size_t begin, std::size_t stop) const {
    std::size_t last = begin;
    while (last < stop && last - begin < kMostWords && !ends(begin, last)) ++last;
    if (last - begin == kMostWords && last < stop && !ends(begin, last)) return begin;
    // "The daily said": among prepositions are nouns that lead to a name.
    const bool leads = last > begin && last < stop && last + 1 < s_.tokens.size() &&
                       s_.has(last, Sense::kPreposition) && s_.says(last + 1);
    return last + (leads ? 1 : 0);
  }

  /// Not "when", "besser zu verstehen", "allegedly", "a No" before 10.
  bool stands_for_somebody(std::size_t begin, std::size_t end) const {
    bool capital = false, noun = false, known = false;
    for (auto i = begin; i < end; ++i) {
      const auto& token = s_.tokens[i];
      capital = capital || token.capital;
      noun = noun || !(text::is_stop_word(token.key, s_.pack.lang) || is_number(i));
      known =
          known || s_.has(i, Sense::kPeople) || s_.has(i, Sense::kTitle) || s_.has(i, Sense::kOrganisation);
    }
    if (!noun ||
        (end < s_.tokens.size() && s_.tokens[end].kind == Kind::kDigits && s_.tokens[end].blank_before))
      return false;
    if (s_.pack.verb_first) return true;
    return s_.pack.capital_nouns ? capital : capital || known || end - begin > 1;
  }

  /// "While", "as", "what": neither an article nor another word that belongs to a noun.
  bool opens_clause(std::size_t i) const {
    return !s_.pack.verb_first && s_.tokens[i].key.size() > 1 &&
           text::is_stop_word(s_.tokens[i].key, s_.pack.lang) && !s_.has(i, Sense::kArticle) &&
           !s_.has(i, Sense::kDefinite) && !s_.has(i, Sense::kTitle) && !s_.has(i, Sense::kPeople) &&
           !s_.has(i, Sense::kCountWord);
  }

  std::string name_behind(std::size_t i, std::size_t stop) const {
    for (const auto& run : s_.runs)
      if (run.title_begin == i + 1 && run.end <= stop && is_personal(run)) return text_of(run);
    return {};
  }

  /// "Trente-sept pour cent".
  bool is_number(std::size_t i) const {
    std::vector<PhraseSet::Hit> hits;
    s_.pack.number_words.match(s_.tokens, i, hits);
    return !hits.empty();
  }

  /// "That", "and": what follows is no subject.
  bool begins_clause(std::size_t i) const {
    return s_.has(i, Sense::kJoin) || s_.has(i, Sense::kBreak) || s_.has(i, Sense::kVoiceEnd);
  }

  /// The name that words begin with, or that has a title.
  const NameRun* single_name(std::size_t begin, std::size_t stop) const {
    for (const auto& run : s_.runs) {
      if (run.begin < begin || run.begin >= stop || behind_preposition(run)) continue;
      if (is_of_another(run)) continue;
      if (is_no_subject(run, stop)) return nullptr;
      const bool term = s_.pack.capital_nouns && run.title_begin > begin;
      if (!term) return run.title_begin == begin || run.has_title ? &run : nullptr;
    }
    return nullptr;
  }

  /// "Last night", "Глава Счетной палаты" (the title is of what the name belongs to), "Trente-sept".
  bool is_no_subject(const NameRun& run, std::size_t stop) const {
    const bool counts = run.words == 1 && run.begin == 0 && s_.has(0, Sense::kCountWord);
    const bool belongs = run.has_title && run.words == 1 && run.end < stop && !s_.tokens[run.end].capital &&
                         s_.has(run.end, Sense::kOrganisation);
    return counts || belongs || is_possessor(run) || run.words > kMostWords || is_number(run.begin);
  }

  bool ends(std::size_t begin, std::size_t i) const {
    const bool hyphened = i + 1 < s_.tokens.size() && s_.tokens[i + 1].glue == '-';
    if (s_.tokens[i].kind == Kind::kDigits && !hyphened) return true;
    return i > begin && (s_.has(i, Sense::kVoiceEnd) || s_.says(i) || s_.has(i, Sense::kBreak) ||
                         s_.has(i, Sense::kRelative) || (s_.has(i, Sense::kPreposition) && !is_of(i)));
  }

  /// "The mayor of the town": what binds two nouns does not end the words.
  bool is_of(std::size_t i) const { return s_.has(i, Sense::kParticle) || s_.tokens[i].key == "of"; }

  /// Behind the quote no known verb; a name in the usual place will do.
  Speaker without_verb(std::size_t begin, std::size_t end) const {
    const auto stop = phrase_end(begin, end);
    const bool pronoun = begin + 1 < stop && is_pronoun(begin, stop, 2);
    if (pronoun) return {Speaker::Kind::kPronoun, {}, false};
    auto name = full_name(begin, end);
    // "– Iran von Trumps Drohungen empört": where nouns have capitals, nothing else may follow.
    if (!name || name->empty() || (s_.pack.capital_nouns && !fills(begin, stop))) return {};
    return {Speaker::Kind::kNamed, *std::move(name), false};
  }

  /// Who stands before a verb: the name nearest to it that no preposition leads in, or the nouns of its
  /// clause.
  Speaker subject_before(std::size_t begin, std::size_t verb) const {
    if (verb > begin && is_pronoun(verb - 1, verb)) return {Speaker::Kind::kPronoun, {}, false};
    const auto from = clause_begin(begin, verb);
    if (is_thing(from, verb)) return {};
    if (const auto* const run = named_before(begin, verb); run != nullptr) {
      if (is_body_at(*run, verb)) return in(run->title_begin - (behind_article(*run) ? 1 : 0), verb);
      return {Speaker::Kind::kNamed, text_of(*run), false};
    }
    if (verb > begin && s_.has(verb - 1, Sense::kJoin)) return {};  // "said the minister and complained"
    return is_far(from, verb) ? Speaker{} : in(from, verb);
  }

  /// The nearest name of two words and more.
  const NameRun* named_before(std::size_t begin, std::size_t verb) const {
    for (auto i = s_.runs.size(); i-- > 0;) {
      const auto& run = s_.runs[i];
      if (run.begin < begin || run.end > verb || run.words < 2 || is_addressed(run)) continue;
      if (is_body_at(run, verb)) return &run;
      // "The councillor of the Liberals Jim Hall asks": nobody farther away.
      if (behind_preposition(run) && run.end + 1 >= verb) return nullptr;
      const bool led = behind_preposition(run) || (behind_article(run) && run.title_begin > 1 &&
                                                   s_.has(run.title_begin - 2, Sense::kPreposition));
      if (!led && !is_possessor(run) && is_personal(run) && !is_aside(run) && !is_told_of(run, begin))
        return &run;
    }
    return nullptr;
  }

  /// "The World Health Organization said".
  bool is_body_at(const NameRun& run, std::size_t verb) const {
    return run.end == verb && s_.has(run.end - 1, Sense::kOrganisation);
  }

  /// "Berlin criticises that the councillor of Bonn asks": another one may be nearer to the verb.
  bool is_far(std::size_t begin, std::size_t verb) const {
    constexpr std::size_t kNear = 4;
    return std::any_of(s_.runs.begin(), s_.runs.end(), [&](const NameRun& run) {
      return run.title_begin == begin && run.words == 1 && !run.has_title && run.end + kNear < verb;
    });
  }

  /// Before a colon without a verb of saying: the sentence's subject.
  Speaker in_subject(std::size_t begin, std::size_t end) const {
    if (begin < end && is_pronoun(begin, begin + 1)) return {Speaker::Kind::kPronoun, {}, false};
    for (const auto& run : s_.runs)
      if (run.begin >= begin && run.end <= end && run.words >= 2 && !is_led(run) && !is_possessor(run) &&
          is_personal(run) && !describes(run) && !shouts(run) && is_subject(run, begin, end) &&
          !is_addressed(run))
        return {Speaker::Kind::kNamed, text_of(run), false};
    return {};
  }

  /// A name that opens its words or has a title or commas around it; where nouns have capitals, it must be
  /// the last of them or stand between commas.
  bool is_subject(const NameRun& run, std::size_t begin, std::size_t end) const {
    const bool parted = run.title_begin > 0 && s_.tokens[run.title_begin - 1].key == ",";
    const bool closed = run.end + 1 >= end || s_.tokens[run.end].key == ",";
    if (s_.pack.capital_nouns) return closed && (parted || run.has_title || run.title_begin == begin);
    return parted || run.has_title || run.title_begin <= begin + 1;
  }
};

}  // namespace

Speaker speaker_behind(const SpokenSentence& sentence, std::size_t begin, std::size_t end) {
  return SpeakerReader(sentence).behind(begin, end);
}

Speaker speaker_before(const SpokenSentence& sentence, std::size_t begin, std::size_t end) {
  return SpeakerReader(sentence).before(begin, end);
}

}  // namespace kabar::understand

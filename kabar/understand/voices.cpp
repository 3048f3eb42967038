#include "kabar/understand/voices.h"

#include <algorithm>

#include "kabar/text/stemmer.h"
#include "kabar/understand/name_runs.h"

namespace kabar::understand {
namespace {

constexpr std::size_t kMostWords = 9;        ///< of a voice
constexpr std::size_t kMostSure = 6;         ///< of one that is surely no more than a voice
constexpr std::size_t kMostBehind = 4;       ///< of one before "göre", "zufolge"
constexpr std::size_t kMostBetween = 6;      ///< words between "announced" and "by", or "has"
constexpr std::size_t kMostNames = 4;        ///< words of a name, and before it
constexpr std::size_t kLongestByline = 160;  ///< bytes before the dash

using Kind = Token::Kind;

struct Span {
  std::size_t begin = 0, end = 0;
  std::size_t size() const { return end - begin; }
};

class VoiceReader {
 public:
  VoiceReader(std::string_view sentence, const std::vector<Token>& tokens,
              const std::vector<PhraseSet::Hit>& hits, const LanguagePack& pack)
      : text_(sentence), tokens_(tokens), pack_(pack), senses_(senses_of(tokens.size(), hits)) {}

  std::vector<Voice> run(const std::vector<PhraseSet::Hit>& hits) {
    std::vector<Voice> out;
    std::size_t done = 0;
    for (const auto& hit : hits) {
      const auto sense = sense_of(hit);
      if (!marks_voice(sense) || hit.begin < done || is_taken(sense, hit)) continue;
      if (sense == Sense::kVoiceAgain) {
        out.push_back({{}, hit.begin, true});
        continue;
      }
      const auto span = trimmed(span_of(sense, hit));
      if (is_nobody(span)) continue;
      out.push_back(voice(span, hit.begin));
      const bool long_before = sense == Sense::kVoiceBehind && span.size() > kMostBehind;
      if (!out.back().pronoun && (long_before || is_unsure(span, hit.begin) || is_misread(sense, hit, span)))
        out.back().name.clear();
      done = hit.end;
    }
    return out;
  }

 private:
  static bool marks_voice(Sense sense) {
    return sense == Sense::kVoiceBefore || sense == Sense::kVoiceBehind || sense == Sense::kVoiceVerb ||
           sense == Sense::kVoicePart || sense == Sense::kVoiceAgain;
  }
  /// Says nothing, or another phrase that begins here says it better.
  bool is_taken(Sense sense, const PhraseSet::Hit& hit) const {
    if (sense != Sense::kVoiceAgain && has(hit.begin, Sense::kVoiceAgain)) return true;
    if (sense == Sense::kVoiceVerb && is_noun_here(hit)) return true;
    const bool verb = has(hit.begin, Sense::kVoiceVerb) && !has(hit.begin, Sense::kNounVerb);
    if (sense == Sense::kVoicePart && verb) return true;
    const bool by = behind_by(hit.end) > hit.end || (hit.begin > 0 && has(hit.begin - 1, Sense::kVoiceBy));
    return has(hit.begin, Sense::kNoVoice) && !by;
  }
  bool has(std::size_t i, Sense sense) const { return senses_[i].has(sense); }

  /// No words, none but small ones ("a" of "a annoncé"), or those that are counted ("of men").
  bool is_nobody(Span span) const {
    if (span.size() == 0 || (has(span.begin, Sense::kUnit) && !tokens_[span.begin].capital)) return true;
    for (auto i = span.begin; i < span.end; ++i) {
      const bool named = tokens_[i].capital && !is_opening(i);
      if (tokens_[i].kind == Kind::kWord && (has(i, Sense::kPronoun) || named || is_noun(i))) return false;
    }
    return true;
  }
  /// "So said the mayor", "And when Hall said": a small word, whose capital is the sentence's.
  bool is_opening(std::size_t i) const { return i == 0 && tokens_[i].capital && is_plain_stop(i); }
  bool is_plain_stop(std::size_t i) const {
    return tokens_[i].glue == 0 && text::is_stop_word(tokens_[i].key, pack_.lang) &&
           !has(i, Sense::kArticle) && !has(i, Sense::kPreposition) && !has(i, Sense::kPronoun) &&
           !has(i, Sense::kTitle) && !has(i, Sense::kOrganisation) && !has(i, Sense::kPeople);
  }
  /// "The latest reports": no verb.
  bool is_noun_here(const PhraseSet::Hit& hit) const {
    if (!has(hit.begin, Sense::kNounVerb)) return false;
    if (hit.begin == 0) return true;
    if (tokens_[hit.begin - 1].capital) return has(hit.begin - 1, Sense::kArticle);  // "The report"
    return !is_somebody_plain(hit.begin - 1) || !is_number_near(hit.end);
  }
  /// "Officials report 27 dead", "police report at least 27".
  bool is_somebody_plain(std::size_t i) const {
    return has(i, Sense::kPeople) || has(i, Sense::kOrganisation) || has(i, Sense::kNoName);
  }
  bool is_number_near(std::size_t i) const {
    while (i < tokens_.size() && tokens_[i].kind == Kind::kWord && has(i, Sense::kQualifier)) ++i;
    return i < tokens_.size() && tokens_[i].kind == Kind::kNumber;
  }

  /// Words that may hold a name, with others that do not: "names in the scandal", "attorney's office has".
  bool is_unsure(Span span, std::size_t verb) const {
    if (is_long(span) || is_cut(span, verb) ||
        (span.size() == 1 && is_no_noun(span.begin) && !is_behind_by(span.begin)))
      return true;
    if (pack_.subject_first && !tokens_[span.begin].capital) return true;
    const auto is_capital = [](const Token& t) { return t.capital; };
    if (pack_.capital_nouns && std::none_of(at(span.begin), at(span.end), is_capital)) return true;
    for (auto i = span.begin; i < span.end; ++i)
      if (is_idle(i, i == span.begin, i + 1 == span.end)) return true;
    return false;
  }
  bool is_long(Span span) const {
    const auto stops =
        std::count_if(at(span.begin), at(span.end), [](const Token& t) { return t.key == "."; });
    return span.size() > kMostSure + 2 * static_cast<std::size_t>(stops);
  }
  /// "110 million viewers", "various estimates", a name that goes on between marks.
  bool is_cut(Span span, std::size_t verb) const {
    if (span.begin > 0 && tokens_[span.begin - 1].kind == Kind::kNumber) return true;
    if (span.end >= tokens_.size()) return false;
    if (tokens_[span.end].key == "-" && !tokens_[span.end].blank_before) return true;
    return (span.end != verb && has(span.end, Sense::kNounVerb)) ||
           (is_quote_sign(span.end) && tokens_[span.end].blank_before);
  }
  /// "Dalla prefettura": the word for "by" holds the article.
  bool is_behind_by(std::size_t i) const { return i > 0 && has(i - 1, Sense::kVoiceBy); }
  bool is_no_noun(std::size_t i) const {
    return is_adverb(i) || has(i, Sense::kNoName) || (has(i, Sense::kTitle) && pack_.verb_first);
  }

  bool has_number(std::size_t from) const {
    const auto end = std::min(tokens_.size(), from + kMostNames);
    return std::any_of(at(from), at(end), [](const Token& t) { return t.kind == Kind::kNumber; });
  }
  bool is_somebody(std::size_t i) const {
    return tokens_[i].capital || tokens_[i].glue != 0 || has(i, Sense::kPeople) ||
           has(i, Sense::kOrganisation) || has(i, Sense::kTitle) || has(i, Sense::kPronoun);
  }
  /// "Said her daughters wrote", and in Arabic a heading before the verb.
  bool is_misread(Sense sense, const PhraseSet::Hit& hit, Span span) const {
    if (sense == Sense::kVoiceBehind) return !is_somebody(span.end - 1);
    if (sense != Sense::kVoiceVerb) return false;
    if (has(hit.begin, Sense::kVoiceEnd) && has_number(hit.end)) return true;  // "told about 600 people"
    if (span.begin < hit.begin) return pack_.verb_first;
    return span.end < tokens_.size() && has(span.end, Sense::kVoiceVerb) &&
           tokens_[span.end].kind == Kind::kWord;
  }
  /// A small word alone that is no noun the pack knows: "además".
  bool is_adverb(std::size_t i) const {
    if (pack_.plural_ends.empty() || tokens_[i].capital || has(i, Sense::kPeople)) return false;
    return std::none_of(pack_.plural_ends.begin(), pack_.plural_ends.end(),
                        [&](const std::string& end) { return tokens_[i].key.ends_with(end); }) ||
           text::is_stop_word(tokens_[i].key, pack_.lang);
  }
  /// A small word that stands in no name and in no words for somebody.
  bool is_idle(std::size_t i, bool first, bool last) const {
    if (tokens_[i].kind != Kind::kWord || tokens_[i].glue != 0) return false;
    if (!first && begins_anew(i)) return true;
    if (last && (has(i, Sense::kArticle) || has(i, Sense::kJoin)) && !tokens_[i].capital) return true;
    if (first && has(i, Sense::kVoicePart) && !tokens_[i].capital && !has(i, Sense::kCountWord)) return true;
    if (first && has(i, Sense::kPreposition) && !has(i, Sense::kArticle) && !(last && tokens_[i].capital))
      return true;
    const bool known = has(i, Sense::kArticle) || has(i, Sense::kPreposition) || has(i, Sense::kJoin) ||
                       has(i, Sense::kParticle) || has(i, Sense::kTitle) || has(i, Sense::kOrganisation) ||
                       has(i, Sense::kPeople) || tokens_[i].capital;
    return !known && text::is_stop_word(tokens_[i].key, pack_.lang);
  }
  std::vector<Token>::const_iterator at(std::size_t i) const {
    return tokens_.begin() + static_cast<std::ptrdiff_t>(i);
  }
  /// "The last year its management": another noun, which nothing ties to the first.
  bool begins_anew(std::size_t i) const {
    return !pack_.capital_nouns && has(i, Sense::kArticle) && !has(i, Sense::kPreposition) &&
           !tokens_[i].capital && text::is_stop_word(tokens_[i].key, pack_.lang) &&
           !has(i - 1, Sense::kPreposition) && !has(i - 1, Sense::kJoin);
  }
  bool is_quote_sign(std::size_t i) const {
    const auto& key = tokens_[i].key;
    return key == "\"" || key == "„" || key == "“" || key == "«" || key == "‘";
  }
  bool is_noun(std::size_t i) const {
    return tokens_[i].key.size() > 2 && !text::is_stop_word(tokens_[i].key, pack_.lang);
  }

  bool is_stop(std::size_t i) const {
    return tokens_[i].kind == Kind::kNumber ||
           (tokens_[i].kind == Kind::kSign && tokens_[i].key != "\"" && tokens_[i].key != "«" &&
            tokens_[i].key != "»" && tokens_[i].key != "'" && tokens_[i].key != "’" && tokens_[i].key != ".");
  }
  bool ends_forward(std::size_t i) const {
    if (tokens_[i].key == "." && is_initial(i)) return false;  // "the U.S. Army"
    return is_stop(i) || tokens_[i].key == "." || has(i, Sense::kVoiceVerb) || has(i, Sense::kVoiceEnd) ||
           has(i, Sense::kBreak) || has(i, Sense::kQualifier);
  }
  bool is_initial(std::size_t stop) const {
    return stop > 0 && tokens_[stop - 1].capital &&
           (tokens_[stop - 1].key.size() == 1 || has(stop - 1, Sense::kTitle)) && stop + 1 < tokens_.size() &&
           tokens_[stop + 1].capital;
  }
  bool ends_backward(std::size_t i) const {
    return is_stop(i) || tokens_[i].key == "." || has(i, Sense::kBreak);
  }

  Span forward(std::size_t from) const {
    Span span{from, from};
    while (span.end < tokens_.size() && span.size() < kMostWords && !ends_forward(span.end) &&
           !is_verb_behind_noun(span.begin, span.end))
      ++span.end;
    return apposition(span);
  }

  /// "Laut Polizei starben 20": where nouns have capitals, a small word behind one that ties nothing to it.
  bool is_verb_behind_noun(std::size_t begin, std::size_t i) const {
    if (!pack_.capital_nouns || i == begin || tokens_[i].kind != Kind::kWord || tokens_[i].capital)
      return false;
    return tokens_[i - 1].capital && tokens_[i].glue == 0 && !is_small(i);
  }
  bool is_small(std::size_t i) const {
    return has(i, Sense::kArticle) || has(i, Sense::kPreposition) || has(i, Sense::kJoin) ||
           has(i, Sense::kParticle) || has(i, Sense::kVoiceBy);
  }

  /// "the prefect, Alain Royer": the name says it better.
  Span apposition(Span span) const {
    if (span.end >= tokens_.size() || tokens_[span.end].key != "," || span.size() == 0) return span;
    Span name{span.end + 1, span.end + 1};
    while (name.end < tokens_.size() && tokens_[name.end].capital) ++name.end;
    const bool closed = name.end == tokens_.size() || tokens_[name.end].kind == Kind::kSign;
    const bool glued = name.size() >= 2 && tokens_[name.begin + 1].glue == '-';  // "R-Texas"
    return name.size() >= 2 && name.size() <= 4 && closed && !glued ? name : span;
  }

  Span backward(std::size_t before) const {
    if (pack_.subject_first) return from_start(before);
    Span span{before, before};
    while (span.begin > 0 && span.size() < kMostWords && !ends_backward(span.begin - 1)) --span.begin;
    return span;
  }

  /// The subject opens the sentence and a comma, or the first word without a capital, ends it.
  Span from_start(std::size_t before) const {
    Span span{0, 0};
    for (auto i = before; i > 0 && span.begin == 0; --i)
      if (tokens_[i - 1].kind == Kind::kSign && tokens_[i - 1].key != "," && tokens_[i - 1].key != "'")
        span.begin = i;
    span.end = span.begin;
    while (span.end < before && !is_stop(span.end)) ++span.end;
    if (span.end < before && tokens_[span.end].key == "," && span.size() <= kMostWords) return span;
    span.end = span.begin;
    while (span.end < before && !is_stop(span.end) &&
           (tokens_[span.end].capital || tokens_[span.end].glue != 0))
      ++span.end;
    return span;
  }

  /// ", Helen Strand, said": a name between commas right before the verb.
  Span enclosed(std::size_t comma) const {
    Span span{comma, comma};
    while (span.begin > 0 && tokens_[span.begin - 1].capital) --span.begin;
    const bool opened = span.begin > 0 && tokens_[span.begin - 1].key == ",";
    if (!opened || span.size() < 2 || span.size() > 4) return {};
    return tokens_[span.begin + 1].glue == '-' ? Span{} : span;  // "R-Texas"
  }

  /// Of a verb that a comma parts from its subject.
  Span name_before_comma(std::size_t verb) const {
    if (verb == 0 || tokens_[verb - 1].key != ",") return {};
    const auto name = enclosed(verb - 1);
    return name.size() > 0 ? name : before_apposition(verb - 1);
  }

  /// Where a word such as "by" ends that stands at a token; `i` where there is none.
  std::size_t behind_by(std::size_t i) const {
    auto end = i;
    while (end < tokens_.size() && has(end, Sense::kVoiceBy)) ++end;
    return end;
  }

  /// "Announced at noon by the ministry": behind "by", which follows within a few words. Not where an object
  /// follows: "announced the fall of the town by night".
  Span named_by(std::size_t from) const {
    if (pack_.capital_nouns || from >= tokens_.size()) return {};
    if (has(from, Sense::kArticle) && behind_time(from) == from && behind_by(from) == from) return {};
    for (auto i = from; i < tokens_.size() && i - from <= kMostBetween; ++i) {
      if (const auto end = behind_by(i); end > i) return forward(end);
      const bool says = has(i, Sense::kKind) || has(i, Sense::kVoiceVerb);
      if (tokens_[i].kind != Kind::kWord || has(i, Sense::kBreak) || says) return {};
    }
    return {};
  }

  /// "According to a first count announced by the ministry": none but the ministry.
  Span source(std::size_t from) const {
    for (auto i = from; i < tokens_.size() && i - from <= kMostBetween; ++i) {
      if (tokens_[i].kind != Kind::kWord || has(i, Sense::kBreak)) break;
      if (!has(i, Sense::kVoicePart)) continue;
      if (const auto span = named_by(i + 1); span.size() > 0) return span;
    }
    return forward(from);
  }

  /// Of "announced": who "has" it, or by whom.
  Span span_of_participle(const PhraseSet::Hit& hit) const {
    for (auto i = hit.begin; i > 0 && hit.begin - i <= kMostBetween; --i) {
      if (tokens_[i - 1].kind != Kind::kWord || has(i - 1, Sense::kBreak)) break;
      const auto span = named_before(i, hit.begin);
      if (span.size() > 0) return span;
      if (has(i - 1, Sense::kAuxiliary)) return subject_of(i, hit.begin);
    }
    return named_by(hit.end);
  }

  /// Of a verb in two words, the second of them at `verb`, the first before `i`: "Moscow has separately
  /// confirmed", "hat das Ministerium mitgeteilt".
  Span subject_of(std::size_t i, std::size_t verb) const {
    if (!has(verb, Sense::kVoiceVerb)) return {};
    const bool opens = i == 1 || tokens_[i - 2].kind != Kind::kWord;
    return pack_.capital_nouns && opens && i < verb ? Span{i, verb} : backward(i - 1);
  }

  /// "Wie von der Polizei bestätigt", but not "der Tod von Anna bestätigt"; "polis tarafından açıklanan".
  Span named_before(std::size_t behind, std::size_t participle) const {
    const auto by = behind - 1;
    if (!has(by, Sense::kVoiceBy)) return {};
    if (pack_.subject_first) return behind == participle ? plain_backward(by) : Span{};
    const bool of_noun = by > 0 && tokens_[by - 1].capital;
    const bool ends_in_name = participle > behind && tokens_[participle - 1].capital;
    return pack_.capital_nouns && !of_noun && ends_in_name ? Span{behind, participle} : Span{};
  }

  /// Without the words for the count before it and the words of a time behind it: "the latest count by X on
  /// Monday" is X.
  Span trimmed(Span span) const {
    while (span.size() > 1 && (has(span.begin, Sense::kVoiceAs) || is_join(span.begin))) ++span.begin;
    if (span.size() > 1 && is_opening(span.begin)) ++span.begin;
    while (span.size() > 1 && span.begin > 0 && is_opening(0) && !tokens_[span.begin].capital &&
           is_plain_stop(span.begin))
      ++span.begin;
    while (span.size() > 1 && (ends_in_time(span) || is_loose(span.end - 1))) --span.end;
    return without_count(span);
  }
  Span without_count(Span span) const {
    const auto counts = behind_count(span);
    auto begin = counts;
    if (begin == span.begin) return span;
    while (begin < span.end && !tokens_[begin].capital &&
           (has(begin, Sense::kPreposition) || has(begin, Sense::kVoiceBy)))
      ++begin;
    if (begin >= span.end) return begin == counts ? Span{span.end, span.end} : span;
    const bool tied = begin > counts || has(begin, Sense::kArticle) || pack_.bare_genitive;
    return tied ? Span{begin, span.end} : span;
  }

  /// Behind "the latest official count", where the span begins so.
  std::size_t behind_count(Span span) const {
    constexpr std::size_t kMostOther = 1;
    auto out = span.begin;
    std::size_t other = 0;
    for (auto i = span.begin; i < span.end && other <= kMostOther; ++i) {
      const bool plain = !tokens_[i].capital || pack_.capital_nouns || i == 0;
      if (has(i, Sense::kCountWord) && plain)
        out = i + 1;
      else if (!has(i, Sense::kArticle) || pack_.verb_first)
        other += pack_.verb_first ? kMostOther + 1 : 1;
    }
    return out;
  }
  bool is_join(std::size_t i) const {
    return has(i, Sense::kJoin) && !tokens_[i].capital && !pack_.verb_first;
  }
  /// "Kementerian Pertahanan juga", "officials separately".
  bool is_loose(std::size_t i) const {
    return has(i, Sense::kVoiceEnd) && tokens_[i].kind == Kind::kWord && !tokens_[i].capital;
  }
  bool ends_in_time(Span span) const {
    if (has(span.end - 1, Sense::kTime)) return true;
    return span.end < tokens_.size() && has(span.end, Sense::kTime) &&
           (has(span.end - 1, Sense::kPreposition) || has(span.end - 1, Sense::kArticle));
  }

  Span span_of(Sense sense, const PhraseSet::Hit& hit) const {
    const bool part = has(hit.begin, Sense::kVoicePart);
    const auto span = part ? span_of_participle(hit) : Span{};
    if (span.size() > 0 || sense == Sense::kVoicePart) return span;
    if (sense == Sense::kVoiceBefore) return source(hit.end);
    if (sense == Sense::kVoiceBehind) return plain_backward(hit.begin);
    const bool after_sign = hit.begin == 0 || tokens_[hit.begin - 1].kind == Kind::kSign;
    return !pack_.subject_first && after_sign ? span_after_sign(hit) : span_of_verb(hit);
  }

  Span span_after_sign(const PhraseSet::Hit& hit) const {
    const auto name = name_before_comma(hit.begin);
    if (name.size() > 0) return name;
    return has(hit.begin, Sense::kVoiceEnd) ? Span{} : subject_behind(hit.end);  // "told the police"
  }

  Span span_of_verb(const PhraseSet::Hit& hit) const {
    const auto span = backward(hit.begin);
    if (span.size() == 0) return subject_behind(hit.end);
    if (!is_nobody(span) || has(span.begin, Sense::kUnit)) return span;
    const auto named = subject_behind(hit.end);  // "a annoncé jeudi Statbel"
    const bool noun = named.size() > 0 && (tokens_[named.begin].capital || has(named.begin, Sense::kArticle));
    return noun ? named : Span{};
  }

  /// Behind "dimanche 24 septembre au matin".
  std::size_t behind_time(std::size_t from) const {
    const auto is_time = [&](std::size_t i) {
      return i < tokens_.size() && (has(i, Sense::kTime) || has(i, Sense::kMonth));
    };
    const auto leads = [&](std::size_t i) {
      return i < tokens_.size() && is_time(i + 1) &&
             (tokens_[i].kind == Kind::kNumber || has(i, Sense::kPreposition) || has(i, Sense::kArticle));
    };
    while (is_time(from) || leads(from)) ++from;
    return from;
  }

  /// "Said in a statement" names nobody.
  Span subject_behind(std::size_t from) const {
    if (from < tokens_.size() && has(from, Sense::kNoName) && !tokens_[from].capital) ++from;  // "jeudi"
    from = behind_time(from);
    const bool led = from < tokens_.size() && has(from, Sense::kPreposition) && !has(from, Sense::kArticle) &&
                     !tokens_[from].capital;
    return led && !pack_.verb_first ? Span{} : forward(from);
  }

  /// "Ryan Zinke, the interior secretary, said", "Mosca, citata da Interfax, ammette": the name that opens
  /// the sentence, or ends its first words.
  Span before_apposition(std::size_t comma) const {
    auto opening = comma;
    while (opening > 0 && comma - opening < kMostWords && tokens_[opening - 1].kind == Kind::kWord) --opening;
    if (opening < 2 || tokens_[opening - 1].key != ",") return {};
    Span span{opening - 1, opening - 1};
    while (span.begin > 0 && tokens_[span.begin - 1].capital) --span.begin;
    if (span.size() == 0 || span.size() > kMostNames || span.begin > kMostNames || !is_noun(span.begin))
      return {};
    for (std::size_t i = 0; i < span.begin; ++i)
      if (tokens_[i].kind != Kind::kWord || has(i, Sense::kPreposition)) return {};
    return span;
  }

  Span plain_backward(std::size_t before) const {
    Span span{before, before};
    while (span.begin > 0 && span.size() < kMostWords && !ends_backward(span.begin - 1)) --span.begin;
    return span;
  }

  Voice voice(Span span, std::size_t at) const {
    Voice out;
    // "His comment in which he": none but "he".
    if (span.size() > 2 && has(span.end - 1, Sense::kPronoun) && !has(span.end - 1, Sense::kArticle))
      span.begin = span.end - 1;
    while (span.size() > 1 && has(span.end - 1, Sense::kPreposition) && !tokens_[span.end - 1].capital &&
           text::is_stop_word(tokens_[span.end - 1].key, pack_.lang))
      --span.end;
    while (span.size() > 1 && tokens_[span.begin].kind == Kind::kSign) ++span.begin;
    const auto begin = tokens_[span.begin].begin, end = tokens_[span.end - 1].end;
    out.name = std::string(text_.substr(begin, end - begin));
    out.at = at;
    // "She", and "around noon they had"; Spanish "el" is "él" without its accent.
    const auto pronoun = [&](std::size_t word) {
      return has(word, Sense::kPronoun) && !(word + 1 < span.end && has(word, Sense::kArticle));
    };
    bool all = true;  // "ces derniers"
    for (auto i = span.begin; i < span.end; ++i) all = all && has(i, Sense::kPronoun);
    out.pronoun = (all && span.size() == 2) || (span.size() <= 2 && pronoun(span.begin)) ||
                  (span.size() >= 2 && pronoun(span.end - 2) && !tokens_[span.end - 1].capital);
    return out;
  }

  std::string_view text_;
  const std::vector<Token>& tokens_;
  const LanguagePack& pack_;
  std::vector<SenseSet> senses_;
};

}  // namespace

std::vector<Voice> find_voices(std::string_view sentence, const std::vector<Token>& tokens,
                               const std::vector<PhraseSet::Hit>& hits, const LanguagePack& pack) {
  return VoiceReader(sentence, tokens, hits, pack).run(hits);
}

std::string_view byline_agency(std::string_view text) {
  const auto head = text.substr(0, kLongestByline);
  const auto open = head.find('(');
  const auto close = open == head.npos ? open : head.find(')', open);
  if (close == head.npos || close - open < 3 || close - open > 40 ||
      head.substr(0, open).find('.') != head.npos)
    return {};
  auto rest = head.substr(close + 1);
  while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
  const bool dash = rest.substr(0, 1) == "-" || rest.substr(0, 3) == "–" || rest.substr(0, 3) == "—";
  const auto agency = head.substr(open + 1, close - open - 1);
  const bool named = agency.find_first_of("0123456789$%") == agency.npos;  // "(£25,140) -"
  return dash && named ? agency : std::string_view{};
}

}  // namespace kabar::understand

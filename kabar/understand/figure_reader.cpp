#include "kabar/understand/figure_reader.h"

#include <algorithm>
#include <cmath>

#include "kabar/understand/counted_noun.h"
#include "kabar/understand/number_doubts.h"
#include "kabar/understand/statement_doubts.h"

namespace kabar::understand {
namespace {

constexpr std::size_t kOtherNumber = 12;  ///< in the way counts for so many
constexpr double kFirstYear = 1800;       ///< that "1883 года" is, rather than so many years
constexpr double kFirstOfNews = 2000;     ///< a year before is never that of the news
constexpr double kFirstPast = 1600;       ///< year that a text of our time speaks of
constexpr std::size_t kOutOfReach = 60;   ///< tokens from a number, where a voice does not vouch for it
constexpr double kMostPercent = 1000, kMostMagnitude = 10;

void tell_value(const Number& n, const Stated& state, Figure& out) {
  out.qualifier = state.qualifier;
  if (n.vague) {
    out.qualifier = Qualifier::kAbout;
    return;
  }
  if (n.rounded && out.qualifier == Qualifier::kExact) out.qualifier = Qualifier::kAbout;
  const bool open_above = out.qualifier == Qualifier::kAtLeast || out.qualifier == Qualifier::kMoreThan;
  const bool open_below = out.qualifier == Qualifier::kAtMost || out.qualifier == Qualifier::kFewerThan;
  if (!open_below) out.low = out.qualifier == Qualifier::kBetween ? state.low : n.value;
  if (!open_above) out.high = n.value;
}

/// No share of one, and no number with a point that is not a large one.
bool counts_things(const Number& n) {
  return n.vague || (n.value >= 1 && (n.value >= 1e5 || n.value == std::floor(n.value)));
}

}  // namespace

FigureReader::FigureReader(std::string_view text, const ReadSentence& sentence,
                           const std::vector<PhraseSet::Hit>& hits, const LanguagePack& pack)
    : text_(text), frame_(sentence, hits, pack), chooser_(sentence, hits, pack) {}

void FigureReader::read(const std::vector<Voice>& voices, const TextContext& context,
                        std::vector<Figure>& out) const {
  for (std::size_t i = 0; i < frame_.tokens().size(); ++i) {
    auto figure = frame_.is_number(i) ? figure_at(i, context) : std::nullopt;
    if (!figure) continue;
    figure->attribution = voice_of(i, voices, context.agency);
    figure->sentence = std::string(text_);
    out.push_back(*std::move(figure));
  }
}

std::optional<Figure> FigureReader::figure_at(std::size_t i, const TextContext& context) const {
  const auto& state = frame_.stated(i);
  if (state.dropped || state.is_first_of_two || is_negated(i) || is_hypothetical(i)) return std::nullopt;
  Figure out;
  if (!tell_kind(i, context, out) || is_doubted(i, out.kind)) return std::nullopt;
  tell_value(frame_.number(i), state, out);
  out.about = about(i, out);
  if (!counts_people(out.kind)) return out;
  const auto time = time_of(i, out.kind == FigureKind::kPresent, context.latest_year);
  const bool other_time = is_of_other_time(frame_, i);
  if (time == Time::kUnsure && !other_time) return std::nullopt;
  out.background = time == Time::kPast || other_time;
  return out;
}

bool FigureReader::is_doubted(std::size_t i, FigureKind kind) const {
  return is_negated_behind(frame_, i, kind) || is_yet_to_be(frame_, i, kind) ||
         is_no_event(frame_, i, kind) || is_whole(frame_, i, kind);
}

// --- kinds ---

bool FigureReader::tell_kind(std::size_t i, const TextContext& context, Figure& out) const {
  const auto& n = frame_.number(i);
  if (is_no_number(frame_, i)) return false;
  if (auto currency = frame_.currency_of(i); !currency.empty()) {
    out.kind = FigureKind::kMoney;
    if (currency == kOpenCurrency) return !n.one;
    out.unit = std::move(currency);
    return !n.one && !(context.own_dollars && is_bare_dollar(i, out.unit));
  }
  if (n.code) return false;
  const auto* unit = frame_.unit_of(i);
  const auto kind = chooser_.named(i);
  const bool percent = unit != nullptr && unit->symbol == "%";
  if (kind && !percent && (unit == nullptr || *kind != FigureKind::kVotes)) {
    out.kind = *kind;
    return *kind != FigureKind::kMagnitude || n.value <= kMostMagnitude;
  }
  return unit != nullptr ? tell_measure(i, *unit, out) : tell_count(i, out);
}

/// "$5", "5 dollars", but not "US$5".
bool FigureReader::is_bare_dollar(std::size_t i, std::string_view currency) const {
  const auto& n = frame_.number(i);
  if (currency != "USD" || n.bare_dollar) return n.bare_dollar;
  const auto* word = frame_.behind(i, Sense::kMoney);
  return n.currency.empty() && word != nullptr && word->end == word->begin + 1;
}

bool FigureReader::tell_measure(std::size_t i, const UnitName& unit, Figure& out) const {
  const auto& n = frame_.number(i);
  if (unit.kind < 0 || n.one || n.vague || n.plain_year || is_cubed(frame_, i)) return false;
  if (unit.symbol.empty() && n.value < 1) return false;
  out.kind = static_cast<FigureKind>(unit.kind);
  out.unit = unit.symbol;
  if (out.kind == FigureKind::kPercent && (n.value > kMostPercent || is_emphasis(frame_, i))) return false;
  return (out.kind != FigureKind::kDuration && out.kind != FigureKind::kPercent) || !in_title(frame_, i);
}

bool FigureReader::tell_count(std::size_t i, Figure& out) const {
  if (!counts_things(frame_.number(i)) || frame_.is_year(i)) return false;
  const auto kind = chooser_.choose(i);
  if (!kind || ((counts_people(*kind) || *kind == FigureKind::kCount) && is_open_range(frame_, i)))
    return false;
  out.kind = *kind;
  return *kind != FigureKind::kCount || counts_surely(frame_, i);
}

// --- truth and time ---

bool FigureReader::is_parted(std::size_t from, std::size_t to, bool over_commas) const {
  for (auto k = from; k < to; ++k) {
    const auto& key = frame_.tokens()[k].key;
    if (key == ";" || (!over_commas && (key == "," || key == "،"))) return true;
    for (const auto& hit : frame_.hits_from(k))
      if (sense_of(hit) == Sense::kBreak) return true;
  }
  return false;
}

/// Words of doubt reach forward to the end of their statement, back to the start of their clause.
bool FigureReader::is_hypothetical(std::size_t i) const {
  return std::any_of(frame_.hits().begin(), frame_.hits().end(), [&](const Hit& hit) {
    if (sense_of(hit) != Sense::kHypothetical) return false;
    const bool forward = hit.begin < i;
    return !is_parted(forward ? hit.end : i + 1, forward ? i : hit.begin, forward);
  });
}

bool FigureReader::is_negated(std::size_t i) const {
  const auto begin = frame_.stated(i).qualifier_size > 0 ? std::min(i, frame_.stated(i).begin) : i;
  for (const auto& hit : frame_.hits()) {
    if (hit.begin >= begin) break;
    if (sense_of(hit) != Sense::kNegation || hit.end > begin) continue;
    const auto cut = [&](const Token& t) {
      return t.kind == Token::Kind::kSign ||
             (t.kind == Token::Kind::kNumber && !frame_.sentence().numbers[t.number].one);
    };
    if (std::none_of(at(hit.end), at(begin), cut)) return true;
  }
  return false;
}

std::vector<Token>::const_iterator FigureReader::at(std::size_t i) const {
  return frame_.tokens().begin() + static_cast<std::ptrdiff_t>(i);
}

/// A year in the sentence, or words of the past. The latest year of the text may well be that of the news.
/// For those present, no year of another statement: "It opened in 1975 and draws 400 visitors."
FigureReader::Time FigureReader::time_of(std::size_t self, bool present, double latest_year) const {
  for (const auto& hit : frame_.hits())
    if (sense_of(hit) == Sense::kPast) return Time::kPast;
  auto out = Time::kNow;
  for (std::size_t i = 0; i < frame_.tokens().size(); ++i) {
    if (i == self || !frame_.is_number(i) || !is_year_of_past(i)) continue;
    if (is_elsewhere(std::min(i, self), std::max(i, self), present) || counts_since(i, self)) continue;
    const auto year = frame_.number(i).value;
    if (year < latest_year || year < kFirstOfNews) return Time::kPast;
    out = Time::kUnsure;
  }
  return out;
}

/// "Since 2022, 300 people have died", "300 people have died since May 2022": counted until now. But "the
/// worst since 2013, when 200 died".
bool FigureReader::counts_since(std::size_t year, std::size_t self) const {
  constexpr std::size_t kMostBetween = 8;
  const bool opened = frame_.begins(0, Sense::kSince) || frame_.begins(1, Sense::kSince);
  if (opened && year < self && !frame_.pack().subject_first) return true;
  for (std::size_t back = 1; back <= kMostBetween && back <= year; ++back) {
    const auto k = year - back;
    if (frame_.tokens()[k].kind == Token::Kind::kSign || frame_.begins(k, Sense::kBreak)) break;
    if (frame_.begins(k, Sense::kSince) && frame_.tokens()[k].kind == Token::Kind::kWord) return self < k;
  }
  for (auto k = year + 1; frame_.pack().subject_first && k <= year + 2 && k < frame_.tokens().size(); ++k)
    if (frame_.begins(k, Sense::kSince)) return true;  // "2022'den beri"
  return false;
}

bool FigureReader::is_year_of_past(std::size_t i) const {
  const auto& n = frame_.number(i);
  if (!n.plain_year || n.value < kFirstPast || frame_.begins(i + 1, Sense::kPeople)) return false;
  const auto* unit = frame_.unit_of(i);
  return unit == nullptr || (unit->symbol.empty() && n.value >= kFirstYear);
}

/// Whether another sentence or clause begins between two tokens; or, too, another statement of it.
bool FigureReader::is_elsewhere(std::size_t from, std::size_t to, bool joins) const {
  for (auto k = from + 1; k < to; ++k) {
    const auto& key = frame_.tokens()[k].key;
    if (key == "." || key == ";") return true;
    for (const auto& hit : frame_.hits_from(k))
      if (sense_of(hit) == Sense::kBreak || (joins && sense_of(hit) == Sense::kJoin)) return true;
  }
  return false;
}

/// Tokens between a number and a voice; what parts statements counts for many.
std::size_t FigureReader::distance_of(std::size_t number, std::size_t voice) const {
  const auto low = std::min(number, voice), high = std::max(number, voice);
  std::size_t out = high - low;
  for (auto k = low; k < high; ++k)
    if (frame_.tokens()[k].key == ";")
      out += kOutOfReach;
    else if (k != number && frame_.is_number(k))
      out += kOtherNumber;
  for (const auto& hit : frame_.hits())
    if (sense_of(hit) == Sense::kBreak && hit.begin > low && hit.begin < high) out += 100;
  return out;
}

/// Whether somebody is cited, whom the agency only passes on.
bool FigureReader::speaks() const {
  constexpr std::string_view kMarks = "\"«»“”„‟‹›";
  return std::any_of(frame_.tokens().begin(), frame_.tokens().end(), [&](const Token& t) {
    return t.kind == Token::Kind::kSign && t.key.size() < 4 && t.key != "," &&
           kMarks.find(t.key) != kMarks.npos;
  });
}

/// Whether a word of saying or counting tells that somebody else vouches, whoever that is.
bool FigureReader::names_source() const {
  return std::any_of(frame_.hits().begin(), frame_.hits().end(), [](const Hit& hit) {
    switch (sense_of(hit)) {
      case Sense::kVoiceBefore:
      case Sense::kVoiceBehind:
      case Sense::kVoiceVerb:
      case Sense::kVoicePart:
      case Sense::kVoiceHint: return true;
      default: return false;
    }
  });
}

std::string FigureReader::voice_of(std::size_t i, const std::vector<Voice>& voices,
                                   std::string_view agency) const {
  const Voice* best = nullptr;
  std::size_t least = 0;
  for (const auto& voice : voices) {
    const auto distance = distance_of(i, voice.at);
    if (best != nullptr && distance >= least) continue;
    best = &voice;
    least = distance;
  }
  if (best == nullptr) return speaks() || names_source() ? std::string() : std::string(agency);
  return least >= kOutOfReach ? std::string() : best->name;
}

/// "Two of Medrano's staffers": whose they are is not what they are.
std::size_t FigureReader::behind_owner(std::size_t begin) const {
  const auto& tokens = frame_.tokens();
  auto end = begin;
  while (end < tokens.size() && tokens[end].capital) ++end;
  const bool owns = end > begin && end < tokens.size() && tokens[end].glue == '\'' &&
                    frame_.begins(end, Sense::kPossessive);
  return owns ? end + 1 : begin;
}

/// Where the words for what is counted begin: in "12 of its 2,000 soldiers" behind the whole.
std::size_t FigureReader::begin_of_noun(std::size_t i) const {
  const auto first = first_behind(frame_.sentence(), frame_.hits(), i);
  std::size_t out = first;
  if (frame_.pack().subject_first) return out;
  for (const auto& hit : frame_.hits_from(first))
    if (sense_of(hit) == Sense::kPartOf) out = std::max(out, hit.end);
  while (out > first && out < frame_.tokens().size() && frame_.begins(out, Sense::kDefinite)) ++out;
  if (out > first) out = behind_owner(out);
  const bool whole = out > first && out < frame_.tokens().size() && frame_.is_number(out);
  return whole ? first_behind(frame_.sentence(), frame_.hits(), out) : out;
}

/// A word of what became of those counted, or of saying.
bool FigureReader::is_predicate(std::size_t i) const {
  const auto from = frame_.hits_from(i);
  const auto is = [&](auto test) { return std::any_of(from.begin(), from.end(), test); };
  if (is([](const Hit& hit) { return sense_of(hit) == Sense::kVoiceVerb; })) return true;
  if (is([](const Hit& hit) { return sense_of(hit) == Sense::kPeople; })) return false;
  return is([](const Hit& hit) {
    return sense_of(hit) == Sense::kKind && counts_people(static_cast<FigureKind>(hit.meaning.code));
  });
}

/// A single word of a kind: "cases".
bool FigureReader::is_of_kind(std::size_t i, FigureKind kind) const {
  const auto from = frame_.hits_from(i);
  return std::any_of(from.begin(), from.end(), [&](const Hit& hit) {
    return sense_of(hit) == Sense::kKind && hit.end == i + 1 &&
           static_cast<FigureKind>(hit.meaning.code) == kind;
  });
}

/// "Thousands took to the streets": words for those who gather or flee that are no noun.
bool FigureReader::is_phrase_of_verb(std::size_t i) const {
  const auto from = frame_.hits_from(i);
  const auto is = [&](auto test) { return std::any_of(from.begin(), from.end(), test); };
  if (is([](const Hit& hit) { return sense_of(hit) == Sense::kPeople; })) return false;
  return is([](const Hit& hit) {
    const auto kind = static_cast<FigureKind>(hit.meaning.code);
    return sense_of(hit) == Sense::kKind && hit.end > hit.begin + 1 &&
           (kind == FigureKind::kPresent || kind == FigureKind::kDisplaced);
  });
}

/// From the first word that is no mere "others", up to the first verb; none where a verb comes first. "Dead"
/// and "wounded" are nouns there, what the pack calls fillers ("killed") is none.
std::pair<std::size_t, std::size_t> FigureReader::without_verbs(std::size_t begin, std::size_t end) const {
  for (; begin < end && frame_.begins(begin, Sense::kFiller); ++begin)
    if (is_predicate(begin)) return {begin, begin};
  if (begin < end && is_phrase_of_verb(begin)) return {begin, begin};
  auto last = begin < end ? begin + 1 : begin;
  const auto is_case = [&](std::size_t i) { return i + 1 == end && is_of_kind(i, FigureKind::kInfected); };
  while (last < end && (!is_predicate(last) || is_case(last)) && !frame_.begins(last, Sense::kFiller)) ++last;
  if (frame_.pack().capital_nouns)
    while (last > begin && !frame_.tokens()[last - 1].capital) --last;
  return {begin, last};
}

/// Units say themselves what they are of, but for years.
std::string FigureReader::about(std::size_t i, const Figure& figure) const {
  if (!figure.unit.empty()) return {};
  const auto noun = noun_from(frame_.sentence(), frame_.hits(), frame_.pack(), begin_of_noun(i));
  auto [begin, end] = figure.kind == FigureKind::kDuration ? std::pair(noun.begin, noun.begin + 1)
                                                           : without_verbs(noun.begin, noun.end);
  if (begin >= end || noun.begin >= noun.end) return {};
  const auto from = frame_.tokens()[begin].begin;
  return std::string(text_.substr(from, frame_.tokens()[end - 1].end - from));
}

}  // namespace kabar::understand

#include "kabar/understand/figure_kind.h"

#include <algorithm>

#include "kabar/text/stemmer.h"

namespace kabar::understand {
namespace {

constexpr double kFar = 1e9;
constexpr double kOtherNumber = 6;   ///< in the way
constexpr double kClause = 5;        ///< a comma or another sign in the way
constexpr double kSentenceSign = 9;  ///< a semicolon, a colon or a dash
constexpr double kNextVerb = 4;      ///< where verbs come first
constexpr double kWho = 4.5;         ///< who was counted rather than what became of them
constexpr double kGotWell = 4;       ///< "31 cases have recovered" are not ill
constexpr double kMostForCount = 2.6;
constexpr double kNearNoun = 1;  ///< a word of a kind so near is a part of what is counted
constexpr double kBefore = 1.5;  ///< words before the number count as so much farther
constexpr double kMostForPeople = 14, kMostForThings = 4.6, kMostForNothing = 13;
constexpr std::size_t kNounWords = 3;  ///< behind the number, in which people may be named

/// How much a token lies in the way.
double weight_of(const Token& token) {
  if (token.kind == Token::Kind::kNumber) return kOtherNumber;
  if (token.kind != Token::Kind::kSign) return 1;
  return token.key == "," || token.key == "،" ? kClause : kSentenceSign;
}

bool parts_or_qualifies(const PhraseSet::Hit& hit) {
  const auto sense = sense_of(hit);
  return sense == Sense::kQualifier || sense == Sense::kJoin || sense == Sense::kBreak;
}

}  // namespace

std::vector<Token>::const_iterator KindChooser::at_token(std::size_t i) const {
  return tokens_.begin() + static_cast<std::ptrdiff_t>(i);
}

/// An age or a number in brackets: ", 34,".
bool KindChooser::is_enclosed(std::size_t at) const {
  if (at == 0 || at + 1 >= tokens_.size()) return false;
  const auto& before = tokens_[at - 1].key;
  const auto& after = tokens_[at + 1].key;
  return (before == "," || before == "،" || before == "(") &&
         (after == "," || after == "،" || after == ")" || after == ".");
}

/// The first token behind a number that is no "of".
std::size_t KindChooser::skip_links(std::size_t at) const {
  const auto& number = numbers_[tokens_[at].number];
  const bool linked = number.vague || number.rounded || number.scale >= 1e6;
  auto i = at + 1;
  for (const auto& hit : hits_)
    if (linked && sense_of(hit) == Sense::kLink && hit.begin == i && hit.end < tokens_.size()) i = hit.end;
  return i;
}

/// The word that may be what is counted: behind "20+ people", Turkish "5'i çocuk".
std::size_t KindChooser::first_behind(std::size_t at) const {
  auto i = skip_links(at);
  if (i < tokens_.size() && tokens_[i].key == "+") ++i;
  if (i < tokens_.size() && tokens_[i].glue == '\'') ++i;
  return i;
}

KindChooser::Noun KindChooser::noun_behind(std::size_t at) const {
  Noun out;
  const auto i = first_behind(at);
  if (i >= tokens_.size() || tokens_[i].kind != Token::Kind::kWord) return out;
  if (!tokens_[i].blank_before && tokens_[i].glue == 0) return out;
  out.glued = tokens_[i].glue == '-' && i == at + 1;
  out.name = tokens_[i].capital && !pack_.capital_nouns;
  out.there = !text::is_stop_word(tokens_[i].key, pack_.lang);
  for (const auto& hit : hits_) {
    const auto sense = sense_of(hit);
    if (sense == Sense::kPeople && hit.begin >= i && hit.begin < i + kNounWords &&
        way(i, hit.begin) < static_cast<double>(kNounWords))
      out.people = true;
    if (sense == Sense::kVoiceVerb && hit.begin == i) out.there = false;
  }
  return out;
}

/// What each token weighs between a number and a word of a kind.
std::vector<double> KindChooser::weights_of() const {
  std::vector<double> out(tokens_.size(), 1);
  std::transform(tokens_.begin(), tokens_.end(), out.begin(), weight_of);
  for (const auto& hit : hits_) {
    if (!parts_or_qualifies(hit)) continue;
    const bool qualifies = sense_of(hit) == Sense::kQualifier;
    // The first number of a range is no other one.
    const bool range = qualifies && static_cast<Qualifier>(hit.meaning.code) == Qualifier::kBetween;
    const auto is_own = [&](std::size_t i) {
      return tokens_[i].kind != Token::Kind::kNumber || (range && i + 1 < hit.end);
    };
    for (auto i = hit.begin; i < hit.end; ++i)
      if (is_own(i)) out[i] = qualifies ? 0 : kClause;
  }
  return out;
}

KindChooser::KindChooser(const ReadSentence& sentence, const std::vector<PhraseSet::Hit>& hits,
                         const LanguagePack& pack)
    : tokens_(sentence.tokens), numbers_(sentence.numbers), hits_(hits), pack_(pack) {
  const auto weights = weights_of();
  sums_.reserve(weights.size() + 1);
  sums_.push_back(0);
  for (const auto weight : weights) sums_.push_back(sums_.back() + weight);
}

/// What lies between two tokens.
double KindChooser::way(std::size_t from, std::size_t to) const {
  return to > from ? sums_[to] - sums_[from] : 0;
}

double KindChooser::cost(std::size_t at, const PhraseSet::Hit& hit) const {
  if (hit.begin <= at) return (pack_.verb_first ? 0 : kBefore) + way(hit.end, at);
  const auto gap = way(skip_links(at), hit.begin);
  return pack_.verb_first && gap >= 1 ? gap + kNextVerb : gap;
}

bool KindChooser::is_people(const PhraseSet::Hit& hit) const {
  return std::any_of(hits_.begin(), hits_.end(), [&](const PhraseSet::Hit& other) {
    return sense_of(other) == Sense::kPeople && other.begin == hit.begin;
  });
}

/// "Stabbed to death by two boys": who did it.
bool KindChooser::is_done_by(std::size_t at, const PhraseSet::Hit& verb) const {
  if (verb.end >= at || !is_harm(static_cast<FigureKind>(verb.meaning.code))) return false;
  const auto leads = [&](std::size_t from) {
    return from == at || std::any_of(hits_.begin(), hits_.end(), [&](const PhraseSet::Hit& hit) {
             return sense_of(hit) == Sense::kQualifier && hit.begin == from && hit.end > at;
           });
  };
  return std::any_of(hits_.begin(), hits_.end(), [&](const PhraseSet::Hit& hit) {
    return sense_of(hit) == Sense::kVoiceBy && hit.begin == verb.end && leads(hit.end);
  });
}

/// "The toll of the fire rose to 19": a thing behind a preposition, before the number.
bool KindChooser::is_circumstance(std::size_t at, const PhraseSet::Hit& thing) const {
  return thing.end <= at && std::any_of(hits_.begin(), hits_.end(), [&](const PhraseSet::Hit& hit) {
           return sense_of(hit) == Sense::kPreposition && hit.end == thing.begin;
         });
}

/// How far a word of a kind is from being what the number counts.
double KindChooser::price(std::size_t at, const Noun& noun, const PhraseSet::Hit& hit) const {
  const bool numbered = std::any_of(at_token(hit.begin), at_token(hit.end),
                                    [](const Token& t) { return t.kind == Token::Kind::kNumber; });
  if (numbered || is_done_by(at, hit)) return kFar;
  const auto kind = static_cast<FigureKind>(hit.meaning.code);
  if (kind == FigureKind::kMagnitude) return kFar;
  const auto plain = cost(at, hit);
  if (kind == FigureKind::kCount && is_circumstance(at, hit)) return kFar;
  if (kind == FigureKind::kCount && (noun.people || plain > kMostForCount)) return kFar;
  return is_people(hit) ? plain + kWho : plain;
}

/// "120 for" and "80 against" are votes where another word says so.
bool KindChooser::is_alone(const PhraseSet::Hit& hit) const {
  constexpr auto kVotes = static_cast<std::uint8_t>(FigureKind::kVotes);
  if (hit.meaning.code != kVotes || hit.end > hit.begin + 2) return false;
  return std::none_of(hits_.begin(), hits_.end(), [&](const PhraseSet::Hit& other) {
    return sense_of(other) == Sense::kKind && other.meaning.code == kVotes &&
           (other.begin >= hit.end || other.end <= hit.begin || other.end - other.begin > 2);
  });
}

std::optional<FigureKind> KindChooser::named(std::size_t at) const {
  if (numbers_[tokens_[at].number].plain_year) return std::nullopt;
  for (const auto& hit : hits_)
    if (sense_of(hit) == Sense::kKind && hit.begin <= at && at < hit.end && !is_alone(hit))
      return static_cast<FigureKind>(hit.meaning.code);
  return std::nullopt;
}

KindChooser::Nearest KindChooser::nearest(std::size_t at, const Noun& noun) const {
  Nearest out{std::nullopt, kFar, 0};
  for (const auto& hit : hits_) {
    const bool got_well = sense_of(hit) == Sense::kRecovered;
    if (!got_well && sense_of(hit) != Sense::kKind) continue;
    const auto now = got_well ? std::max(0.0, cost(at, hit) - kGotWell) : price(at, noun, hit);
    const auto words = hit.end - hit.begin;
    if (now > out.price || (now == out.price && words <= out.words)) continue;
    out = {got_well ? FigureKind::kCount : static_cast<FigureKind>(hit.meaning.code), now, words};
  }
  return out;
}

double KindChooser::most_for(const Noun& noun) {
  if (noun.people) return kMostForPeople;
  return noun.there ? kMostForThings : kMostForNothing;
}

/// "One dead", but not "a deadly poison".
bool KindChooser::ends_behind(std::size_t at) const {
  return at + 2 >= tokens_.size() || tokens_[at + 2].kind != Token::Kind::kWord ||
         text::is_stop_word(tokens_[at + 2].key, pack_.lang);
}

/// "Deaths rose to 107 cases": one before the number, no sign and no "and" between.
bool KindChooser::is_disputed(std::size_t at, FigureKind kind) const {
  const auto disputes = [&](FigureKind other) {
    return other != kind && is_harm(kind) && is_harm(other) &&
           (kind == FigureKind::kInfected || other == FigureKind::kInfected);
  };
  const auto is_ill = [](const PhraseSet::Hit& hit) {
    return sense_of(hit) == Sense::kKind &&
           static_cast<FigureKind>(hit.meaning.code) == FigureKind::kInfected;
  };
  if (kind == FigureKind::kInjured && std::any_of(hits_.begin(), hits_.end(), is_ill)) return true;
  const auto parts = [](const Token& t) { return t.kind != Token::Kind::kWord; };
  return std::any_of(hits_.begin(), hits_.end(), [&](const PhraseSet::Hit& hit) {
    return sense_of(hit) == Sense::kKind && hit.end <= at &&
           disputes(static_cast<FigureKind>(hit.meaning.code)) &&
           std::none_of(at_token(hit.end), at_token(at), parts) && !is_joined(hit.end, at);
  });
}

bool KindChooser::is_joined(std::size_t from, std::size_t to) const {
  return std::any_of(hits_.begin(), hits_.end(), [&](const PhraseSet::Hit& hit) {
    return sense_of(hit) == Sense::kJoin && hit.begin >= from && hit.end <= to;
  });
}

/// What becomes of people, said of what is none: "released 6,000 emails".
bool KindChooser::is_misplaced(const Noun& noun, FigureKind kind, double price) {
  if (kind == FigureKind::kVotes && price > kMostForThings) return true;
  const bool of_people =
      (counts_people(kind) && kind != FigureKind::kKilled && kind != FigureKind::kInjured) ||
      kind == FigureKind::kVotes;
  return of_people && noun.there && !noun.people && price > kNearNoun;
}

/// Whether a number that stands so counts nothing, whatever is near it.
bool KindChooser::is_nothing(std::size_t at, const Noun& noun, const Nearest& found) const {
  const auto& number = numbers_[tokens_[at].number];
  const bool certain = found.kind && found.price <= 0;
  if (number.plain_year && !noun.people) return true;
  if (!noun.there && is_enclosed(at)) return true;
  if (noun.glued && !noun.people && !certain) return true;
  return number.one && (!certain || !is_loss(*found.kind) || !ends_behind(at));
}

std::optional<FigureKind> KindChooser::choose(std::size_t at) const {
  const auto noun = noun_behind(at);
  const auto found = nearest(at, noun);
  if (is_nothing(at, noun, found)) return std::nullopt;
  if (found.kind && found.price <= most_for(noun)) {
    const bool doubtful = is_disputed(at, *found.kind) || is_misplaced(noun, *found.kind, found.price);
    return doubtful ? std::nullopt : found.kind;
  }
  if (noun.people || (noun.there && !noun.name)) return FigureKind::kCount;
  return std::nullopt;
}

}  // namespace kabar::understand

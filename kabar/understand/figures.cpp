#include "kabar/understand/figures.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "kabar/text/letters.h"
#include "kabar/text/stemmer.h"
#include "kabar/understand/figure_kind.h"
#include "kabar/understand/language_pack.h"
#include "kabar/understand/number_reader.h"
#include "kabar/understand/voices.h"

namespace kabar::understand {
namespace {

constexpr std::size_t kMostFigures = 1'000;
constexpr double kFirstYear = 1800;         ///< that "1883 года" is, rather than so many years
constexpr std::size_t kMostAbout = 3;       ///< words
constexpr std::size_t kOutOfReach = 1'000;  ///< tokens from a number, where a voice does not vouch for it

using Hit = PhraseSet::Hit;

Sense sense_of(const Hit& hit) {
  return static_cast<Sense>(hit.meaning.category);
}

/// The figures of one sentence.
class SentenceReader {
 public:
  SentenceReader(const ProseSentence& sentence, const LanguagePack& pack)
      : text_(sentence.text), pack_(pack), read_(read_numbers(sentence, pack)) {}

  bool has_numbers() const { return !read_.numbers.empty(); }

  std::vector<Voice> match_and_find_voices() {
    hits_.reserve(read_.tokens.size());
    for (std::size_t i = 0; i < read_.tokens.size(); ++i) pack_.phrases.match(read_.tokens, i, hits_);
    return find_voices(text_, read_.tokens, hits_, pack_);
  }

  /// `voices` are those of the sentence, `agency` vouches where there is none.
  void read(const std::vector<Voice>& voices, std::string_view agency, std::vector<Figure>& out) {
    if (says_nothing()) return;
    drop_no_figures();
    find_qualifiers();
    for (std::size_t i = 0; i < read_.tokens.size(); ++i) {
      if (read_.tokens[i].kind != Token::Kind::kNumber) continue;
      auto figure = figure_at(i);
      if (!figure) continue;
      figure->attribution = voice_of(i, voices, agency);
      figure->sentence = std::string(text_);
      out.push_back(*std::move(figure));
    }
  }

 private:
  struct Stated {
    bool dropped = false;
    bool is_first_of_two = false;  ///< the other number tells the range
    Qualifier qualifier = Qualifier::kExact;
    std::size_t qualifier_size = 0;
    std::size_t begin = 0;  ///< first token of the qualifier's phrase
    std::size_t end = 0;    ///< behind its last
    std::size_t other = 0;  ///< token of the range's first number
    double low = 0;
  };

  /// Denied as a whole.
  bool says_nothing() const {
    return std::any_of(hits_.begin(), hits_.end(),
                       [](const Hit& hit) { return sense_of(hit) == Sense::kDenial; });
  }

  /// Words of doubt reach forward to the end of their statement, back to the start of their clause.
  bool is_hypothetical(std::size_t i) const {
    return std::any_of(hits_.begin(), hits_.end(), [&](const Hit& hit) {
      if (sense_of(hit) != Sense::kHypothetical) return false;
      const bool forward = hit.begin < i;
      return !is_parted(forward ? hit.end : i + 1, forward ? i : hit.begin, forward);
    });
  }

  bool is_parted(std::size_t from, std::size_t to, bool over_commas) const {
    for (auto k = from; k < to; ++k) {
      const auto& key = read_.tokens[k].key;
      if (key == ";" || (!over_commas && (key == "," || key == "،"))) return true;
      for (const auto& hit : hits_from(k))
        if (sense_of(hit) == Sense::kBreak) return true;
    }
    return false;
  }

  Stated& stated(std::size_t token) { return stated_[read_.tokens[token].number]; }
  const Number& number(std::size_t token) const { return read_.numbers[read_.tokens[token].number]; }

  std::vector<std::size_t> numbers_in(const Hit& hit) const {
    std::vector<std::size_t> out;
    for (auto i = hit.begin; i < hit.end; ++i)
      if (read_.tokens[i].kind == Token::Kind::kNumber) out.push_back(i);
    return out;
  }

  void drop_no_figures() {
    stated_.resize(read_.numbers.size());
    for (const auto& hit : hits_) {
      if (sense_of(hit) == Sense::kNoFigure)
        for (const auto i : numbers_in(hit)) stated(i).dropped = true;
      if (sense_of(hit) == Sense::kMonth) drop_date(hit);
    }
  }

  /// "12 May 2019", "May 12", "3. Oktober", "3 de marzo de 2020".
  void drop_date(const Hit& month) {
    for (auto i = month.begin; i > 0 && month.begin - i < 3; --i)
      if (drop_day(i - 1)) break;
    for (auto i = month.end; i < read_.tokens.size() && i - month.end < 3; ++i)
      if (drop_day(i)) break;
  }

  bool drop_day(std::size_t i) {
    const auto& token = read_.tokens[i];
    if (token.kind != Token::Kind::kNumber) return token.kind == Token::Kind::kWord && token.key.size() > 3;
    const auto& n = number(i);
    if (n.vague || (n.value > 31 && !n.plain_year)) return true;
    if (n.plain_year || !unit_of(i)) stated(i).dropped = true;
    return true;
  }

  void find_qualifiers() {
    for (const auto& hit : hits_) {
      if (sense_of(hit) != Sense::kQualifier) continue;
      const auto inside = numbers_in(hit);
      if (inside.empty()) continue;
      auto& last = stated(inside.back());
      if (hit.end - hit.begin <= last.qualifier_size) continue;
      const auto qualifier = static_cast<Qualifier>(hit.meaning.code);
      if (qualifier == Qualifier::kBetween && !set_range(inside, last)) continue;
      last.qualifier = qualifier;
      last.qualifier_size = hit.end - hit.begin;
      last.begin = hit.begin;
      last.end = hit.end;
    }
  }

  bool set_range(const std::vector<std::size_t>& inside, Stated& last) {
    if (inside.size() != 2) return false;
    const auto& a = number(inside[0]);
    const auto& b = number(inside[1]);
    if (a.vague || b.vague || a.code || b.code || a.plain_year) return false;
    double low = a.value;
    if (a.scale < b.scale && a.value < b.value / b.scale) low *= b.scale;
    if (low >= b.value) {  // a score
      stated(inside[0]).dropped = stated(inside[1]).dropped = low < 100;
      return false;
    }
    stated(inside[0]).is_first_of_two = true;
    last.low = low;
    last.other = inside[0];
    return true;
  }

  std::optional<Figure> figure_at(std::size_t i) {
    const auto& state = stated(i);
    const auto& n = number(i);
    if (state.dropped || state.is_first_of_two || is_negated(i) || is_hypothetical(i)) return std::nullopt;
    Figure out;
    if (!tell_kind(i, out)) return std::nullopt;
    tell_value(n, state, out);
    out.about = about(i);
    out.background = is_event(out.kind) && is_past(i, out.kind == FigureKind::kPresent);
    return out;
  }

  static void tell_value(const Number& n, const Stated& state, Figure& out) {
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

  // --- kinds ---

  bool tell_kind(std::size_t i, Figure& out) {
    const auto& n = number(i);
    if (auto currency = currency_of(i); !currency.empty()) {
      out.kind = FigureKind::kMoney;
      out.unit = std::move(currency);
      return !n.one;
    }
    if (n.code) return false;
    const KindChooser chooser(read_, hits_, pack_);
    const auto* unit = unit_of(i);
    const bool percent = unit != nullptr && unit->symbol == "%";
    if (const auto kind = chooser.named(i); kind && !percent) {
      out.kind = *kind;
      return true;
    }
    if (unit != nullptr)
      return tell_unit(n, *unit, out) &&
             !((out.kind == FigureKind::kDuration || out.kind == FigureKind::kPercent) && in_title(i));
    const auto kind = counts_things(n) ? chooser.choose(i) : std::nullopt;
    if (!kind || (*kind == FigureKind::kCount && (in_title(i) || is_definite(i)))) return false;
    out.kind = *kind;
    return true;
  }

  /// No share of one, and no number with a point that is not a large one.
  static bool counts_things(const Number& n) {
    return n.vague || (n.value >= 1 && (n.value >= 1e5 || n.value == std::floor(n.value)));
  }

  static bool tell_unit(const Number& n, const UnitName& unit, Figure& out) {
    if (unit.kind < 0 || n.one || n.vague || n.plain_year) return false;
    if (unit.symbol.empty() && n.value < 1) return false;
    out.kind = static_cast<FigureKind>(unit.kind);
    out.unit = unit.symbol;
    return true;
  }

  /// The hit of a sense that begins behind number `i`, links between.
  const Hit* behind(std::size_t i, Sense sense) const {
    std::size_t links = 0;
    for (std::size_t at = i + 1; links < 3; ++links) {
      const Hit* found = nullptr;
      for (const auto& hit : hits_from(at))
        if (sense_of(hit) == sense && hit.begin == at && (found == nullptr || hit.end > found->end))
          found = &hit;
      if (found != nullptr) return found;
      const bool linked = std::any_of(hits_.begin(), hits_.end(), [&](const Hit& hit) {
        return sense_of(hit) == Sense::kLink && hit.begin == at;
      });
      if (!linked) return nullptr;
      ++at;
    }
    return nullptr;
  }

  std::span<const Hit> hits_from(std::size_t token) const {
    const auto first = std::lower_bound(hits_.begin(), hits_.end(), token,
                                        [](const Hit& hit, std::size_t at) { return hit.begin < at; });
    auto last = first;
    while (last != hits_.end() && last->begin == token) ++last;
    return {first, last};
  }

  const UnitName* unit_of(std::size_t i) const {
    if (const auto* hit = behind(i, Sense::kUnit)) return &kUnits[hit->meaning.code];
    const auto end = stated_[read_.tokens[i].number].end;  // "90-plus percent"
    if (end > i + 1)
      if (const auto* hit = behind(end - 1, Sense::kUnit)) return &kUnits[hit->meaning.code];
    if (const auto* unit = unit_before(i)) return unit;   // Turkish "%85", "yüzde 85"
    const auto& state = stated_[read_.tokens[i].number];  // "yüzde 78 ile 80"
    return state.qualifier == Qualifier::kBetween && state.other < i ? unit_before(state.other) : nullptr;
  }

  /// The sign of percent right before a number.
  const UnitName* unit_before(std::size_t i) const {
    if (i == 0) return nullptr;
    for (const auto& hit : hits_from(i - 1)) {
      const auto& unit = kUnits[hit.meaning.code % kUnits.size()];
      if (sense_of(hit) == Sense::kUnit && hit.end == i && unit.symbol == "%") return &unit;
    }
    return nullptr;
  }

  std::string currency_of(std::size_t i) const {
    if (!number(i).currency.empty()) return number(i).currency;
    if (const auto* hit = behind(i, Sense::kMoney)) return pack_.currencies[hit->meaning.code];
    for (std::size_t back = 1; back <= 3 && back <= i; ++back)
      for (const auto& hit : hits_from(i - back))
        if (sense_of(hit) == Sense::kMoney && hit.end == i) return pack_.currencies[hit.meaning.code];
    const auto& state = stated_[read_.tokens[i].number];
    if (state.qualifier == Qualifier::kBetween) return number(state.other).currency;
    return {};
  }

  /// "The two sides": known already, nothing is counted.
  bool is_definite(std::size_t i) const {
    constexpr double kMost = 10;
    if (i == 0 || number(i).vague || number(i).value > kMost) return false;
    const auto before = hits_from(i - 1);
    return std::any_of(before.begin(), before.end(),
                       [](const Hit& hit) { return sense_of(hit) == Sense::kDefinite; });
  }

  /// Between two marks a few words apart: a title rather than speech.
  bool in_title(std::size_t i) const {
    constexpr std::string_view kOpen = "\"«“„‘»‹", kClose = "\"»”“’«›";
    const auto is_mark = [&](std::size_t k, std::string_view marks) {
      const auto& t = read_.tokens[k];
      return t.kind == Token::Kind::kSign && t.key != "," && t.key != "." && marks.find(t.key) != marks.npos;
    };
    constexpr std::size_t kMostWords = 6;
    auto open = i, close = i;
    while (open > 0 && i - open < kMostWords && !is_mark(open, kOpen)) --open;
    while (close + 1 < read_.tokens.size() && close - open <= kMostWords && !is_mark(close, kClose)) ++close;
    return open < i && close > i && is_mark(open, kOpen) && is_mark(close, kClose) &&
           close - open <= kMostWords;
  }

  // --- truth and time ---

  static bool is_event(FigureKind kind) { return kind < FigureKind::kVotes; }

  bool is_negated(std::size_t i) const {
    const auto begin = stated_[read_.tokens[i].number].qualifier_size > 0
                           ? std::min(i, stated_[read_.tokens[i].number].begin)
                           : i;
    for (const auto& hit : hits_) {
      if (hit.begin >= begin) break;
      if (sense_of(hit) != Sense::kNegation || hit.end > begin) continue;
      const auto cut = [](const Token& t) {
        return t.kind == Token::Kind::kSign || t.kind == Token::Kind::kNumber;
      };
      if (std::none_of(at(hit.end), at(begin), cut)) return true;
    }
    return false;
  }

  std::vector<Token>::const_iterator at(std::size_t i) const {
    return read_.tokens.begin() + static_cast<std::ptrdiff_t>(i);
  }

  /// A year in the sentence, or words of the past.
  /// For those present, no year of another statement: "It opened in 1975 and draws 400 visitors."
  bool is_past(std::size_t self, bool present) const {
    for (const auto& hit : hits_)
      if (sense_of(hit) == Sense::kPast) return true;
    for (std::size_t i = 0; i < read_.tokens.size(); ++i)
      if (i != self && read_.tokens[i].kind == Token::Kind::kNumber && number(i).plain_year &&
          (!unit_of(i) || (unit_of(i)->symbol.empty() && number(i).value >= kFirstYear)) &&
          !is_elsewhere(std::min(i, self), std::max(i, self), present))
        return true;
    return false;
  }

  /// Whether another sentence or clause begins between two tokens; or, too, another statement of it.
  bool is_elsewhere(std::size_t from, std::size_t to, bool joins) const {
    for (auto k = from + 1; k < to; ++k) {
      const auto& key = read_.tokens[k].key;
      if (key == "." || key == ";") return true;
      for (const auto& hit : hits_from(k))
        if (sense_of(hit) == Sense::kBreak || (joins && sense_of(hit) == Sense::kJoin)) return true;
    }
    return false;
  }

  // --- who and what ---

  /// Tokens between a number and a voice; what parts statements counts for many.
  std::size_t distance_of(std::size_t number, std::size_t voice) const {
    const auto low = std::min(number, voice), high = std::max(number, voice);
    std::size_t out = high - low;
    for (auto k = low; k < high; ++k)
      if (read_.tokens[k].key == ";") out += kOutOfReach;
    for (const auto& hit : hits_)
      if (sense_of(hit) == Sense::kBreak && hit.begin > low && hit.begin < high) out += 100;
    return out;
  }

  std::string voice_of(std::size_t i, const std::vector<Voice>& voices, std::string_view agency) const {
    const Voice* best = nullptr;
    std::size_t least = 0;
    for (const auto& voice : voices) {
      const auto distance = distance_of(i, voice.at);
      if (best != nullptr && distance >= least) continue;
      best = &voice;
      least = distance;
    }
    return best == nullptr || least >= kOutOfReach ? std::string(agency) : best->name;
  }

  std::string about(std::size_t i) const {
    const auto first =
        i + 1 < read_.tokens.size() && read_.tokens[i + 1].glue == '\'' ? i + 2 : i + 1;  // "60'ının"
    auto end = first;
    while (end < read_.tokens.size() && end - first < kMostAbout &&
           read_.tokens[end].kind == Token::Kind::kWord &&
           (read_.tokens[end].glue == '-' || !text::is_stop_word(read_.tokens[end].key, pack_.lang)))
      ++end;
    if (end <= first) return {};
    const auto begin = read_.tokens[first].begin;
    return std::string(text_.substr(begin, read_.tokens[end - 1].end - begin));
  }

  std::string_view text_;
  const LanguagePack& pack_;
  ReadSentence read_;
  std::vector<Hit> hits_;
  std::vector<Stated> stated_;
};

/// Who spoke last before a sentence. Sentences without numbers are looked at only when somebody asks.
class LastVoice {
 public:
  /// A sentence whose voices nobody asked for.
  void pass(SentenceReader&& reader) { passed_.push_back(std::move(reader)); }

  /// "He" is who spoke last, in this sentence or before it.
  void name_pronouns(std::vector<Voice>& voices) {
    for (auto& voice : voices) {
      if (voice.pronoun && !last().empty()) voice.name = last();
      if (!voice.pronoun) set(voice.name);
    }
  }

 private:
  void set(std::string name) {
    last_ = std::move(name);
    passed_.clear();
  }

  const std::string& last() {
    while (!passed_.empty()) {
      const auto voices = passed_.back().match_and_find_voices();
      passed_.pop_back();
      const auto named =
          std::find_if(voices.rbegin(), voices.rend(), [](const Voice& voice) { return !voice.pronoun; });
      if (named != voices.rend()) set(named->name);
    }
    return last_;
  }

  std::string last_;
  std::vector<SentenceReader> passed_;  ///< since then
};

}  // namespace

std::vector<Figure> find_figures(const Prose& prose, std::string_view agency_credit) {
  std::vector<Figure> out;
  const auto byline = byline_agency(prose.text);
  const auto agency = byline.empty() ? agency_credit : byline;
  LastVoice last_voice;
  for (const auto& sentence : prose.sentences) {
    if (out.size() >= kMostFigures) break;
    SentenceReader reader(sentence, prose.pack);
    if (!reader.has_numbers()) {
      last_voice.pass(std::move(reader));
      continue;
    }
    auto voices = reader.match_and_find_voices();
    last_voice.name_pronouns(voices);
    reader.read(voices, agency, out);
  }
  return out;
}

std::vector<Figure> find_figures(std::string_view text, const FigureContext& context) {
  const auto* pack = language_pack(context.lang);
  return pack == nullptr ? std::vector<Figure>() : find_figures(Prose(text, *pack), context.agency);
}

}  // namespace kabar::understand

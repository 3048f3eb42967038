#include "kabar/understand/side_by_side.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <string>
#include <tuple>
#include <unordered_map>

#include "kabar/text/letters.h"
#include "kabar/text/stemmer.h"
#include "kabar/understand/language_pack.h"
#include "kabar/understand/name_runs.h"

namespace kabar::understand {
namespace {

constexpr std::size_t kMostStatements = 500;
constexpr auto kSameTime = std::chrono::hours{12};

bool counts_people(const Figure& figure) {
  return figure.kind < FigureKind::kVotes;
}

bool same_value(const Figure& a, const Figure& b) {
  return a.low == b.low && a.high == b.high && a.qualifier == b.qualifier && a.unit == b.unit;
}

/// Whether what it says can be set beside another's words: its sentence names who counts whom.
bool is_told_in_full(const Figure& figure) {
  return counts_people(figure) && !figure.background && !figure.attribution.empty() &&
         !figure.about.empty() && figure.sentence.find(figure.attribution) != figure.sentence.npos;
}

/// The stems of the words that tell who speaks, sorted.
std::vector<std::string> speaker_of(const std::string& attribution, std::string_view lang) {
  std::vector<std::string> out;
  const auto* const pack = language_pack(lang);
  if (pack == nullptr || attribution.empty()) return out;
  const auto tokens = split_tokens(attribution, pack->accents);
  std::vector<PhraseSet::Hit> hits;
  for (std::size_t i = 0; i < tokens.size(); ++i) pack->phrases.match(tokens, i, hits);
  const auto senses = senses_of(tokens.size(), hits);
  const text::Stemmer stemmer(lang);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool counts = has_sense(senses[i], Sense::kCountWord) || has_sense(senses[i], Sense::kPreposition);
    if (tokens[i].kind != Token::Kind::kWord || counts || text::is_stop_word(text::fold(tokens[i].key), lang))
      continue;
    out.push_back(stemmer.stem(tokens[i].key));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// A figure with its words as they are compared.
struct Folded {
  std::string about, attribution;
  std::vector<std::string> speaker;  ///< of what is told in full

  explicit Folded(const Figure& figure)
      : about(text::fold(figure.about)), attribution(text::fold(figure.attribution)) {}

  /// Nothing in their words tells them apart ("police", "Ambon police").
  bool may_be_speaker(const Folded& other) const {
    if (attribution == other.attribution) return true;
    const auto& few = speaker.size() < other.speaker.size() ? speaker : other.speaker;
    const auto& many = speaker.size() < other.speaker.size() ? other.speaker : speaker;
    return std::includes(many.begin(), many.end(), few.begin(), few.end());
  }

  /// They are told in the same words, or in enough of them.
  bool is_speaker(const Folded& other) const {
    constexpr std::size_t kLeast = 2;
    if (attribution == other.attribution || (speaker == other.speaker && !speaker.empty())) return true;
    return std::min(speaker.size(), other.speaker.size()) >= kLeast && may_be_speaker(other);
  }

  /// The same for the same statement, whoever carries it.
  std::string key_of(const Figure& f) const {
    constexpr double kNone = -1e308;
    return fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}", static_cast<int>(f.kind), f.background,
                       static_cast<int>(f.qualifier), f.low.value_or(kNone), f.high.value_or(kNone), f.unit,
                       about, attribution);
  }
};

bool has_number(const Figure& figure) {
  return figure.low || figure.high;
}

/// No number lies between the ends of both.
bool excludes(const Figure& a, const Figure& b) {
  constexpr double kOpen = std::numeric_limits<double>::infinity();
  if (!has_number(a) || !has_number(b)) return false;
  const bool rough = a.qualifier == Qualifier::kAbout || b.qualifier == Qualifier::kAbout;
  const auto low = std::max(a.low.value_or(-kOpen), b.low.value_or(-kOpen));
  const auto high = std::min(a.high.value_or(kOpen), b.high.value_or(kOpen));
  constexpr double kRough = 1.25;  ///< "about 200" and 180 may both be right
  return rough ? low > high * kRough : low > high;
}

/// The statements of a story as they come, by kind and time.
class Table {
 public:
  void take(ToldFigure told) {
    Folded words(told.figure);
    const auto [place, fresh] = places_.try_emplace(words.key_of(told.figure), out_.size());
    if (!fresh) {
      auto& articles = out_[place->second].articles;
      if (articles.back() != told.article) articles.push_back(told.article);
      return;
    }
    if (out_.size() >= kMostStatements) {
      places_.erase(place);
      return;
    }
    const bool in_full = is_told_in_full(told.figure);
    if (in_full) words.speaker = speaker_of(told.figure.attribution, told.lang);
    out_.push_back({std::move(told.figure), told.when, {told.article}, Relation::kNone, std::nullopt});
    words_.push_back(std::move(words));
    if (in_full) relate(out_.size() - 1);
  }

  std::vector<Statement> statements() && { return std::move(out_); }

 private:
  bool is_comparable(std::size_t a, std::size_t b) const {
    return out_[a].figure.kind == out_[b].figure.kind && is_told_in_full(out_[a].figure) &&
           words_[a].about == words_[b].about && !same_value(out_[a].figure, out_[b].figure) &&
           out_[a].articles.front() != out_[b].articles.front();
  }

  void relate(std::size_t place) {
    auto& now = out_[place];
    for (auto i = place; i-- > 0;) {
      const auto& other = out_[i];
      if (!is_comparable(i, place)) continue;
      if (words_[i].is_speaker(words_[place])) {
        if (now.when <= other.when || now.relation == Relation::kUpdate) continue;
        now.relation = Relation::kUpdate;
        now.to = i;
      } else if (!words_[i].may_be_speaker(words_[place]) && now.relation == Relation::kNone &&
                 now.when - other.when <= kSameTime && excludes(other.figure, now.figure)) {
        now.relation = Relation::kDifference;
        now.to = i;
      }
    }
  }

  std::vector<Statement> out_;
  std::vector<Folded> words_;  ///< of each statement
  std::unordered_map<std::string, std::size_t> places_;
};

}  // namespace

std::vector<Statement> side_by_side(std::vector<ToldFigure> figures) {
  std::stable_sort(figures.begin(), figures.end(), [](const ToldFigure& a, const ToldFigure& b) {
    return std::tuple(a.figure.kind, a.when) < std::tuple(b.figure.kind, b.when);
  });
  Table table;
  for (auto& told : figures) table.take(std::move(told));
  return std::move(table).statements();
}

}  // namespace kabar::understand

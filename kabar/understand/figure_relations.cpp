#include "kabar/understand/figure_relations.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>
#include <utility>

namespace kabar::understand {
namespace {

constexpr auto kSameTime = std::chrono::hours{12};
constexpr auto kLongest = std::chrono::days{60};  ///< between two counts; more is a wrong clock

bool has_number(const Figure& figure) {
  return figure.low || figure.high;
}

/// "27" and "at least 27": nothing is new in the other one.
bool same_number(const Figure& a, const Figure& b) {
  return (a.low && a.low == b.low) || (a.high && a.high == b.high);
}

/// No number lies between the ends of both.
bool excludes(const Figure& a, const Figure& b) {
  constexpr double kOpen = std::numeric_limits<double>::infinity();
  const bool rough = a.qualifier == Qualifier::kAbout || b.qualifier == Qualifier::kAbout;
  const auto low = std::max(a.low.value_or(-kOpen), b.low.value_or(-kOpen));
  const auto high = std::min(a.high.value_or(kOpen), b.high.value_or(kOpen));
  constexpr double kRough = 1.25;  ///< "about 200" and 180 may both be right
  return rough ? low > high * kRough : low > high;
}

/// Whether the words of the one stand in the other's, side by side.
bool holds(const std::vector<std::string>& many, const std::vector<std::string>& few) {
  return std::search(many.begin(), many.end(), few.begin(), few.end()) != many.end();
}

/// Whether the other has all words of the one, wherever they stand.
bool includes(const std::vector<std::string>& many, const std::vector<std::string>& few) {
  return std::all_of(few.begin(), few.end(), [&](const std::string& word) {
    return std::find(many.begin(), many.end(), word) != many.end();
  });
}

bool disjoint(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return !a.empty() && !b.empty() &&
         std::none_of(a.begin(), a.end(), [&](const std::string& word) { return includes(b, {word}); });
}

/// Statements of one kind in one language.
class Group {
 public:
  Group(std::vector<ToldStatement>& all, std::vector<std::size_t> members)
      : all_(all), members_(std::move(members)) {}

  void relate() {
    for (const auto place : members_) tell_update(place);
    for (const auto place : members_) tell_difference(place);
  }

 private:
  const Figure& figure(std::size_t i) const { return all_[i].statement.figure; }
  const ToldWords& words(std::size_t i) const { return all_[i].words; }

  const Carrier& first(std::size_t i) const {
    return *std::find_if(all_[i].carriers.begin(), all_[i].carriers.end(),
                         [](const Carrier& one) { return one.dated; });
  }
  const Carrier& last(std::size_t i) const {
    return *std::find_if(all_[i].carriers.rbegin(), all_[i].carriers.rend(),
                         [](const Carrier& one) { return one.dated; });
  }
  bool is_in(std::size_t i, std::size_t article) const {
    const auto& articles = all_[i].statement.articles;
    return std::find(articles.begin(), articles.end(), article) != articles.end();
  }

  bool same_subject(std::size_t a, std::size_t b) const {
    return words(a).anyone == words(b).anyone && words(a).subject == words(b).subject;
  }

  /// Nothing in their words tells them apart ("police", "Ambon police").
  bool may_be_speaker(std::size_t a, std::size_t b) const {
    return includes(words(a).speaker, words(b).speaker) || includes(words(b).speaker, words(a).speaker);
  }

  /// Whether a single word, which stands in the words for `other`, means nobody else in the story.
  bool means_one(const std::string& word, std::size_t other) const {
    return std::all_of(members_.begin(), members_.end(), [&](std::size_t i) {
      return !includes(words(i).speaker, {word}) || may_be_speaker(i, other);
    });
  }

  /// `outlet` uses the words of `now`.
  bool is_speaker(std::size_t before, std::size_t now, const std::string& outlet) const {
    const auto& a = words(before).speaker;
    const auto& b = words(now).speaker;
    if (a == b) return true;
    const auto few = a.size() < b.size() ? before : now, many = few == before ? now : before;
    if (!holds(words(many).speaker, words(few).speaker)) return false;
    if (words(few).speaker.size() > 1) return true;
    const auto& carriers = all_[before].carriers;
    return !words(few).many_bear_it && means_one(words(few).speaker.front(), many) &&
           std::any_of(carriers.begin(), carriers.end(),
                       [&](const Carrier& one) { return one.outlet == outlet; });
  }

  /// Whether an article gives another number of the same on what may be the same word.
  bool has_rival(std::size_t place, std::size_t article) const {
    return std::any_of(members_.begin(), members_.end(), [&](std::size_t i) {
      return i != place && is_in(i, article) && !same_number(figure(i), figure(place)) &&
             same_subject(i, place) && may_be_speaker(i, place);
    });
  }

  /// Whether an article counts people at large (or these people) on what may be the same word.
  bool counts_as(std::size_t like, std::size_t article, const ToldWords& speaker) const {
    return std::any_of(members_.begin(), members_.end(), [&](std::size_t i) {
      return is_in(i, article) && same_subject(i, like) &&
             (includes(words(i).speaker, speaker.speaker) || includes(speaker.speaker, words(i).speaker));
    });
  }

  /// 2: the same subject; 1: some people before, people at large now; 0: neither.
  int likeness(std::size_t before, std::size_t now) const {
    if (same_subject(before, now)) return 2;
    const bool grows = figure(now).low && figure(before).low && *figure(before).low < *figure(now).low;
    const bool widens = words(now).anyone && grows && !counts_as(before, first(now).article, words(now)) &&
                        !counts_as(now, first(before).article, words(before));
    return widens ? 1 : 0;
  }

  void tell_update(std::size_t place) {
    const auto& now = first(place);
    if (has_rival(place, now.article)) return;
    std::tuple<int, Timestamp, std::ptrdiff_t> best{};
    auto& statement = all_[place].statement;
    for (const auto i : members_) {
      if (same_number(figure(i), figure(place)) || is_in(i, now.article)) continue;
      if (first(i).when >= now.when || now.when - first(i).when > kLongest) continue;
      if (disjoint(words(i).places, words(place).places) || !is_speaker(i, place, now.outlet)) continue;
      const std::tuple rank{likeness(i, place), first(i).when, -static_cast<std::ptrdiff_t>(first(i).order)};
      if (std::get<0>(rank) == 0 || (statement.to && rank <= best)) continue;
      best = rank;
      statement.relation = Relation::kUpdate;
      statement.to = i;
    }
  }

  /// Whether no other number of its speaker may be newer.
  bool is_newest(std::size_t place) const {
    if (has_rival(place, last(place).article)) return false;
    return std::all_of(members_.begin(), members_.end(), [&](std::size_t i) {
      if (i == place || !may_be_speaker(i, place) || !same_subject(i, place)) return true;
      if (same_number(figure(i), figure(place))) return true;
      return first(i).when < first(place).when && last(i).when < last(place).when;
    });
  }

  bool share_an_article(std::size_t a, std::size_t b) const {
    const auto& articles = all_[a].statement.articles;
    return std::any_of(articles.begin(), articles.end(), [&](std::size_t one) { return is_in(b, one); });
  }

  bool differ(std::size_t a, std::size_t b) const {
    return same_subject(a, b) && !may_be_speaker(a, b) && excludes(figure(a), figure(b)) &&
           words(a).setting == words(b).setting && words(a).places == words(b).places &&
           !share_an_article(a, b);
  }

  void tell_difference(std::size_t place) {
    if (!is_newest(place)) return;
    std::optional<std::size_t> best;
    for (const auto i : members_) {
      const auto gap = first(place).when - first(i).when;
      const bool before = std::tuple(first(i).when, i) < std::tuple(first(place).when, place);
      if (!before || gap > kSameTime || !differ(i, place) || !is_newest(i)) continue;
      if (!best || first(*best).when <= first(i).when) best = i;
    }
    if (!best) return;
    if (!tell(place, *best)) tell(*best, place);
  }

  /// False where something else is told of it already.
  bool tell(std::size_t of, std::size_t to) {
    auto& statement = all_[of].statement;
    if (statement.to) return false;
    statement.relation = Relation::kDifference;
    statement.to = to;
    return true;
  }

  std::vector<ToldStatement>& all_;
  std::vector<std::size_t> members_;
};

bool is_comparable(const ToldStatement& told) {
  const auto& figure = told.statement.figure;
  return counts_people(figure.kind) && !figure.background && has_number(figure) &&
         !told.words.speaker.empty() && told.words.tells_subject() &&
         std::any_of(told.carriers.begin(), told.carriers.end(),
                     [](const Carrier& one) { return one.dated; });
}

}  // namespace

void relate(std::vector<ToldStatement>& statements) {
  std::map<std::pair<FigureKind, std::string>, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < statements.size(); ++i)
    if (is_comparable(statements[i]))
      groups[{statements[i].statement.figure.kind, statements[i].lang}].push_back(i);
  for (auto& [key, members] : groups) Group(statements, std::move(members)).relate();
}

}  // namespace kabar::understand

#include "kabar/understand/side_by_side.h"

#include <algorithm>
#include <limits>
#include <tuple>

#include "kabar/text/letters.h"

namespace kabar::understand {
namespace {

constexpr std::size_t kMostStatements = 500;
constexpr auto kSameTime = std::chrono::hours{12};

bool counts_people(const Figure& figure) {
  return figure.kind < FigureKind::kVotes;
}

bool same_words(std::string_view a, std::string_view b) {
  return text::fold(a) == text::fold(b);
}

bool same_value(const Figure& a, const Figure& b) {
  return a.low == b.low && a.high == b.high && a.qualifier == b.qualifier && a.unit == b.unit;
}

bool is_same(const Figure& a, const Figure& b) {
  return a.kind == b.kind && a.background == b.background && same_value(a, b) &&
         same_words(a.attribution, b.attribution) && same_words(a.about, b.about);
}

/// Whether two statements tell of the same thing in words that can be compared.
bool is_comparable(const Figure& a, const Figure& b) {
  return a.kind == b.kind && counts_people(a) && !a.background && !b.background && !a.attribution.empty() &&
         !b.attribution.empty() && !a.about.empty() && same_words(a.about, b.about);
}

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

void relate(const std::vector<Statement>& earlier, Statement& now) {
  for (auto i = earlier.size(); i-- > 0;) {
    const auto& other = earlier[i];
    if (!is_comparable(other.figure, now.figure) || same_value(other.figure, now.figure)) continue;
    const bool same_speaker = same_words(other.figure.attribution, now.figure.attribution);
    if (same_speaker && now.when > other.when && now.relation != Relation::kUpdate) {
      now.relation = Relation::kUpdate;
      now.to = i;
    } else if (!same_speaker && now.relation == Relation::kNone && now.when - other.when <= kSameTime &&
               excludes(other.figure, now.figure)) {
      now.relation = Relation::kDifference;
      now.to = i;
    }
  }
}

}  // namespace

std::vector<Statement> side_by_side(std::vector<ToldFigure> figures) {
  std::stable_sort(figures.begin(), figures.end(), [](const ToldFigure& a, const ToldFigure& b) {
    return std::tuple(a.figure.kind, a.when) < std::tuple(b.figure.kind, b.when);
  });
  std::vector<Statement> out;
  for (auto& told : figures) {
    const auto same = std::find_if(
        out.begin(), out.end(), [&](const Statement& known) { return is_same(known.figure, told.figure); });
    if (same != out.end()) {
      if (same->articles.back() != told.article) same->articles.push_back(told.article);
      continue;
    }
    if (out.size() >= kMostStatements) continue;
    Statement now{std::move(told.figure), told.when, {told.article}, Relation::kNone, std::nullopt};
    relate(out, now);
    out.push_back(std::move(now));
  }
  return out;
}

}  // namespace kabar::understand

#include "kabar/serve/figure_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "kabar/serve/figure_words.h"

namespace kabar::serve {
namespace {

constexpr double kWidth = 320, kHeight = 72, kEdge = 6;
constexpr std::size_t kLeastTimes = 3;
constexpr std::size_t kMostTold = 12;  ///< marks that the text for those who see none names

bool is_charted(const understand::Statement& statement, FigureKind kind) {
  const auto& figure = statement.figure;
  return figure.kind == kind && !figure.background && (figure.low || figure.high);
}

/// Where on the picture a value stands, nought at its foot.
double height_of(double value, double most) {
  return kHeight - kEdge - (most <= 0 ? 0 : value / most) * (kHeight - 2 * kEdge);
}

std::string number(double value) {
  return fmt::format("{:.1f}", value);
}

}  // namespace

TemplateData::List figure_chart(const Visit& visit, const std::vector<understand::Statement>& statements,
                                FigureKind kind) {
  std::vector<const understand::Statement*> shown;
  std::set<Timestamp> times;
  double most = 0;
  for (const auto& statement : statements) {
    if (!is_charted(statement, kind)) continue;
    shown.push_back(&statement);
    times.insert(statement.when);
    most = std::max({most, statement.figure.low.value_or(0), statement.figure.high.value_or(0)});
  }
  if (times.size() < kLeastTimes) return {};
  const auto from = *times.begin();
  const auto span = static_cast<double>((*times.rbegin() - from).count());
  TemplateData::List marks;
  std::string told;
  for (const auto* const statement : shown) {
    const auto& figure = statement->figure;
    const auto low = figure.low.value_or(0), high = figure.high.value_or(most);
    const auto x =
        kEdge + static_cast<double>((statement->when - from).count()) / span * (kWidth - 2 * kEdge);
    const bool ranged = low != high;
    TemplateData mark;
    mark.set("x", number(x)).set("y", number(height_of(figure.low ? low : high, most)));
    mark.set("ranged", ranged)
        .set("top", number(height_of(high, most)))
        .set("foot", number(height_of(low, most)));
    auto words = fmt::format("{}: {}", visit.formats().short_time(statement->when),
                             value_words(visit.language(), figure));
    if (marks.size() < kMostTold) told += (told.empty() ? "" : "; ") + words;
    if (!figure.attribution.empty()) words += fmt::format(" ({})", figure.attribution);
    marks.push_back(std::move(mark.set("label", std::move(words))));
  }
  TemplateData data;
  data.set("marks", std::move(marks))
      .set("told", fmt::format("{}: {}", kind_title(visit.language(), kind), told));
  data.set("from", visit.formats().short_time(from)).set("to", visit.formats().short_time(*times.rbegin()));
  data.set("most", visit.formats().amount(most, {}));
  return {std::move(data)};
}

}  // namespace kabar::serve

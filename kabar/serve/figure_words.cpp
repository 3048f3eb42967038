#include "kabar/serve/figure_words.h"

namespace kabar::serve {
namespace {

std::string amount_of(const Language& language, const Figure& figure, const std::optional<double>& end) {
  const bool years = figure.kind == FigureKind::kDuration && figure.unit.empty();
  return language.formats().amount(end.value_or(0), years ? "year" : figure.unit);
}

}  // namespace

std::string kind_title(const Language& language, FigureKind kind) {
  switch (kind) {
    case FigureKind::kKilled: return language.text("Killed");
    case FigureKind::kInjured: return language.text("Injured");
    case FigureKind::kMissing: return language.text("Missing");
    case FigureKind::kDisplaced: return language.text("Displaced");
    case FigureKind::kArrested: return language.text("Arrested");
    case FigureKind::kRescued: return language.text("Rescued");
    case FigureKind::kInfected: return language.text("Infected");
    case FigureKind::kPresent: return language.text("Present");
    case FigureKind::kVotes: return language.text("Votes");
    case FigureKind::kMoney: return language.text("Money");
    case FigureKind::kPercent: return language.text("Shares");
    case FigureKind::kMagnitude: return language.text("Magnitude");
    case FigureKind::kArea: return language.text("Area");
    case FigureKind::kLength: return language.text("Length");
    case FigureKind::kDuration: return language.text("Duration");
    case FigureKind::kCount: break;
  }
  return language.text("Other counts");
}

std::string value_words(const Language& language, const Figure& figure) {
  const auto& low = figure.low ? figure.low : figure.high;
  const auto& high = figure.high ? figure.high : figure.low;
  if (!low) return language.text("not in numbers");
  auto amount = amount_of(language, figure, low);
  switch (figure.qualifier) {
    case Qualifier::kAtLeast: return fill(language.text("at least {number}"), "number", amount);
    case Qualifier::kAtMost: return fill(language.text("at most {number}"), "number", amount);
    case Qualifier::kAbout: return fill(language.text("about {number}"), "number", amount);
    case Qualifier::kMoreThan: return fill(language.text("more than {number}"), "number", amount);
    case Qualifier::kFewerThan: return fill(language.text("fewer than {number}"), "number", amount);
    case Qualifier::kBetween:
    case Qualifier::kExact: break;
  }
  if (low == high) return amount;
  auto bare = figure;
  if (figure.kind != FigureKind::kMoney) bare.unit.clear();
  return fill(fill(language.text("{low} to {high}"), "low", language.formats().amount(*low, bare.unit)),
              "high", amount_of(language, figure, high));
}

}  // namespace kabar::serve

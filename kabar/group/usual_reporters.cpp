#include "kabar/group/usual_reporters.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

namespace kabar::group {
namespace {

constexpr double kDeviations = 1.959964;  ///< of the normal distribution: 95 in 100 lie within
constexpr double kUsual = 0.5;

}  // namespace

double ReportRate::at_least() const noexcept {
  if (of == 0) return 0;
  const double n = of, share = reported / n, square = kDeviations * kDeviations;
  const auto centre = share + square / (2 * n);
  const auto spread = kDeviations * std::sqrt(share * (1 - share) / n + square / (4 * n * n));
  return (centre - spread) / (1 + square / n);
}

bool is_usual(const ReportRate& rate) noexcept {
  return rate.of >= kFewestAlike && rate.at_least() >= kUsual;
}

std::vector<Reporter> report_rates(std::vector<std::vector<std::string_view>> stories) {
  struct Count {
    std::uint32_t reported = 0;
    std::size_t counted = 0;  ///< up to this story
  };
  std::unordered_map<std::string_view, Count> counts;
  for (std::size_t i = 0; i < stories.size(); ++i) {
    for (const auto key : std::exchange(stories[i], {})) {
      if (key.empty()) continue;
      auto& [reported, counted] = counts[key];
      if (counted <= i) ++reported;
      counted = i + 1;
    }
  }
  const auto of = static_cast<std::uint32_t>(stories.size());
  std::vector<Reporter> out;
  out.reserve(counts.size());
  for (const auto& [key, count] : counts) out.push_back({key, {count.reported, of}});
  std::sort(out.begin(), out.end(), [](const Reporter& a, const Reporter& b) { return a.key < b.key; });
  return out;
}

}  // namespace kabar::group

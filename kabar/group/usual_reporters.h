#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

// Who as a rule reports stories of one kind: counted over the ones that were, and no more claimed than that.
namespace kabar::group {

/// In how many of the stories of a kind somebody (a country, a language, an outlet, a group) reported.
struct ReportRate {
  std::uint32_t reported = 0;
  std::uint32_t of = 0;

  /// The lower end of the interval that would hold the true share in 95 of 100 such counts (E. B. Wilson,
  /// Probable Inference, the Law of Succession, and Statistical Inference, 1927). Nought for no stories.
  double at_least() const noexcept;

  friend bool operator==(const ReportRate&, const ReportRate&) = default;
};

/// Fewer stories say nothing about what is usual.
constexpr std::uint32_t kFewestAlike = 8;

/// Whether they report half of such stories or more, beyond what chance could do: 8 of 8, 14 of 18, 38 of 60,
/// but not 6 of 8.
bool is_usual(const ReportRate& rate) noexcept;

struct Reporter {
  std::string_view key;
  ReportRate rate;
};

/// Everybody who reported one of `stories`, by key. Each story is the keys of who reported it, in any order;
/// one that stands there twice counts once, an empty one not at all.
std::vector<Reporter> report_rates(std::vector<std::vector<std::string_view>> stories);

}  // namespace kabar::group

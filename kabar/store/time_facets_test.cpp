#include "kabar/store/time_facets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kabar::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Timestamp at(std::string_view text) {
  return *parse_iso(text);
}

TEST(TimeFacets, AreDayMonthAndYear) {
  EXPECT_EQ(time_facets(at("2026-03-01T23:59:59Z")), "d_20260301 d_202603 d_2026");
}

TEST(TimeFacets, CoverAStretchWithFewTerms) {
  EXPECT_THAT(*facets_between(at("2026-03-01"), at("2026-03-02")), ElementsAre("d_20260301"));
  EXPECT_THAT(
      *facets_between(at("2025-11-29"), at("2027-02-02T00:00:01Z")),
      ElementsAre("d_20251129", "d_20251130", "d_202512", "d_2026", "d_202701", "d_20270201", "d_20270202"));
  EXPECT_THAT(*facets_between(at("2026-02-28T12:00:00Z"), at("2026-03-01T01:00:00Z")),
              ElementsAre("d_20260228", "d_20260301"));
  EXPECT_THAT(*facets_between(at("2026-03-02"), at("2026-03-02")), IsEmpty());
  EXPECT_FALSE(facets_between(at("1000-01-01"), at("2026-01-01")));
}

TEST(TimeFacets, FindEachTimeOfTheStretch) {
  const auto from = at("2023-12-30"), to = at("2025-03-02");
  const auto terms = *facets_between(from, to);
  for (auto when = from - std::chrono::days{3}; when < to + std::chrono::days{3};
       when += std::chrono::hours{12}) {
    const auto own = " " + time_facets(when) + " ";
    const auto hits = std::count_if(terms.begin(), terms.end(), [&](const std::string& term) {
      return own.find(" " + term + " ") != own.npos;
    });
    EXPECT_EQ(hits, when >= from && when < to ? 1 : 0) << to_iso(when);
  }
}

}  // namespace
}  // namespace kabar::store

#include "kabar/map/outlines.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace kabar::map {
namespace {

bool is_inside(const Country& country, const GeoPoint& point) {
  bool odd = false;
  for (const auto& ring : country.rings) {
    const auto points = points_of(ring, outlines().stretches);
    for (std::size_t i = 1; i < points.size(); ++i) {
      const auto &a = points[i - 1], &b = points[i];
      const bool crosses = (a.lat > point.lat) != (b.lat > point.lat);
      if (crosses && point.lon < (b.lon - a.lon) * (point.lat - a.lat) / (b.lat - a.lat) + a.lon) odd = !odd;
    }
  }
  return odd;
}

TEST(Outlines, EveryRingIsClosedAndNeverJumps) {
  ASSERT_GT(outlines().countries.size(), 200U);
  for (const auto& country : outlines().countries) {
    for (const auto& ring : country.rings) {
      const auto points = points_of(ring, outlines().stretches);
      ASSERT_GT(points.size(), 3U) << country.code;
      EXPECT_EQ(points.front(), points.back()) << country.code;
      for (std::size_t i = 1; i < points.size(); ++i)
        EXPECT_LT(std::abs(points[i].lon - points[i - 1].lon), 60) << country.code;
    }
  }
}

TEST(Outlines, HaveEachCountryOnce) {
  std::set<std::string_view> codes;
  for (const auto& country : outlines().countries)
    EXPECT_TRUE(codes.insert(country.code).second) << country.code;
}

TEST(Outlines, HoldTheCapitalsOfTheirCountries) {
  struct Case {
    std::string_view country;
    GeoPoint capital;
  };
  for (const auto& [country, capital] :
       {Case{"AM", {40.18, 44.51}}, Case{"FR", {48.85, 2.35}}, Case{"RU", {55.75, 37.62}},
        Case{"ZA", {-25.75, 28.19}}, Case{"UA", {44.95, 34.1}}, Case{"XK", {42.67, 21.17}},
        Case{"SO", {9.56, 44.06}}}) {
    const auto* const found = outlines().find(country);
    ASSERT_NE(found, nullptr) << country;
    EXPECT_TRUE(is_inside(*found, capital)) << country;
  }
}

TEST(Outlines, LeaveLesothoOutOfSouthAfrica) {
  EXPECT_FALSE(is_inside(*outlines().find("ZA"), {-29.5, 28.3}));
}

TEST(Outlines, AreWholeAcrossThe180thMeridian) {
  const auto& russia = *outlines().find("RU");
  EXPECT_GT(russia.home.east, 185);
  EXPECT_LT(russia.home.west, 30);
}

TEST(Outlines, CountWhatLiesFarAwayToNoHome) {
  const auto& france = outlines().find("FR")->home;
  EXPECT_GT(france.west, -10);
  EXPECT_GT(france.south, 40);
  EXPECT_LT(outlines().find("US")->home.north, 55);
  EXPECT_GT(outlines().find("NZ")->home.north, -35) << "both islands";
}

TEST(Outlines, KnowNoAntarctica) {
  EXPECT_EQ(outlines().find("AQ"), nullptr);
}

}  // namespace
}  // namespace kabar::map

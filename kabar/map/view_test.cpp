#include "kabar/map/view.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "kabar/map/projection.h"

namespace kabar::map {
namespace {

constexpr GeoPoint kYerevan{40.18, 44.51}, kBaku{40.38, 49.89}, kTokyo{35.69, 139.69},
    kLosAngeles{34.05, -118.24};

TEST(View, OfOneCityShowsItsNeighbours) {
  const auto view = view_of(std::vector{kYerevan});
  EXPECT_EQ(view.level, 1);
  EXPECT_TRUE(Projection(view).find({41.7, 44.8})) << "Tbilisi";
  EXPECT_FALSE(Projection(view).find({55.75, 37.6})) << "Moscow";
}

TEST(View, HoldsAllPointsWithRoomAroundThem) {
  for (const auto& points :
       {std::vector{kYerevan, kBaku}, std::vector{kYerevan, GeoPoint{55.75, 37.6}, GeoPoint{48.85, 2.35}},
        std::vector{GeoPoint{69.65, 18.96}, GeoPoint{78.22, 15.65}}, std::vector{GeoPoint{-54.8, -68.3}}}) {
    const auto view = view_of(points);
    ASSERT_GT(view.level, 0);
    const Projection projection(view);
    for (const auto& point : points) {
      const auto spot = projection.find(point);
      ASSERT_TRUE(spot);
      EXPECT_GT(spot->x, 40);
      EXPECT_LT(spot->x, kMapWidth - 40);
      EXPECT_GT(spot->y, 40);
      EXPECT_LT(spot->y, projection.height() - 40);
    }
  }
}

TEST(View, LooksAcrossThe180thMeridianWherePointsLieOnBothSides) {
  const auto view = view_of(std::vector{GeoPoint{-18.14, 178.44}, GeoPoint{-13.83, -171.76}});
  EXPECT_GT(view.level, 0);
  EXPECT_GT(std::abs(view.lon), 1'700);
}

TEST(View, OfThePacificCutsTheAtlantic) {
  EXPECT_EQ(view_of(std::vector{kTokyo, kLosAngeles, GeoPoint{-33.87, 151.2}, GeoPoint{-33.45, -70.66}}),
            (View{0, 1500, 0}));
}

TEST(View, OfTheWholeWorldHasGreenwichInTheMiddle) {
  EXPECT_EQ(view_of(std::vector{kTokyo, kLosAngeles, GeoPoint{-33.92, 18.42}, GeoPoint{59.33, 18.06}}),
            View{});
}

TEST(View, OfPlacesNearEachOtherIsTheSame) {
  EXPECT_EQ(view_of(std::vector{kYerevan}), view_of(std::vector{GeoPoint{40.2, 44.6}}));
}

TEST(View, ReadsBackItsName) {
  for (const auto& view : {View{}, View{0, 1500, 0}, view_of(std::vector{GeoPoint{84, 179.9}}),
                           view_of(std::vector{GeoPoint{-20, 170}, GeoPoint{10, -150}}), View{1, 445, 400}})
    EXPECT_EQ(parse_view(name_of(view)), view);
}

TEST(View, OffTheGridIsNone) {
  EXPECT_EQ(parse_view("7_57_0"), std::nullopt);
  EXPECT_EQ(parse_view("7_54_0"), (View{7, 54, 0}));
  int views = 0;
  for (int lon = 0; lon < 1000; ++lon) views += parse_view(name_of(View{4, lon, 0})) ? 1 : 0;
  EXPECT_LT(views, 200) << "so many addresses can be drawn";
}

TEST(View, RefusesOtherNames) {
  for (const auto* const name :
       {"", "3", "3_10", "3_10_", "3_10_10_", "8_0_0", "-1_0_0", "0_10_0", "0_0_10", "1_1801_0", "1_0_860",
        "1_99999999999_0", "1_0_-2147483648", "1_-2147483648_0", "a_b_c", "1_+5_0", "1_5_0 "})
    EXPECT_EQ(parse_view(name), std::nullopt) << name;
}

}  // namespace
}  // namespace kabar::map

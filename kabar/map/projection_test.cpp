#include "kabar/map/projection.h"

#include <gtest/gtest.h>

#include <cmath>

namespace kabar::map {
namespace {

TEST(Projection, PutsTheMiddleInTheMiddle) {
  const Projection projection({2, 445, 400});
  const auto spot = projection.find({40, 44.5});
  ASSERT_TRUE(spot);
  EXPECT_NEAR(spot->x, kMapWidth / 2, 1e-6);
  EXPECT_NEAR(spot->y, projection.height() / 2, 1e-6);
}

TEST(Projection, HasNorthUpAndEastToTheRight) {
  for (const auto& view : {View{2, 445, 400}, View{}}) {
    const Projection projection(view);
    const auto middle = projection.place(40, 0), north = projection.place(42, 0),
               east = projection.place(40, 2);
    EXPECT_LT(north.y, middle.y);
    EXPECT_GT(east.x, middle.x);
  }
}

TEST(Projection, KeepsAreas) {
  const Projection projection({6, 100, 500});
  const auto size = [&](double lat, double lon) {
    constexpr double kSide = 0.5;
    const auto a = projection.place(lat, lon), b = projection.place(lat, lon + kSide),
               c = projection.place(lat + kSide, lon);
    return std::abs((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)) /
           std::cos((lat + kSide / 2) * 0.0174533);
  };
  EXPECT_NEAR(size(70, 40) / size(50, 0), 1, 0.02);
}

TEST(Projection, ShowsAllLongitudesAroundAPole) {
  const auto window = Projection({6, 0, 800}).window();
  EXPECT_EQ(window.west, -180);
  EXPECT_EQ(window.east, 180);
  EXPECT_EQ(window.north, 90);
}

TEST(Projection, WindowHoldsWhatTheMapShows) {
  for (const auto& view : {View{1, 445, 400}, View{7, 1'000, 600}, View{5, -1'790, -170}}) {
    const Projection projection(view);
    const auto& window = projection.window();
    int shown = 0;
    for (int lat = -90; lat <= 90; lat += 1) {
      for (int lon = -180; lon < 180; lon += 1) {
        if (!projection.find({static_cast<double>(lat), lon + projection.middle()})) continue;
        ++shown;
        EXPECT_TRUE(lon >= window.west && lon <= window.east && lat >= window.south && lat <= window.north)
            << name_of(view) << ' ' << lat << ' ' << lon;
      }
    }
    EXPECT_GT(shown, 20);
  }
}

TEST(Projection, FindsNothingOnTheOtherSideOfTheGlobe) {
  const Projection projection({3, 445, 400});
  EXPECT_FALSE(projection.find({-40, -135.5}));
  EXPECT_FALSE(projection.find({-40, 44.5}));
}

TEST(Projection, OfTheWorldFitsItsWidth) {
  const Projection projection(View{});
  EXPECT_NEAR(projection.place(0, 180).x, kMapWidth, 1e-6);
  EXPECT_NEAR(projection.place(0, -180).x, 0, 1e-6);
}

}  // namespace
}  // namespace kabar::map

#include "kabar/map/drawing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <charconv>
#include <string_view>

#include "kabar/map/projection.h"

namespace kabar::map {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Drawing, HasTheCountriesOfTheViewByTheirCodes) {
  const auto svg = draw({1, 445, 400});
  for (const auto* const code : {"AM", "AZ", "GE", "TR", "IR"})
    EXPECT_THAT(svg, HasSubstr(std::string("id=\"") + code));
  EXPECT_THAT(svg, Not(HasSubstr("id=\"FR\"")));
  EXPECT_THAT(svg, HasSubstr("<g id=\"land\">"));
}

TEST(Drawing, StaysSmall) {
  constexpr std::size_t kMost = 16'000;
  for (int level = 0; level <= kLevels; ++level) {
    for (const int lon : {100, 1'100, -900}) {
      const View view{level, level == 0 ? 0 : lon, level == 0 ? 0 : 480};
      EXPECT_LT(draw(view).size(), kMost) << name_of(view);
    }
  }
}

TEST(Drawing, ShowsTheLandBeyondThe180thMeridian) {
  for (const int lon : {1'790, -1'790}) {
    const auto svg = draw({4, lon, 650});
    EXPECT_THAT(svg, HasSubstr("id=\"RU\"")) << lon;
    EXPECT_THAT(svg, HasSubstr("id=\"US\"")) << lon;
  }
}

/// The farthest that a path goes from the map's edges.
int farthest(std::string_view svg) {
  int most = 0, x = 0, y = 0;
  bool across = true;
  for (std::size_t i = svg.find(" d=\""); i < svg.size(); ++i) {
    if (svg[i] == 'M') across = true;
    if (svg[i] == '<') i = std::min(svg.find(" d=\"", i), svg.size());
    if (i >= svg.size() || (svg[i] != '-' && (svg[i] < '0' || svg[i] > '9'))) continue;
    int value = 0;
    const bool start = svg[i - 1] == 'M' || svg[i - 1] == ',';
    const auto [end, failure] = std::from_chars(svg.data() + i, svg.data() + svg.size(), value);
    if (failure != std::errc()) continue;
    auto& axis = across ? x : y;
    axis = start ? value : axis + value;
    most = std::max(most, std::abs(axis));
    across = !across;
    i = static_cast<std::size_t>(end - svg.data()) - 1;
  }
  return most;
}

TEST(Drawing, KeepsNearTheMap) {
  for (const auto& view :
       {View{}, View{1, 445, 400}, View{7, 1'000, 600}, View{3, 0, 800}, View{2, -1'750, -150}}) {
    const auto most = farthest(draw(view));
    EXPECT_GT(most, 200) << name_of(view);
    EXPECT_LT(most, 6 * kMapWidth) << name_of(view);
  }
}

TEST(Drawing, OfTheSameViewIsTheSame) {
  EXPECT_EQ(draw({4, 100, 480}), draw({4, 100, 480}));
}

}  // namespace
}  // namespace kabar::map

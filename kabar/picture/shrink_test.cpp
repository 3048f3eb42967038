#include "kabar/picture/shrink.h"

#include <gtest/gtest.h>

namespace kabar::picture {
namespace {

struct Shape {
  Size whole;
  Part part;
};

class Widescreen : public testing::TestWithParam<Shape> {};

TEST_P(Widescreen, TakesTheLargestPart) {
  const auto part = widescreen_part(GetParam().whole);
  const auto& wanted = GetParam().part;
  EXPECT_EQ(part.left, wanted.left);
  EXPECT_EQ(part.top, wanted.top);
  EXPECT_EQ(part.size.width, wanted.size.width);
  EXPECT_EQ(part.size.height, wanted.size.height);
}

INSTANTIATE_TEST_SUITE_P(Shapes, Widescreen,
                         testing::Values(Shape{{1600, 900}, {0, 0, {1600, 900}}},
                                         Shape{{2000, 900}, {200, 0, {1600, 900}}},
                                         Shape{{900, 1200}, {0, 231, {900, 506}}},
                                         Shape{{1, 1}, {0, 0, {1, 1}}}, Shape{{90, 1}, {44, 0, {1, 1}}}));

Bitmap grey(Size size, const std::vector<std::uint8_t>& values) {
  Bitmap out{size, {}};
  for (const auto value : values) out.rgb.insert(out.rgb.end(), 3, value);
  return out;
}

TEST(Shrink, GivesTheMeanOfWhatAPixelCovers) {
  const auto picture = grey({4, 2}, {0, 100, 10, 30, 100, 200, 50, 70});
  EXPECT_EQ(shrink(picture, {0, 0, {4, 2}}, {2, 1}).rgb, grey({2, 1}, {100, 40}).rgb);
}

TEST(Shrink, SharesPixelsThatAreCut) {
  const auto picture = grey({3, 1}, {0, 90, 180});
  EXPECT_EQ(shrink(picture, {0, 0, {3, 1}}, {2, 1}).rgb, grey({2, 1}, {30, 150}).rgb);
}

TEST(Shrink, LooksAtThePartAlone) {
  const auto picture = grey({3, 2}, {1, 2, 3, 4, 5, 6});
  EXPECT_EQ(shrink(picture, {1, 1, {2, 1}}, {2, 1}).rgb, grey({2, 1}, {5, 6}).rgb);
}

}  // namespace
}  // namespace kabar::picture

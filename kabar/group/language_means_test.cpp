#include "kabar/group/language_means.h"

#include <gtest/gtest.h>

namespace kabar::group {
namespace {

constexpr std::uint32_t kEnglish = 1, kFrench = 2;

/// Points along `axis`, with a share of what its language always says.
Meaning along(std::size_t axis, std::int8_t common) {
  Meaning out{};
  out[0] = common;
  out[axis] = 100;
  return out;
}

TEST(LanguageMeans, TakeAwayWhatALanguageAlwaysSays) {
  LanguageMeans means;
  const auto a = along(1, 100), b = along(2, 100);
  const float before = cosine(means.centred(a, kEnglish), means.centred(b, kEnglish));
  EXPECT_NEAR(before, 0.5F, 0.01F);
  for (std::size_t axis = 3; axis < 60; ++axis)
    for (int times = 0; times < 10; ++times) means.count(along(axis, 100), kEnglish, true);
  EXPECT_LT(cosine(means.centred(a, kEnglish), means.centred(b, kEnglish)), 0.1F);
  EXPECT_NEAR(cosine(means.centred(a, kFrench), means.centred(b, kFrench)), before, 0.01F);
}

TEST(LanguageMeans, DoNotDependOnWhatCameAndWent) {
  LanguageMeans straight, busy;
  for (std::size_t axis = 1; axis < 30; ++axis) {
    straight.count(along(axis, 50), kEnglish, true);
    busy.count(along(30 + axis, -77), kEnglish, true);
    busy.count(along(axis, 50), kEnglish, true);
  }
  for (std::size_t axis = 1; axis < 30; ++axis) busy.count(along(30 + axis, -77), kEnglish, false);
  EXPECT_EQ(straight.centred(along(7, 9), kEnglish), busy.centred(along(7, 9), kEnglish));
}

TEST(LanguageMeans, GiveNoDirectionToWhatHasNone) {
  LanguageMeans means;
  means.count(along(1, 100), kEnglish, true);
  EXPECT_EQ(means.centred(Meaning{}, kEnglish), Direction{});
}

}  // namespace
}  // namespace kabar::group

#include "kabar/understand/name_difference.h"

#include <gtest/gtest.h>

namespace kabar::understand {
namespace {

Difference between(std::string_view a, std::string_view b) {
  return difference_of(FullSounds(a), FullSounds(b), true);
}

TEST(NameDifference, IsNothingWhereOnlyLettersDiffer) {
  EXPECT_EQ(between("Nikol Pashinyan", "Никол Пашинян").sum, 0);
  EXPECT_EQ(between("Viktor Orban", "Orbán Viktor").sum, 0);
}

TEST(NameDifference, IsLargeWhereAWomansEndingIsOnOneName) {
  EXPECT_GT(between("Alexander Ivanov", "Alexandra Ivanova").most, 2);
  EXPECT_GT(between("Martin Keller", "Мартина Келлер").most, 2);
  EXPECT_LT(between("Hassan Nasrallah", "Хасан Насралла").most, 1);
}

TEST(NameDifference, GrowsWithVowelsOfOtherSorts) {
  EXPECT_GT(between("Ali Khamenei", "Ali Khomeini").sum, between("Ali Khamenei", "Али Хаменеи").sum);
  EXPECT_GT(between("David Weiss", "David Wyss").sum, 0);
}

TEST(NameDifference, IsSmallWhereAScriptLeavesShortVowelsOut) {
  EXPECT_LT(between("Ali Hassan", "علي حسن").sum, between("Ali Hussein", "علي حسن").sum);
  EXPECT_LT(between("Ali Hussein", "علي حسين").sum, between("Ali Hassan", "علي حسين").sum);
}

}  // namespace
}  // namespace kabar::understand

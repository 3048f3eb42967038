#include "kabar/understand/key_table.h"

#include <gtest/gtest.h>

namespace kabar::understand {
namespace {

TEST(KeyTable, NumbersKeysInTheOrderInWhichTheyCome) {
  KeyTable table;
  EXPECT_EQ(table.add(7), 0U);
  EXPECT_EQ(table.add(0), 1U);
  EXPECT_EQ(table.add(7), 0U);
  EXPECT_EQ(table.find(0), 1U);
  EXPECT_EQ(table.size(), 2U);
}

TEST(KeyTable, DoesNotKnowWhatNeverCame) {
  KeyTable table;
  EXPECT_EQ(table.find(0), KeyTable::kNone);
  table.add(1);
  EXPECT_EQ(table.find(17), KeyTable::kNone);  // the same place as 1
}

TEST(KeyTable, KeepsNumbersWhenItGrows) {
  constexpr std::uint32_t kMany = 5'000;
  KeyTable table;
  for (std::uint32_t i = 0; i < kMany; ++i)
    ASSERT_EQ(table.add(std::uint64_t{i} << 40U), i);  // all in one place
  for (std::uint32_t i = 0; i < kMany; ++i) ASSERT_EQ(table.find(std::uint64_t{i} << 40U), i);
  EXPECT_EQ(table.find(1), KeyTable::kNone);
}

}  // namespace
}  // namespace kabar::understand

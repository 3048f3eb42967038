#include "kabar/serve/api_cursor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace kabar::serve {
namespace {

using testing::ElementsAreArray;

constexpr std::string_view kList = "/api/v1/search?q=ferry";

TEST(ApiCursor, GivesBackWhatWasPutIn) {
  const std::vector<std::vector<std::uint64_t>> cases{
      {}, {0}, {1, 2, 3}, {std::numeric_limits<std::uint64_t>::max(), 35, 36}};
  for (const auto& numbers : cases) {
    const auto back = cursor_numbers(kList, make_cursor(kList, numbers));
    ASSERT_TRUE(back);
    EXPECT_THAT(*back, ElementsAreArray(numbers));
  }
  for (const std::string text : {"", "courrierest", "www.Ünïcode.example", "\x01 -"})
    EXPECT_EQ(cursor_text(kList, make_cursor(kList, text)), text);
}

TEST(ApiCursor, IsOfOneListAlone) {
  EXPECT_FALSE(cursor_numbers("/api/v1/search?q=boat", make_cursor(kList, {1, 2})));
  EXPECT_FALSE(cursor_text("/api/v1/sources", make_cursor(kList, "x")));
}

TEST(ApiCursor, RefusesWhatItDidNotMake) {
  const auto sealed = make_cursor(kList, std::vector<std::uint64_t>{});
  for (const std::string bad : {"", "1", "--", "<script>", "\xff\xff"}) {
    EXPECT_FALSE(cursor_numbers(kList, bad)) << bad;
    EXPECT_FALSE(cursor_text(kList, bad)) << bad;
  }
  for (const std::string tail : {"1", "-", "-1-", "-!", "--1", "-zzzzzzzzzzzzzzzz", "-1 "})
    EXPECT_FALSE(cursor_numbers(kList, sealed + tail)) << tail;
  for (const std::string tail : {"1", "zz", "0g", "- "})
    EXPECT_FALSE(cursor_text(kList, sealed + tail)) << tail;
}

}  // namespace
}  // namespace kabar::serve

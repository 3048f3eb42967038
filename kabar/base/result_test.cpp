#include "kabar/base/result.h"

#include <gtest/gtest.h>

namespace kabar {
namespace {

Result<int> half(int n) {
  if (n % 2 != 0) return Error{Errc::kInvalidInput, "odd"};
  return n / 2;
}

Result<int> quarter(int n) {
  KABAR_TRY(const int once, half(n));
  KABAR_CHECK(half(once));
  return half(once);
}

TEST(Result, TryUnpacksAValueAndHandsOnAnError) {
  EXPECT_EQ(*quarter(8), 2);
  ASSERT_FALSE(quarter(6));
  EXPECT_EQ(quarter(6).error().message, "odd");
}

TEST(Error, WithinNamesTheOutermostFirst) {
  const auto error = Error{Errc::kIo, "bad date"}.within("item 3").within("feed 12");
  EXPECT_EQ(error.message, "feed 12: item 3: bad date");
  EXPECT_EQ(error.code, Errc::kIo);
}

TEST(Errc, EveryCodeHasWords) {
  for (int code = 0; code <= static_cast<int>(Errc::kInternal); ++code)
    EXPECT_NE(to_string(static_cast<Errc>(code)), "unknown error");
}

}  // namespace
}  // namespace kabar

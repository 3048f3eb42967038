#include "kabar/cli/span_words.h"

#include <gtest/gtest.h>

namespace kabar::cli {
namespace {

using namespace std::chrono_literals;

TEST(SpanWords, TakeTheLargestUnitThatFits) {
  struct Case {
    std::chrono::seconds span;
    const char* words;
  };
  for (const auto& [span, words] :
       {Case{0s, "less than a minute"}, Case{59s, "less than a minute"}, Case{60s, "1 minute"},
        Case{3599s, "59 minutes"}, Case{1h, "1 hour"}, Case{47h, "47 hours"}, Case{48h, "2 days"}})
    EXPECT_EQ(span_words(span), words);
}

TEST(SpanWords, SayWhetherItWasOrWillBe) {
  constexpr Timestamp kNow{1'700'000'000s};
  EXPECT_EQ(when_words(kNow - 5min, kNow), "5 minutes ago");
  EXPECT_EQ(when_words(kNow + 3h, kNow), "in 3 hours");
  EXPECT_EQ(when_words(kNow, kNow), "now");
}

TEST(SpanWords, NameADayAsPeopleDo) {
  constexpr Timestamp kNow{1'700'000'000s};  // Tuesday 14 November 2023, 22:13:20
  EXPECT_EQ(since_words(kNow - 1h, kNow), "21:13 UTC");
  EXPECT_EQ(since_words(kNow - 24h, kNow), "Monday");
  EXPECT_EQ(since_words(kNow - 6 * 24h, kNow), "Wednesday");
  EXPECT_EQ(since_words(kNow - 7 * 24h, kNow), "7 November");
  EXPECT_EQ(since_words(kNow - 365 * 24h, kNow), "14 November 2022");
}

}  // namespace
}  // namespace kabar::cli

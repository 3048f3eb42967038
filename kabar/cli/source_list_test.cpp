#include "kabar/cli/source_list.h"

#include <gtest/gtest.h>

namespace kabar::cli {
namespace {

using namespace std::chrono_literals;

constexpr Timestamp kNow{1'700'000'000s};  // Tuesday

Channel good() {
  Channel out;
  out.state.items = 12;
  out.state.last_fetch = kNow - 4min;
  out.state.next_fetch = kNow + 6min;
  return out;
}

TEST(SourceWords, TellHowTheExchangeStands) {
  EXPECT_EQ(words_of(Channel{}, kNow), "never fetched yet; next due");
  EXPECT_EQ(words_of(good(), kNow), "12 items; fetched 4 minutes ago; next in 6 minutes");
}

TEST(SourceWords, TellWhatIsWrongAndSinceWhen) {
  auto channel = good();
  channel.state.trouble = "HTTP status 403\x1b[2J";
  channel.state.failures = 12;
  channel.state.failing_since = kNow - 24h;
  channel.state.next_fetch = kNow + 3h;
  EXPECT_EQ(words_of(channel, kNow),
            "HTTP status 403\xEF\xBF\xBD[2J since Monday, 12 times; next try in 3 hours");
}

TEST(SourceWords, TellWhatIsPausedGoneOrMoves) {
  auto channel = good();
  channel.state.moved_to = "https://new.example/feed";
  EXPECT_EQ(words_of(channel, kNow),
            "12 items; fetched 4 minutes ago; moves to https://new.example/feed; next in 6 minutes");
  channel.paused = true;
  EXPECT_EQ(words_of(channel, kNow), "12 items; fetched 4 minutes ago; paused");
  channel.state.gone = true;
  EXPECT_EQ(words_of(channel, kNow), "gone for good (HTTP status 410): not asked again");
}

TEST(SourceWords, TellWhatIsWrongWithPages) {
  store::PageCounts pages;
  pages.announced = pages.good = 1;
  EXPECT_EQ(words_of(pages), "full text of 1 of 1 page");
  pages.announced = 4;
  pages.trouble = 3;
  pages.reason = "HTTP status 403\x1b";
  EXPECT_EQ(words_of(pages), "full text of 1 of 4 pages; trouble with 3: HTTP status 403\xEF\xBF\xBD");
}

}  // namespace
}  // namespace kabar::cli

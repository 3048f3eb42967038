#include "kabar/cli/collecting_diary.h"

#include <gmock/gmock.h>

#include "kabar/collect/map_ledger.h"

namespace kabar::cli {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

constexpr Timestamp kNow{1'700'000'000s};

collect::Harvest harvest() {
  collect::Harvest out;
  auto& good = out.channels.emplace_back().channel;
  good.url = "https://quay.example/feed";
  good.state.last_fetch = kNow;
  out.channels.back().seen = {{1, 1, kNow}, {2, 1, kNow}, {3, 2, kNow - 1h}};
  auto& bad = out.channels.emplace_back().channel;
  bad.url = "https://kale.example/feed";
  bad.state.trouble = "HTTP status 403";
  auto& page = out.pages.emplace_back().page;
  page.url = "https://quay.example/1";
  page.trouble = "HTTP status 404\x1b";
  return out;
}

TEST(CollectingDiary, TellsWhatCameAndWhatFailedWhy) {
  CollectingDiary diary;
  EXPECT_EQ(diary.take(), std::nullopt);
  diary.note(harvest());
  EXPECT_EQ(diary.take(),
            "2 looks, 1 page, 2 new items; 2 failed (kale.example: HTTP status 403; quay.example: "
            "HTTP status 404\xEF\xBF\xBD)");
  EXPECT_EQ(diary.take(), std::nullopt);
}

TEST(CollectingDiary, NamesTheMostFrequentFailuresFirstAndNotAll) {
  CollectingDiary diary, more;
  for (const auto* host : {"a.example", "b.example", "c.example", "d.example", "d.example"}) {
    collect::Harvest one;
    one.channels.emplace_back().channel.url = std::string("https://") + host + "/";
    one.channels.back().channel.state.trouble = "no answer";
    more.note(one);
  }
  diary.add(more);
  EXPECT_EQ(
      diary.take(),
      "5 looks, 0 pages, 0 new items; 5 failed (d.example: no answer; a.example: no answer; b.example: no "
      "answer; …)");
}

TEST(CollectingDiary, HasALineForEachRequest) {
  EXPECT_THAT(lines_of(harvest()), ElementsAre("feed https://quay.example/feed: 2 new items",
                                               "feed https://kale.example/feed: HTTP status 403",
                                               "page https://quay.example/1: HTTP status 404\xEF\xBF\xBD"));
}

TEST(CollectingDiary, SaysAtTheStartWhatThereIsToCollectFrom) {
  store::ChannelTotals channels;
  EXPECT_THAT(start_words(channels, std::nullopt, kNow), testing::HasSubstr("kabar source add"));
  channels.good = 70;
  channels.paused = 2;
  channels.sources = 59;
  EXPECT_EQ(start_words(channels, kNow + 4min, kNow),
            "collecting from 72 channels of 59 sources, 2 paused: the next is due in 4 minutes");
  channels.due = 12;
  EXPECT_EQ(start_words(channels, kNow, kNow),
            "collecting from 72 channels of 59 sources, 2 paused: 12 due now");
}

TEST(TellingLedger, TellsOfWhatWasKeptAlone) {
  class Full final : public collect::Ledger {
    Result<std::vector<Channel>> due_channels(Timestamp /*now*/, std::size_t /*limit*/) override {
      return std::vector<Channel>();
    }
    Result<std::vector<collect::DuePage>> due_pages(Timestamp /*now*/, std::size_t /*limit*/) override {
      return std::vector<collect::DuePage>();
    }
    Result<std::vector<SeenItem>> seen_items(ChannelId /*channel*/) override {
      return std::vector<SeenItem>();
    }
    Result<std::optional<Page>> page(const std::string& /*family*/) override { return std::optional<Page>(); }
    Status take(collect::Harvest /*harvest*/) override { return Error{Errc::kIo, "no room"}; }
  } full;
  collect::MapLedger kept;
  CollectingDiary diary;
  EXPECT_FALSE(TellingLedger(full, diary, false).take(harvest()));
  EXPECT_EQ(diary.take(), std::nullopt);
  EXPECT_TRUE(TellingLedger(kept, diary, true).take({}));
}

}  // namespace
}  // namespace kabar::cli

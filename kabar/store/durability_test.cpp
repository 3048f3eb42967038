#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>
#include <thread>

#include "kabar/base/test_folder.h"
#include "kabar/store/store.h"
#include "kabar/store/test_samples.h"

namespace kabar::store {
namespace {

using testing::IsEmpty;

constexpr std::uint64_t kBatch = 7;
constexpr std::uint64_t kStorySize = 5;

/// An article that opens a story, joins the last one, or joins and merges two.
ArticleWrite next_write(std::uint64_t id) {
  const auto opener = (id - 1) / kStorySize * kStorySize + 1;
  auto write = sample_in(id, opener, id % 2 == 0 ? "a" : "b");
  const bool merges = id % 10 == 0;
  if (merges)
    write.placement.changes.push_back(change(StoryChange::Kind::kMerge, id, opener, opener - kStorySize));
  return write;
}

/// Commits batch after batch and tells the newest number over the pipe after each, until it is killed.
[[noreturn]] void write_for_ever(const std::filesystem::path& folder, int told) {
  auto to = Writer::open(folder);
  while (to) {
    const auto first = raw(to->next_id());
    for (auto id = first; id < first + kBatch; ++id) to->add(next_write(id));
    if (!to->commit()) break;
    const auto newest = first + kBatch - 1;
    if (::write(told, &newest, sizeof newest) != sizeof newest) break;
  }
  ::_exit(1);
}

/// The last number that was told; what was told before is gone.
std::uint64_t last_told(int pipe) {
  std::uint64_t newest = 0;
  std::uint64_t next = 0;
  while (::read(pipe, &next, sizeof next) == sizeof next) newest = next;
  return newest;
}

/// Lets a process write for that long, kills it, and gives the last number that it acknowledged.
std::uint64_t write_and_kill(const std::filesystem::path& folder, std::chrono::milliseconds time) {
  int ends[2];
  EXPECT_EQ(::pipe(ends), 0);
  const auto child = ::fork();
  if (child == 0) write_for_ever(folder, ends[1]);
  ::close(ends[1]);
  std::this_thread::sleep_for(time);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  const auto newest = last_told(ends[0]);
  ::close(ends[0]);
  return newest;
}

using Durability = InFolder;

TEST_F(Durability, KillingTheWriterLosesNothingAcknowledgedAndLeavesNothingHalf) {
  constexpr int kKills = 50;
  std::mt19937 random(20230921);
  std::uint64_t acknowledged = 0;
  { ASSERT_TRUE(Writer::open(folder_)); }
  for (int i = 0; i < kKills; ++i) {
    const std::chrono::milliseconds time{std::uniform_int_distribution(1, 60)(random)};
    acknowledged = std::max(acknowledged, write_and_kill(folder_, time));
    const auto findings = check(folder_);
    ASSERT_TRUE(findings) << findings.error().message;
    ASSERT_THAT(*findings, IsEmpty());
    const auto articles = Reader::open(folder_)->totals()->articles;
    ASSERT_GE(articles, acknowledged);
    ASSERT_EQ(articles % kBatch, 0U) << "half a batch";
  }
  EXPECT_GT(acknowledged, 0U);
}

TEST_F(Durability, AReaderSeesWholeBatchesWhileTheWriterRuns) {
  { ASSERT_TRUE(Writer::open(folder_)); }
  std::jthread writing([&](const std::stop_token& stop) {
    auto to = Writer::open(folder_);
    while (to && !stop.stop_requested()) {
      const auto first = raw(to->next_id());
      for (auto id = first; id < first + kBatch; ++id) to->add(next_write(id));
      EXPECT_TRUE(to->commit());
    }
  });
  const auto from = Reader::open(folder_);
  ASSERT_TRUE(from);
  std::uint64_t before = 0;
  for (int i = 0; i < 200 || before == 0; ++i) {
    const auto totals = from->totals();
    ASSERT_TRUE(totals) << totals.error().message;
    ASSERT_EQ(totals->articles % kBatch, 0U);
    ASSERT_GE(totals->articles, before);
    before = totals->articles;
    const auto found = from->search({.where = of_groups({{"common"}})});
    ASSERT_TRUE(found) << found.error().message;
  }
}

}  // namespace
}  // namespace kabar::store

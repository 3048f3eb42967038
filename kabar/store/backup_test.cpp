#include "kabar/store/backup.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "kabar/base/files.h"
#include "kabar/base/test_folder.h"
#include "kabar/store/sqlite.h"
#include "kabar/store/store.h"
#include "kabar/store/test_samples.h"

namespace kabar::store {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::uint64_t kArticles = 40;

class Backup : public InFolder {
 protected:
  void SetUp() override {
    InFolder::SetUp();
    add(1, kArticles);
  }
  std::filesystem::path data() const { return folder_ / "data"; }
  std::filesystem::path file() const { return folder_ / "backup.db"; }

  void add(std::uint64_t first, std::uint64_t last) {
    auto to = Writer::open(data());
    for (auto id = first; id <= last; ++id) to->add(sample_in(id, id, "a"));
    ASSERT_TRUE(to->commit());
  }
  static std::uint64_t articles_in(const std::filesystem::path& folder) {
    EXPECT_THAT(*check(folder), IsEmpty());
    return Reader::open(folder)->totals()->articles;
  }
  static void quiet(double /*share*/) {}
};

TEST_F(Backup, WhatIsRestoredIsWhatWasThere) {
  double last = 0;
  ASSERT_TRUE(back_up(data(), file(), [&](double share) { last = share; }, {}));
  EXPECT_EQ(last, 1.0);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "backup.db-wal"));
  const auto restored = restore(file(), folder_ / "other", quiet, {});
  EXPECT_FALSE(restored) << "there is no such folder";
  std::filesystem::create_directory(folder_ / "other");
  ASSERT_TRUE(restore(file(), folder_ / "other", quiet, {}));
  EXPECT_EQ(articles_in(folder_ / "other"), kArticles);
  EXPECT_EQ(Writer::open(folder_ / "other")->next_id(), ArticleId{kArticles + 1});
}

TEST_F(Backup, ItIsOneMomentAlsoWhileSomebodyWrites) {
  auto to = *Writer::open(data());
  auto next = kArticles;
  bool failed = false;
  ASSERT_TRUE(back_up(data(), file(),
                      [&](double) {
                        ++next;
                        to.add(sample_in(next, next, "b"));
                        failed |= !to.commit();
                      },
                      {}));
  EXPECT_FALSE(failed);
  EXPECT_GT(next, kArticles);
  std::filesystem::create_directory(folder_ / "other");
  ASSERT_TRUE(restore(file(), folder_ / "other", quiet, {}));
  EXPECT_EQ(articles_in(folder_ / "other"), kArticles);
  EXPECT_EQ(articles_in(data()), next);
}

TEST_F(Backup, WhatItReplacesIsKeptAside) {
  ASSERT_TRUE(back_up(data(), file(), quiet, {}));
  add(kArticles + 1, kArticles + 5);
  ASSERT_TRUE(restore(file(), data(), quiet, {}));
  EXPECT_EQ(articles_in(data()), kArticles);
  std::filesystem::create_directory(folder_ / "other");
  ASSERT_TRUE(restore(data() / "kabar.db.replaced", folder_ / "other", quiet, {}));
  EXPECT_EQ(articles_in(folder_ / "other"), kArticles + 5);
}

TEST_F(Backup, StoppedItLeavesNothing) {
  std::stop_source stop;
  stop.request_stop();
  const auto stopped = back_up(data(), file(), quiet, stop.get_token());
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, Errc::kCancelled);
  ASSERT_TRUE(back_up(data(), file(), quiet, {}));
  add(kArticles + 1, kArticles + 1);
  EXPECT_FALSE(restore(file(), data(), quiet, stop.get_token()));
  EXPECT_EQ(articles_in(data()), kArticles + 1);
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder_)) ++files;
  EXPECT_EQ(files, 2U) << "data and the backup";
}

TEST_F(Backup, WhatIsNoBackupIsRefusedAndChangesNothing) {
  ASSERT_TRUE(write_file_atomically(file(), "no database at all, but long enough to be looked at"));
  EXPECT_EQ(restore(file(), data(), quiet, {}).error().code, Errc::kCorrupt);
  EXPECT_EQ(restore(folder_ / "nothing", data(), quiet, {}).error().code, Errc::kNotFound);
  const auto foreign = folder_ / "foreign.db";
  ASSERT_TRUE((*Database::open(foreign, Database::Mode::kWrite))->execute("CREATE TABLE t (x)"));
  const auto refused = restore(foreign, data(), quiet, {});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("not of kabar"));
  EXPECT_EQ(articles_in(data()), kArticles);
}

TEST_F(Backup, ADamagedBackupIsNoticed) {
  ASSERT_TRUE(back_up(data(), file(), quiet, {}));
  auto bytes = *read_text_file(file(), 100'000'000);
  for (std::size_t i = 8'192; i < 20'000; ++i) bytes[i] = static_cast<char>(i * 31);
  ASSERT_TRUE(write_file_atomically(file(), bytes));
  EXPECT_FALSE(restore(file(), data(), quiet, {}));
  EXPECT_EQ(articles_in(data()), kArticles);
}

TEST_F(Backup, OneOfANewerKabarIsRefusedAndChangesNothing) {
  ASSERT_TRUE(back_up(data(), file(), quiet, {}));
  ASSERT_TRUE((*Database::open(file(), Database::Mode::kWrite))->execute("PRAGMA user_version = 4000"));
  const auto refused = restore(file(), data(), quiet, {});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("newer kabar"));
  EXPECT_EQ(articles_in(data()), kArticles);
  EXPECT_FALSE(std::filesystem::exists(data() / "kabar.db.replaced"));
}

TEST_F(Backup, AnIndexThatDoesNotFitItsTableIsNoticed) {
  ASSERT_TRUE(back_up(data(), file(), quiet, {}));
  auto bytes = *read_text_file(file(), 100'000'000);
  const auto at = bytes.rfind("https://a.example/7");
  ASSERT_NE(at, bytes.npos);
  bytes[at] = 'x';
  ASSERT_TRUE(write_file_atomically(file(), bytes));
  EXPECT_FALSE(restore(file(), data(), quiet, {}));
  EXPECT_EQ(articles_in(data()), kArticles);
}

TEST_F(Backup, OnlyAFileIsReplaced) {
  const auto pipe = folder_ / "pipe", link = folder_ / "link";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_EQ(back_up(data(), pipe, quiet, {}).error().code, Errc::kInvalidInput);
  EXPECT_EQ(back_up(data(), folder_, quiet, {}).error().code, Errc::kInvalidInput);
  EXPECT_TRUE(std::filesystem::is_fifo(pipe));
  ASSERT_TRUE(write_file_atomically(file(), "an older one"));
  std::filesystem::create_symlink(file(), link);
  ASSERT_TRUE(back_up(data(), link, quiet, {}));
  EXPECT_TRUE(std::filesystem::is_symlink(link));
  EXPECT_GT(std::filesystem::file_size(file()), 1'000U);
}

TEST_F(Backup, TheDatabaseItselfIsNoPlaceForIt) {
  EXPECT_EQ(back_up(data(), data() / "kabar.db", quiet, {}).error().code, Errc::kInvalidInput);
  EXPECT_EQ(back_up(folder_ / "nowhere", file(), quiet, {}).error().code, Errc::kNotFound);
}

}  // namespace
}  // namespace kabar::store

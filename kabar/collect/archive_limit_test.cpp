#include "kabar/collect/archive_limit.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "kabar/base/test_folder.h"

namespace kabar::collect {
namespace {

namespace fs = std::filesystem;

/// Three finished files of 100 bytes with indexes of 10, a day apart, one that is being written, and one that
/// is not kabar's.
class ArchiveLimit : public InFolder {
 protected:
  void SetUp() override {
    InFolder::SetUp();
    for (int age = 1; age <= 3; ++age) {
      write("k" + std::to_string(age) + ".warc.gz", 100, age);
      write("k" + std::to_string(age) + ".cdxj", 10, age);
    }
    write("k0.warc.gz.open", 100, 9);
    write("k0.cdxj.open", 10, 9);
    write("foreign.warc.gz", 100, 9);
  }
  void write(const std::string& name, std::size_t size, int days_old) {
    std::ofstream(folder_ / name) << std::string(size, 'x');
    fs::last_write_time(folder_ / name, std::chrono::file_clock::now() - std::chrono::days{days_old} -
                                            std::chrono::minutes{1});
  }
  ArchiveCut cut(const ArchiveLimits& limits, bool dry_run = false) {
    const auto out = limit_archive(folder_, limits, SystemClock().now(), dry_run);
    EXPECT_TRUE(out);
    return out ? *out : ArchiveCut{};
  }
  bool has(const char* name) const { return fs::exists(folder_ / name); }
};

TEST_F(ArchiveLimit, NothingGoesWithoutALimit) {
  EXPECT_EQ(cut({}).files, 0U);
  EXPECT_TRUE(has("k3.warc.gz"));
}

TEST_F(ArchiveLimit, GoesByAge) {
  const auto gone = cut({std::chrono::days{2}, 0});
  EXPECT_EQ(gone.files, 2U);  // that of two days is a minute older
  EXPECT_EQ(gone.bytes, 220U);
  EXPECT_FALSE(has("k3.warc.gz") || has("k3.cdxj") || has("k2.warc.gz"));
  EXPECT_TRUE(has("k1.warc.gz") && has("k1.cdxj"));
}

TEST_F(ArchiveLimit, TheOldestGoUntilTheRestFits) {
  EXPECT_EQ(cut({{}, 219}, true).files, 2U);
  EXPECT_TRUE(has("k3.warc.gz"));
  EXPECT_EQ(cut({{}, 220}).files, 1U);
  EXPECT_FALSE(has("k3.warc.gz"));
  EXPECT_TRUE(has("k2.warc.gz"));
}

TEST_F(ArchiveLimit, WhatIsBeingWrittenAndWhatIsForeignStays) {
  EXPECT_EQ(cut({std::chrono::days{1}, 1}).files, 3U);
  EXPECT_TRUE(has("k0.warc.gz.open") && has("k0.cdxj.open") && has("foreign.warc.gz"));
}

TEST_F(ArchiveLimit, AFolderThatIsNotThereIsEmpty) {
  EXPECT_EQ(limit_archive(folder_ / "none", {{}, 1}, SystemClock().now(), false)->files, 0U);
}

}  // namespace
}  // namespace kabar::collect

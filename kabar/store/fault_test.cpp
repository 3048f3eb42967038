#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <functional>
#include <random>

#include "kabar/base/files.h"
#include "kabar/base/test_folder.h"
#include "kabar/store/store.h"
#include "kabar/store/test_samples.h"

namespace kabar::store {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

class Faults : public InFolder {
 protected:
  void SetUp() override {
    InFolder::SetUp();
    std::filesystem::create_directories(folder_);
  }
  std::filesystem::path file() const { return folder_ / "kabar.db"; }

  Status write_articles(std::uint64_t count, std::size_t bytes = 100) {
    KABAR_TRY(auto to, Writer::open(folder_));
    std::mt19937_64 random(7);
    for (std::uint64_t i = 0; i < count; ++i) {
      const auto id = raw(to.next_id());
      auto write = sample_in(id, id, "a");
      std::string noise;  // that does not compress
      while (noise.size() < bytes) noise += fmt::format("{:x} ", random());
      write.article.blocks.push_back({BlockKind::kParagraph, noise});
      to.add(write);
    }
    return to.commit();
  }

  /// Runs in a child process and gives its answer: the message of a failure, "" for none.
  static std::string in_child(const std::function<Status()>& work) {
    int ends[2];
    EXPECT_EQ(::pipe(ends), 0);
    const auto child = ::fork();
    if (child == 0) {
      const auto done = work();
      const auto text = done ? std::string() : done.error().message;
      const auto put = ::write(ends[1], text.data(), text.size());
      ::_exit(put == static_cast<ssize_t>(text.size()) ? 0 : 1);
    }
    ::close(ends[1]);
    std::string out;
    char buffer[1024];
    for (ssize_t got = 0; (got = ::read(ends[0], buffer, sizeof buffer)) > 0;)
      out.append(buffer, static_cast<std::size_t>(got));
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
    return out;
  }
};

TEST_F(Faults, AFileOfRandomBytesIsCorruptAndLeftAlone) {
  std::mt19937 random(3);
  std::string noise(100'000, '\0');
  for (auto& c : noise) c = static_cast<char>(random());
  ASSERT_TRUE(write_file_atomically(file(), noise));
  for (const auto& error :
       {Writer::open(folder_).error(), Reader::open(folder_).error(), check(folder_).error()}) {
    EXPECT_EQ(error.code, Errc::kCorrupt);
    EXPECT_THAT(error.message, HasSubstr("restore a backup"));
  }
  EXPECT_EQ(*read_text_file(file(), 1'000'000), noise);
}

TEST_F(Faults, ADamagedFileGivesErrorsNeverACrash) {
  ASSERT_TRUE(write_articles(300));
  const auto whole = *read_text_file(file(), 100'000'000);
  std::mt19937 random(5);
  int noticed = 0;
  for (int round = 0; round < 30; ++round) {
    auto damaged = whole;
    if (round % 3 == 0) damaged.resize(random() % whole.size());
    for (int i = 0; i < 50 && !damaged.empty(); ++i)
      damaged[random() % damaged.size()] = static_cast<char>(random());
    ASSERT_TRUE(write_file_atomically(file(), damaged));
    const auto findings = check(folder_);
    noticed += !findings || !findings->empty() ? 1 : 0;
    const auto from = Reader::open(folder_);
    if (!from) continue;
    (void)static_cast<bool>(from->latest("", 500, 0));
    (void)static_cast<bool>(from->live_window({}, 10));
    (void)static_cast<bool>(from->search({.where = of_groups({{"common"}}), .limit = 500}));
    for (std::uint64_t id = 1; id <= 300; ++id) (void)static_cast<bool>(from->article(ArticleId{id}));
    (void)static_cast<bool>(write_articles(3));
  }
  EXPECT_GT(noticed, 25);
}

TEST_F(Faults, ANumberIsGivenOnceAlsoWhereWritingFailed) {
  ASSERT_TRUE(write_articles(2));
  auto to = *Writer::open(folder_);
  auto same = sample_in(3, 3, "a");
  same.identity = sample_in(1, 1, "a").identity;  // which another has
  to.add(same);
  EXPECT_EQ(to.next_id(), ArticleId{4});
  to.add(sample_in(4, 4, "a"));
  EXPECT_EQ(to.next_id(), ArticleId{5});
  EXPECT_FALSE(to.commit());
  EXPECT_EQ(to.next_id(), ArticleId{3});
}

TEST_F(Faults, AFileThatGrowsTooLargeIsToldAndWhatWasCommittedStays) {
  ASSERT_TRUE(write_articles(20));
  const auto message = in_child([&] {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{1'000'000, 1'000'000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    return write_articles(1000, 10'000);
  });
  EXPECT_THAT(message, testing::AnyOf(HasSubstr("the disk is full"), HasSubstr("check the disk"))) << message;
  EXPECT_THAT(*check(folder_), IsEmpty());
  EXPECT_EQ(Reader::open(folder_)->totals()->articles, 20U);
  EXPECT_TRUE(write_articles(1));
}

TEST_F(Faults, AFullDiskIsToldAndWhatWasCommittedStays) {
  if (::mount("tmpfs", folder_.c_str(), "tmpfs", 0, "size=2m") != 0)
    GTEST_SKIP() << "needs the right to mount a tmpfs";
  EXPECT_TRUE(write_articles(20));
  const auto full = write_articles(1000, 10'000);
  EXPECT_FALSE(full);
  EXPECT_EQ(full.error().code, Errc::kIo);
  EXPECT_THAT(full.error().message, HasSubstr("the disk is full"));
  EXPECT_THAT(*check(folder_), IsEmpty());
  EXPECT_EQ(Reader::open(folder_)->totals()->articles, 20U);
  EXPECT_TRUE(write_articles(1));
  EXPECT_EQ(::umount(folder_.c_str()), 0);
}

TEST_F(Faults, AReadOnlyMediumIsReadAndNotWritten) {
  if (::mount("tmpfs", folder_.c_str(), "tmpfs", 0, "size=8m") != 0)
    GTEST_SKIP() << "needs the right to mount a tmpfs";
  EXPECT_TRUE(write_articles(20));
  EXPECT_EQ(::mount(nullptr, folder_.c_str(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr), 0);
  const auto writer = Writer::open(folder_);
  EXPECT_FALSE(writer);
  EXPECT_EQ(writer.error().code, Errc::kIo);
  EXPECT_THAT(writer.error().message, HasSubstr("check the permissions"));
  {
    const auto from = Reader::open(folder_);
    EXPECT_TRUE(from) << from.error().message;
    EXPECT_EQ(from->totals()->articles, 20U);
    EXPECT_THAT(*check(folder_), IsEmpty());
  }
  EXPECT_EQ(::umount(folder_.c_str()), 0);
}

TEST_F(Faults, AFolderWithoutTheRightToWriteIsTold) {
  ASSERT_TRUE(write_articles(20));
  if (::geteuid() == 0) {
    constexpr uid_t kNobody = 65534;
    const auto message = in_child([&]() -> Status {
      if (::seteuid(kNobody) != 0) return Error{Errc::kInternal, "cannot become nobody"};
      if (const auto from = Reader::open(folder_); !from) return from.error();
      KABAR_CHECK(Writer::open(folder_));
      return ok();
    });
    EXPECT_THAT(message, HasSubstr("cannot be written; check the permissions"));
    return;
  }
  std::filesystem::permissions(file(), std::filesystem::perms::owner_read);
  std::filesystem::permissions(folder_,
                               std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
  const auto writer = Writer::open(folder_);
  std::filesystem::permissions(folder_, std::filesystem::perms::owner_all);
  ASSERT_FALSE(writer);
  EXPECT_THAT(writer.error().message, HasSubstr("check the permissions"));
}

TEST_F(Faults, AFolderThatCannotBeMadeIsNamed) {
  const auto writer = Writer::open("/dev/null/data");
  ASSERT_FALSE(writer);
  EXPECT_EQ(writer.error().code, Errc::kIo);
  EXPECT_THAT(writer.error().message, HasSubstr("/dev/null/data"));
}

}  // namespace
}  // namespace kabar::store

#include "kabar/store/data_lock.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kabar/base/test_folder.h"

namespace kabar::store {
namespace {

using DataLockTest = InFolder;

TEST_F(DataLockTest, ASecondOwnerIsToldWhoHoldsIt) {
  const auto first = DataLock::acquire(folder_);
  ASSERT_TRUE(first);
  EXPECT_EQ(DataLock::owner(folder_), ::getpid());
  const auto second = DataLock::acquire(folder_);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, Errc::kBusy);
  EXPECT_NE(second.error().message.find(fmt::format("process {})", ::getpid())), std::string::npos);
}

TEST_F(DataLockTest, IsFreeAgainWhenTheOwnerIsDone) {
  EXPECT_EQ(DataLock::owner(folder_), std::nullopt);
  { ASSERT_TRUE(DataLock::acquire(folder_)); }
  EXPECT_TRUE(DataLock::acquire(folder_));
}

TEST_F(DataLockTest, IsFreeAgainWhenTheOwnerDied) {
  const auto child = ::fork();
  if (child == 0) {
    const auto lock = DataLock::acquire(folder_);
    ::_exit(lock ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_EQ(status, 0);
  EXPECT_TRUE(DataLock::acquire(folder_));
}

TEST_F(DataLockTest, MovesWithItsOwner) {
  auto first = DataLock::acquire(folder_);
  ASSERT_TRUE(first);
  const auto moved = std::move(*first);
  EXPECT_FALSE(DataLock::acquire(folder_));
}

TEST_F(DataLockTest, AFolderThatCannotBeMadeIsNamed) {
  const auto lock = DataLock::acquire("/dev/null/data");
  ASSERT_FALSE(lock);
  EXPECT_EQ(lock.error().code, Errc::kIo);
  EXPECT_NE(lock.error().message.find("/dev/null/data"), std::string::npos);
}

}  // namespace
}  // namespace kabar::store

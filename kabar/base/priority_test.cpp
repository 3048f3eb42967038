#include "kabar/base/priority.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <thread>

namespace kabar {
namespace {

int niceness() {
  return ::getpriority(PRIO_PROCESS, 0);
}

TEST(GiveWay, HoldsForTheThreadAndThoseThatItStarts) {
  const int before = niceness();
  int itself = -1, started = -1;
  std::thread([&] {
    give_way();
    itself = niceness();
    std::thread([&] { started = niceness(); }).join();
  }).join();
  EXPECT_EQ(itself, std::min(before + 10, 19));
  EXPECT_EQ(started, itself);
  EXPECT_EQ(niceness(), before) << "others stay as they are";
}

}  // namespace
}  // namespace kabar

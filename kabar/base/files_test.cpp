#include "kabar/base/files.h"

#include <gtest/gtest.h>

#include "kabar/base/test_folder.h"

namespace kabar {
namespace {

using Files = InFolder;

TEST_F(Files, WhatWasWrittenReadsBack) {
  ASSERT_TRUE(write_file_atomically(folder_ / "a", "one"));
  ASSERT_TRUE(write_file_atomically(folder_ / "a", "two"));
  EXPECT_EQ(*read_text_file(folder_ / "a", 100), "two");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 1);
}

TEST_F(Files, TheCapIsExact) {
  ASSERT_TRUE(write_file_atomically(folder_ / "a", "12345"));
  EXPECT_TRUE(read_file(folder_ / "a", 5));
  ASSERT_FALSE(read_file(folder_ / "a", 4));
  EXPECT_EQ(read_file(folder_ / "a", 4).error().code, Errc::kTooLarge);
}

TEST_F(Files, FailuresNameThePath) {
  const auto missing = read_file(folder_ / "none", 10);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, Errc::kNotFound);
  EXPECT_NE(missing.error().message.find("none"), std::string::npos);
  EXPECT_FALSE(read_file(folder_, 10));
  EXPECT_FALSE(write_file_atomically(folder_ / "no" / "such", "x"));
}

}  // namespace
}  // namespace kabar

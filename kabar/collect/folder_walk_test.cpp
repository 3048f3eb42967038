#include "kabar/collect/folder_walk.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace kabar::collect {
namespace {

namespace fs = std::filesystem;

class FolderWalkTest : public testing::Test {
 protected:
  void SetUp() override {
    root_ = fs::temp_directory_path() / ("kabar_walk_test." + std::to_string(::getpid()));
    fs::create_directories(root_ / "b" / "c");
    for (const auto* name : {"z.html", "a.html", "b/m.html", "b/c/n.html", ".hidden", "style.css"})
      std::ofstream(root_ / name) << name;
  }
  void TearDown() override { fs::remove_all(root_); }

  std::vector<std::string> names() {
    std::vector<std::string> out;
    for (const auto& file : walk(root_).files) out.push_back(file.below.string());
    return out;
  }

  fs::path root_;
};

TEST_F(FolderWalkTest, GivesTheFilesByName) {
  EXPECT_EQ(names(), (std::vector<std::string>{"a.html", "b/c/n.html", "b/m.html", "z.html"}));
  EXPECT_EQ(walk(root_).passed_over, 2U);
}

TEST_F(FolderWalkTest, AFileIsItself) {
  const auto found = walk(root_ / "style.css");
  ASSERT_EQ(found.files.size(), 1U);
  EXPECT_EQ(found.files[0].below, "style.css");
  EXPECT_EQ(found.files[0].bytes, 9U);
}

TEST_F(FolderWalkTest, ALinkThatLeadsBackIsRejectedAndTheRestGoesOn) {
  fs::create_directory_symlink(root_, root_ / "b" / "loop");
  fs::create_symlink("self", root_ / "self");
  fs::create_symlink("nowhere", root_ / "dangling");
  const auto found = walk(root_);
  EXPECT_EQ(found.files.size(), 4U);
  ASSERT_EQ(found.rejected.size(), 3U);
  EXPECT_EQ(found.rejected[0].path, root_ / "b" / "loop");
  EXPECT_EQ(found.rejected[0].error.message, "link loop");
  EXPECT_EQ(found.rejected[1].path, root_ / "dangling");
  EXPECT_TRUE(found.rejected[1].error.message.starts_with("No such file"));
  EXPECT_EQ(found.rejected[2].path, root_ / "self");
  EXPECT_EQ(found.rejected[2].error.message, "link loop");
}

TEST_F(FolderWalkTest, ALinkElsewhereIsFollowed) {
  fs::create_directory_symlink(root_ / "b" / "c", root_ / "twin");
  EXPECT_EQ(names().size(), 5U);
}

}  // namespace
}  // namespace kabar::collect

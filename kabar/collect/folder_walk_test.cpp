#include "kabar/collect/folder_walk.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "kabar/base/test_folder.h"

namespace kabar::collect {
namespace {

namespace fs = std::filesystem;

class FolderWalkTest : public InFolder {
 protected:
  void SetUp() override {
    InFolder::SetUp();
    fs::create_directories(folder_ / "b" / "c");
    for (const auto* name : {"z.html", "a.html", "b/m.html", "b/c/n.html", ".hidden", "style.css"})
      std::ofstream(folder_ / name) << name;
  }

  std::vector<std::string> names() {
    std::vector<std::string> out;
    for (const auto& file : walk(folder_).files) out.push_back(file.below.string());
    return out;
  }
};

TEST_F(FolderWalkTest, GivesTheFilesByName) {
  EXPECT_EQ(names(), (std::vector<std::string>{"a.html", "b/c/n.html", "b/m.html", "z.html"}));
  EXPECT_EQ(walk(folder_).passed_over, 2U);
}

TEST_F(FolderWalkTest, AFileIsItself) {
  const auto found = walk(folder_ / "style.css");
  ASSERT_EQ(found.files.size(), 1U);
  EXPECT_EQ(found.files[0].below, "style.css");
  EXPECT_EQ(found.files[0].bytes, 9U);
}

TEST_F(FolderWalkTest, ALinkThatLeadsBackIsRejectedAndTheRestGoesOn) {
  fs::create_directory_symlink(folder_, folder_ / "b" / "loop");
  fs::create_symlink("self", folder_ / "self");
  fs::create_symlink("nowhere", folder_ / "dangling");
  const auto found = walk(folder_);
  EXPECT_EQ(found.files.size(), 4U);
  ASSERT_EQ(found.rejected.size(), 3U);
  EXPECT_EQ(found.rejected[0].path, folder_ / "b" / "loop");
  EXPECT_EQ(found.rejected[0].error.message, "link loop");
  EXPECT_EQ(found.rejected[1].path, folder_ / "dangling");
  EXPECT_TRUE(found.rejected[1].error.message.starts_with("No such file"));
  EXPECT_EQ(found.rejected[2].path, folder_ / "self");
  EXPECT_EQ(found.rejected[2].error.message, "link loop");
}

TEST_F(FolderWalkTest, APipeIsRejectedAndNotWaitedFor) {
  ASSERT_EQ(::mkfifo((folder_ / "pipe.jsonl").c_str(), 0600), 0);
  const auto found = walk(folder_);
  ASSERT_EQ(found.rejected.size(), 1U);
  EXPECT_EQ(found.rejected[0].path, folder_ / "pipe.jsonl");
  EXPECT_EQ(found.rejected[0].error.message, "not a regular file");
}

TEST_F(FolderWalkTest, ALinkElsewhereIsFollowed) {
  fs::create_directory_symlink(folder_ / "b" / "c", folder_ / "twin");
  EXPECT_EQ(names().size(), 5U);
}

}  // namespace
}  // namespace kabar::collect

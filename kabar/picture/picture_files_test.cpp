#include "kabar/picture/picture_files.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "kabar/base/test_folder.h"

namespace kabar::picture {
namespace {

constexpr ArticleId kFirst{7}, kSecond{77};
constexpr std::string_view kUrl = "https://a.example/1.jpg";

class PictureFilesTest : public InFolder {
 protected:
  std::vector<Thumbnail> of(std::string_view content) const {
    return {{240, std::string(content)}, {480, std::string(content) + content.data()}};
  }
  PictureFiles files() const { return PictureFiles(folder_); }
};

TEST_F(PictureFilesTest, GivesWhatWasKept) {
  ASSERT_TRUE(files().keep(kFirst, kUrl, of("x")));
  EXPECT_EQ(files().find(kFirst, kUrl, 240), "x");
  EXPECT_EQ(files().find(kFirst, kUrl, 480), "xx");
  EXPECT_EQ(files().find(kFirst, kUrl, 960), std::nullopt);
  EXPECT_EQ(files().find(kSecond, kUrl, 240), std::nullopt);
  EXPECT_EQ(files().find(kFirst, "https://a.example/2.jpg", 240), std::nullopt) << "another picture by now";
}

TEST_F(PictureFilesTest, TakesOutAllOfOneArticle) {
  ASSERT_TRUE(files().keep(kFirst, kUrl, of("x")));
  ASSERT_TRUE(files().keep(kFirst, "https://a.example/2.jpg", of("y")));
  ASSERT_TRUE(files().keep(kSecond, kUrl, of("z")));
  files().remove(kFirst);
  EXPECT_EQ(files().usage().files, 2U);
  EXPECT_EQ(files().find(kSecond, kUrl, 240), "z");
  files().remove(ArticleId{5});
}

TEST_F(PictureFilesTest, LetsTheOldestGo) {
  EXPECT_EQ(files().usage().bytes, 0U);
  ASSERT_TRUE(files().keep(kFirst, kUrl, of("old")));
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder_ / "pictures"))
    if (file.is_regular_file())
      std::filesystem::last_write_time(file, file.last_write_time() - std::chrono::hours{1});
  ASSERT_TRUE(files().keep(kSecond, kUrl, of("new")));
  EXPECT_EQ(files().usage().bytes, 18U);
  EXPECT_EQ(files().limit(18).bytes, 18U);
  EXPECT_EQ(files().limit(10).bytes, 9U);
  EXPECT_EQ(files().find(kFirst, kUrl, 240), std::nullopt);
  EXPECT_EQ(files().find(kSecond, kUrl, 480), "newnew");
}

}  // namespace
}  // namespace kabar::picture

#include "kabar/model/story.h"

#include <gtest/gtest.h>

namespace kabar {
namespace {

TEST(StoryName, ReadsBack) {
  EXPECT_EQ(story_name(StoryId{1}), "s1");
  EXPECT_EQ(parse_story_name(story_name(StoryId{123'456'789})), StoryId{123'456'789});
  EXPECT_EQ(parse_article_name(article_name(ArticleId{46'655})), ArticleId{46'655});
}

TEST(StoryName, OtherTextIsNone) {
  for (const auto* name : {"", "s", "a1", "s-1", "s1 ", "s99999999999999999999", "S1"})
    EXPECT_FALSE(parse_story_name(name)) << name;
}

}  // namespace
}  // namespace kabar

#include "kabar/extract/page_words.h"

#include <gtest/gtest.h>

#include <string>

#include "kabar/markup/html_tree.h"

namespace kabar::extract {
namespace {

PageWords words_of(std::string_view html, std::string_view title, std::string_view description = {}) {
  const auto tree = markup::HtmlTree::parse(html);
  return {segment(*tree), title, description};
}

TEST(PageWords, CountsTheWordsOfTheTopicWhateverTheirEndings) {
  const auto words =
      words_of("<p>Bridges: the old bridge of Riverton.<p>Cookies make this site work better.<p>A b 12",
               "Riverton closes bridge");
  EXPECT_EQ(words.topic_size(), 3U);
  EXPECT_EQ(words.topic_hits(0), 3U);
  EXPECT_EQ(words.topic_words(0), 2U);
  EXPECT_EQ(words.topic_hits(1), 0U);
  EXPECT_EQ(words.of(1).size(), 6U);
  EXPECT_TRUE(words.of(2).empty());
}

TEST(PageWords, TakesPairsOfCharactersInScriptsWithoutBlanks) {
  const auto words = words_of("<p>日本銀行は、<p>天気", "日本銀行");
  EXPECT_EQ(words.topic_size(), 3U);
  EXPECT_EQ(words.topic_words(0), 3U);
  EXPECT_EQ(words.topic_hits(1), 0U);
}

TEST(PageWords, ReadsADescriptionToo) {
  EXPECT_EQ(words_of("<p>мост закрыт", "", "Мосты: мост закрывают").topic_hits(0), 2U);
}

}  // namespace
}  // namespace kabar::extract

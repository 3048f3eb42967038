#include "kabar/group/ranking.h"

#include <gtest/gtest.h>

namespace kabar::group {
namespace {

StoryArticle article(std::uint64_t id, std::string source, std::string lang, int hour,
                     std::size_t length = 2'000) {
  return {ArticleId{id},
          std::move(source),
          std::move(lang),
          "FR",
          Timestamp{} + std::chrono::hours(hour),
          {},
          length,
          false};
}

TEST(ChooseLead, TakesTheEarliestCompleteOriginal) {
  std::vector<StoryArticle> story{article(1, "a", "fr", 1, 90), article(2, "b", "fr", 2),
                                  article(3, "c", "fr", 3), article(4, "d", "fr", 0)};
  story[3].copy_of = ArticleId{3};
  EXPECT_EQ(choose_lead(story), 1U);
  story[1].partial = true;
  EXPECT_EQ(choose_lead(story), 2U);
}

TEST(ChooseLead, TakesTheLongestWhereAllAreShort) {
  const std::vector<StoryArticle> story{article(1, "a", "fr", 1, 90), article(2, "b", "fr", 2, 120)};
  EXPECT_EQ(choose_lead(story), 1U);
}

TEST(ChooseLead, PrefersTheReadersLanguageThenAPicture) {
  std::vector<StoryArticle> story{article(1, "a", "fr", 1), article(2, "b", "id", 2),
                                  article(3, "c", "fr", 3)};
  story[2].picture = true;
  EXPECT_EQ(choose_lead(story), 2U);
  EXPECT_EQ(choose_lead(story, "id"), 1U);
  EXPECT_EQ(choose_lead(story, "fr"), 2U);
  EXPECT_EQ(choose_lead(story, "de"), 2U);
}

TEST(ChooseLead, TakesTheLastDayThatASecondTextConfirms) {
  std::vector<StoryArticle> story{article(1, "a", "fr", 0), article(2, "b", "fr", 70),
                                  article(3, "c", "fr", 80)};
  story[0].picture = true;
  EXPECT_EQ(choose_lead(story), 1U);  // of the third day the earliest
  story[1].when = story[0].when;
  EXPECT_EQ(choose_lead(story), 0U);  // one late text is no day of the story
  EXPECT_EQ(choose_lead({story.data() + 2, 1}), 0U);
}

TEST(ChooseLead, NeedsACompleteTextMoreThanALanguage) {
  const std::vector<StoryArticle> story{article(1, "a", "id", 1, 90), article(2, "b", "fr", 2)};
  EXPECT_EQ(choose_lead(story, "id"), 1U);
}

TEST(OrderSimilar, PutsOtherOutletsFirstAndTheOwnOnesLast) {
  std::vector<StoryArticle> story{article(1, "a", "fr", 1), article(2, "a", "fr", 9),
                                  article(3, "b", "fr", 2), article(4, "b", "fr", 3),
                                  article(5, "c", "en", 4), article(6, "d", "fr", 5)};
  story[5].copy_of = ArticleId{1};  // the agency's text again
  EXPECT_EQ(order_similar(story[0], story), (std::vector<std::size_t>{3, 4, 5, 2, 1}));
}

TEST(OrderSimilar, BringsAnotherLanguageAmongTheFirst) {
  std::vector<StoryArticle> story{article(1, "a", "fr", 1)};
  for (std::uint64_t i = 2; i < 12; ++i) story.push_back(article(i, "o" + std::to_string(i), "fr", 20));
  story.push_back(article(12, "x", "id", 2));
  const auto order = order_similar(story[0], story);
  EXPECT_EQ(order[kShown - 1], 11U);
  EXPECT_EQ(order.size(), 11U);
}

TEST(FrontScore, CopiesAndChattyOutletsCarryNothing) {
  const auto now = Timestamp{} + std::chrono::hours(10);
  const std::vector<StoryArticle> broad{article(1, "a", "fr", 9), article(2, "b", "en", 9),
                                        article(3, "c", "id", 9)};
  std::vector<StoryArticle> chatty{article(1, "a", "fr", 9)};
  std::vector<StoryArticle> copied{article(1, "a", "fr", 9)};
  for (std::uint64_t i = 2; i < 32; ++i) {
    chatty.push_back(article(i, "a", "fr", 9));
    copied.push_back(article(i, "o" + std::to_string(i), "fr", 9));
    copied.back().copy_of = ArticleId{1};
  }
  EXPECT_GT(front_score(broad, now).score, front_score(chatty, now).score);
  EXPECT_GT(front_score(broad, now).score, front_score(copied, now).score);
  EXPECT_EQ(front_score(copied, now).outlets, 1U);
  EXPECT_EQ(front_score(copied, now).carriers, 31U);
}

TEST(FrontScore, FadesWithoutNews) {
  const std::vector<StoryArticle> story{article(1, "a", "fr", 0)};
  const auto now = front_score(story, Timestamp{}).score;
  EXPECT_LT(front_score(story, Timestamp{} + std::chrono::hours(12)).score, now * 0.6);
  EXPECT_EQ(front_score({}, Timestamp{}).score, 0.0);
}

}  // namespace
}  // namespace kabar::group

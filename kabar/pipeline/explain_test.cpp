#include "kabar/pipeline/explain.h"

#include <gmock/gmock.h>

#include "kabar/pipeline/correct.h"
#include "kabar/pipeline/test_stream.h"

namespace kabar::pipeline {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::Field;
using testing::HasSubstr;

class ExplainTest : public StreamTest {
 protected:
  void SetUp() override {
    StreamTest::SetUp();
    std::string lines;
    for (int number = 0; number < 4; ++number)
      for (int event = 1; event <= 5; ++event) lines += line(event, number);
    take_in(lines);
  }
  Result<PairExplanation> explain(const std::string& a, const std::string& b) {
    return explain_pair(reader(), a, b, options_);
  }

  group::GroupOptions options_;
};

TEST_F(ExplainTest, TellsWhatTwoOfOneEventShare) {
  const auto pair = explain("1-3", "https://outlet0.example/1");
  ASSERT_TRUE(pair) << pair.error().message;
  EXPECT_EQ(pair->earlier.article.id, "1-0");
  EXPECT_EQ(pair->later.article.id, "1-3");
  EXPECT_GT(pair->evidence.probability, 0.5F);
  EXPECT_GT(pair->evidence.fit, pair->evidence.joins_from);
  EXPECT_THAT(pair->words,
              Contains(AllOf(Field(&SpelledTerm::earlier, word(100)), Field(&SpelledTerm::later, word(100)),
                             Field(&SpelledTerm::weight, testing::Gt(0.0F)))));
  EXPECT_GT(pair->evidence.rank, 0U);
  EXPECT_TRUE(pair->met);
  EXPECT_FALSE(pair->correction);
}

TEST_F(ExplainTest, TellsThatTwoEventsShareLittle) {
  const auto pair = explain("1-0", "2-3");
  ASSERT_TRUE(pair) << pair.error().message;
  EXPECT_LT(pair->evidence.probability, 0.3F);
  EXPECT_LT(pair->evidence.fit, pair->evidence.joins_from);
  EXPECT_EQ(pair->evidence.best_story, pair->later.story);
  EXPECT_NE(pair->earlier.story, pair->later.story);
}

TEST_F(ExplainTest, WeighsAlsoWhatHasLeftTheWindow) {
  options_.live_window = std::chrono::days{0};
  options_.always_live = 3;
  auto late = line(1, 4);
  late.replace(late.find("2023-09-19"), 10, "2023-12-19");
  take_in(late);
  const auto pair = explain("1-0", "1-4");
  ASSERT_TRUE(pair) << pair.error().message;
  EXPECT_FALSE(pair->met);
  EXPECT_THAT(pair->words, Contains(Field(&SpelledTerm::later, word(100))));
}

TEST_F(ExplainTest, NamesTheCorrectionThatDecided) {
  auto folder = DataFolder::open(folder_ / "data", {});
  using Action = CorrectionRequest::Action;
  const auto clock = SystemClock();
  ASSERT_TRUE(correct(*folder, {Action::kSplit, {story_of("1-0"), "1-1"}}, clock));
  EXPECT_TRUE(explain("1-0", "1-1")->kept_apart);
  EXPECT_FALSE(explain("1-0", "1-2")->correction);
  ASSERT_TRUE(correct(*folder, {Action::kMove, {"1-1", story_of("1-0")}}, clock));
  EXPECT_EQ(explain("1-0", "1-1")->correction->id, 2U);
  EXPECT_FALSE(explain("1-0", "1-1")->kept_apart);
}

TEST_F(ExplainTest, RefusesWhatMakesNoSense) {
  EXPECT_EQ(explain("1-0", "1-0").error().code, Errc::kInvalidInput);
  EXPECT_THAT(explain("1-0", "nowhere").error().message, HasSubstr("nowhere"));
}

}  // namespace
}  // namespace kabar::pipeline

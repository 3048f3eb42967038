#include "kabar/pipeline/correct.h"

#include <gmock/gmock.h>

#include "kabar/pipeline/command_answers.h"
#include "kabar/pipeline/correction_json.h"
#include "kabar/pipeline/rebuild.h"
#include "kabar/pipeline/test_stream.h"

namespace kabar::pipeline {
namespace {

using testing::HasSubstr;
using testing::SizeIs;
using Action = CorrectionRequest::Action;
using Names = std::vector<std::string>;

/// Three events of four articles each, which are three stories.
class CorrectTest : public StreamTest {
 protected:
  void SetUp() override {
    StreamTest::SetUp();
    std::string lines;
    for (int number = 0; number < 4; ++number)
      for (int event = 1; event <= 3; ++event) lines += line(event, number);
    take_in(lines);
    ASSERT_THAT(partition(), SizeIs(3));
  }
  void TearDown() override {
    const auto findings = store::check(folder_ / "data");
    EXPECT_TRUE(findings && findings->empty()) << (findings ? findings->front() : findings.error().message);
    StreamTest::TearDown();
  }

  Result<CorrectionReport> run(Action action, const Names& names) {
    auto folder = DataFolder::open(folder_ / "data", {});
    return correct(*folder, {action, names}, FixedClock(Timestamp{std::chrono::seconds{1'700'000'000}}));
  }
  void rebuild() {
    auto folder = DataFolder::open(folder_ / "data", {});
    const auto report = rebuild_stories(*folder, 2, [](double, std::uint64_t) {}, {});
    ASSERT_TRUE(report) << report.error().message;
  }
  /// Articles that would lead the grouping to undo what a person did, and a rebuild.
  void tempt() {
    std::string lines;
    for (int number = 4; number < 24; ++number)
      for (int event = 1; event <= 3; ++event) lines += line(event, number);
    take_in(lines);
  }
};

TEST_F(CorrectTest, AMergeHoldsAndTheOldIdLeadsOn) {
  const auto one = story_of("1-0"), two = story_of("2-0");
  const auto report = run(Action::kMerge, {one, two});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->correction.id, 1U);
  EXPECT_THAT(report->moved, SizeIs(4));
  EXPECT_EQ(story_of("2-3"), one);
  EXPECT_EQ(story_name(*reader().current_story(*parse_story_name(two))), one);
  for (const bool anew : {false, true}) {
    anew ? rebuild() : tempt();
    for (const char* article : {"1-0", "1-3", "2-0", "2-1", "2-2", "2-3"}) EXPECT_EQ(story_of(article), one);
    EXPECT_NE(story_of("3-0"), one);
  }
}

TEST_F(CorrectTest, ASplitHoldsAndTheIdStaysWithTheLargerPart) {
  const auto one = story_of("1-0");
  const auto report = run(Action::kSplit, {one, "1-1"});
  ASSERT_TRUE(report) << report.error().message;
  const auto fresh = story_of("1-1");
  EXPECT_EQ(story_name(report->correction.other), fresh);
  for (const bool anew : {false, true}) {
    anew ? rebuild() : tempt();
    EXPECT_EQ(story_of("1-1"), fresh);
    for (const char* article : {"1-0", "1-2", "1-3"}) EXPECT_NE(story_of(article), fresh) << anew;
  }
}

TEST_F(CorrectTest, TheLargerPartKeepsTheIdAlsoWhenItIsTheNamedOne) {
  const auto one = story_of("1-0");
  ASSERT_TRUE(run(Action::kSplit, {one, "1-1", "https://outlet2.example/1", "1-3"}));
  EXPECT_EQ(story_of("1-1"), one);
  EXPECT_EQ(story_of("1-3"), one);
  EXPECT_NE(story_of("1-0"), one);
}

TEST_F(CorrectTest, AMoveHolds) {
  const auto one = story_of("1-0"), two = story_of("2-0");
  ASSERT_TRUE(run(Action::kMove, {"1-2", two}));
  for (const bool anew : {false, true}) {
    anew ? rebuild() : tempt();
    EXPECT_EQ(story_of("1-2"), two);
    EXPECT_EQ(story_of("1-1"), one);
  }
}

TEST_F(CorrectTest, UndoneThingsAreAsTheyWereAndTheIdsLiveAgain) {
  const auto before = by_story();
  const auto one = story_of("1-0"), two = story_of("2-0");
  const std::vector<std::pair<Action, Names>> corrections{
      {Action::kMerge, {one, two}}, {Action::kSplit, {one, "1-1", "1-2"}}, {Action::kMove, {"1-2", two}}};
  for (std::size_t i = 0; i < corrections.size(); ++i) {
    ASSERT_TRUE(run(corrections[i].first, corrections[i].second));
    EXPECT_NE(by_story(), before);
    const auto undone = run(Action::kUndo, {correction_name(i + 1)});
    ASSERT_TRUE(undone) << undone.error().message;
    EXPECT_EQ(by_story(), before) << i;
  }
  rebuild();
  EXPECT_EQ(by_story(), before);
}

TEST_F(CorrectTest, ASingleArticleThatWasMovedAwayGetsItsOldStoryBack) {
  take_in(line(4, 0));
  const auto before = by_story();
  const auto alone = story_of("4-0");
  ASSERT_TRUE(run(Action::kMove, {"4-0", story_of("1-0")}));
  EXPECT_EQ(story_name(*reader().current_story(*parse_story_name(alone))), story_of("1-0"));
  ASSERT_TRUE(run(Action::kUndo, {"c1"}));
  EXPECT_EQ(by_story(), before);
  ASSERT_TRUE(run(Action::kMove, {"4-0", story_of("1-0")}));
  ASSERT_TRUE(run(Action::kSplit, {story_of("1-0"), "4-0"}));
  EXPECT_EQ(by_story(), before);
}

TEST_F(CorrectTest, WhatMakesNoSenseIsRefusedAndChangesNothing) {
  const auto before = by_story();
  const auto one = story_of("1-0");
  const std::vector<std::tuple<Action, Names, const char*>> cases{
      {Action::kMerge, {one, one}, "cannot be merged with itself"},
      {Action::kMerge, {one}, "at least two"},
      {Action::kMerge, {one, "szzz"}, "no story szzz"},
      {Action::kMerge, {one, "x"}, "'x' is no story's id"},
      {Action::kSplit, {one, "2-0"}, "2-0 stands in"},
      {Action::kSplit, {one, "1-0", "1-1", "1-2", "1-3"}, "nothing would be left"},
      {Action::kSplit, {one, "nowhere"}, "no article with the id or URL 'nowhere'"},
      {Action::kMove, {"1-0", one}, "already"},
      {Action::kMove, {"azzzz", one}, "no article"},
      {Action::kUndo, {"c1"}, "no correction c1"},
      {Action::kUndo, {"1"}, "such as c3"},
  };
  for (const auto& [action, names, words] : cases) {
    const auto report = run(action, names);
    ASSERT_FALSE(report) << words;
    EXPECT_THAT(report.error().message, HasSubstr(words));
  }
  EXPECT_EQ(by_story(), before);
  EXPECT_TRUE(reader().corrections()->empty());
}

TEST_F(CorrectTest, TheLastOneOnTheSameArticlesIsUndoneFirst) {
  const auto one = story_of("1-0"), two = story_of("2-0");
  ASSERT_TRUE(run(Action::kMerge, {one, two}));
  EXPECT_THAT(run(Action::kMerge, {one, two}).error().message, HasSubstr("part of " + one + " already"));
  ASSERT_TRUE(run(Action::kSplit, {one, "1-1"}));
  EXPECT_THAT(run(Action::kUndo, {"c1"}).error().message, HasSubstr("undo c2 first"));
  ASSERT_TRUE(run(Action::kUndo, {"c2"}));
  EXPECT_THAT(run(Action::kUndo, {"c2"}).error().message, HasSubstr("undone already"));
  ASSERT_TRUE(run(Action::kUndo, {"c1"}));
  EXPECT_EQ(story_of("2-0"), two);
}

TEST_F(CorrectTest, CopiesGoAlongWithTheirOriginal) {
  auto copy = line(1, 1);
  copy.replace(copy.find("\"1-1\""), 5, "\"cp\"");
  copy.replace(copy.find("outlet1"), 7, "another");
  take_in(copy);
  ASSERT_EQ(story_of("cp"), story_of("1-1"));
  ASSERT_TRUE(run(Action::kMove, {"1-1", story_of("3-0")}));
  EXPECT_EQ(story_of("cp"), story_of("3-0"));
}

TEST_F(CorrectTest, TheOwnerOfTheDataDoesItForOthers) {
  auto folder = DataFolder::open(folder_ / "data", {});
  const auto server = ControlServer::start(
      folder_ / "data", [&](const std::string& request, ControlConnection& connection, const auto& stop) {
        answer_command(request, connection, *folder, {}, stop);
      });
  const auto ask = [&](Action action, const Names& names) {
    return correct_remotely(*connect_control(folder_ / "data"), {action, names});
  };
  const auto one = story_of("1-0"), two = story_of("2-0");
  const auto merged = ask(Action::kMerge, {one, two});
  ASSERT_TRUE(merged) << merged.error().message;
  EXPECT_EQ(story_of("2-0"), one);
  EXPECT_EQ(merged->correction.id, 1U);
  EXPECT_EQ(merged->correction.kind, Correction::Kind::kMerge);
  EXPECT_THAT(merged->moved, SizeIs(4));
  EXPECT_EQ(ask(Action::kMerge, {one, "szzz"}).error().code, Errc::kNotFound);
  EXPECT_EQ(ask(Action::kMerge, {one, one}).error().code, Errc::kInvalidInput);
  std::uint64_t told = 0;
  const auto rebuilt = rebuild_remotely(*connect_control(folder_ / "data"), 2,
                                        [&](double, std::uint64_t articles) { told = articles; }, {});
  ASSERT_TRUE(rebuilt) << rebuilt.error().message;
  EXPECT_EQ(rebuilt->articles, 12U);
  EXPECT_EQ(told, 12U);
  EXPECT_EQ(rebuilt->corrections, 1U);
  EXPECT_TRUE(ask(Action::kUndo, {"c1"})->correction.undone);
  EXPECT_EQ(story_of("2-0"), two);
}

}  // namespace
}  // namespace kabar::pipeline

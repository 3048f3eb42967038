#include "kabar/pipeline/article_removal.h"

#include <gmock/gmock.h>

#include "kabar/picture/picture_files.h"
#include "kabar/pipeline/command_answers.h"
#include "kabar/pipeline/rebuild.h"
#include "kabar/pipeline/test_stream.h"

namespace kabar::pipeline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using Action = RemovalRequest::Action;
using Names = std::vector<std::string>;

/// Two events of four articles each, which are two stories.
class ArticleRemoval : public StreamTest {
 protected:
  void SetUp() override {
    StreamTest::SetUp();
    for (int number = 0; number < 4; ++number)
      for (int event = 1; event <= 2; ++event) lines_ += line(event, number);
    take_in(lines_);
    ASSERT_THAT(partition(), SizeIs(2));
  }
  void TearDown() override {
    EXPECT_THAT(*store::check(folder_ / "data"), IsEmpty());
    StreamTest::TearDown();
  }
  Result<RemovalReport> run(Action action, const Names& names) {
    auto folder = DataFolder::open(folder_ / "data", {});
    return remove_articles(*folder, {action, names, "order 7"},
                           FixedClock(Timestamp{std::chrono::seconds{1'700'000'000}}));
  }
  bool has(const std::string& id) { return !reader().find_articles(id)->empty(); }

  std::string lines_;
};

TEST_F(ArticleRemoval, NeitherIngestNorRebuildBringsItBack) {
  const auto report = run(Action::kRemove, {"1-1"});
  ASSERT_TRUE(report) << report.error().message;
  ASSERT_THAT(report->articles, SizeIs(1));
  EXPECT_EQ(report->articles[0].name, "https://outlet1.example/1");
  EXPECT_FALSE(has("1-1"));
  take_in(lines_);
  EXPECT_FALSE(has("1-1"));
  {
    auto folder = DataFolder::open(folder_ / "data", {});
    ASSERT_TRUE(rebuild_stories(*folder, 2, [](double, std::uint64_t) {}, {}));
  }
  EXPECT_FALSE(has("1-1"));
  EXPECT_THAT(partition(), SizeIs(2));
  EXPECT_TRUE(has("1-2"));
}

TEST_F(ArticleRemoval, TakesItsPictureAlong) {
  const picture::PictureFiles pictures(folder_ / "data");
  const auto id = reader().find_articles("1-1")->front(), other = reader().find_articles("1-2")->front();
  ASSERT_TRUE(pictures.keep(id, "https://outlet1.example/1.jpg", {{240, "x"}}));
  ASSERT_TRUE(pictures.keep(other, "https://outlet1.example/1.jpg", {{240, "y"}}));
  ASSERT_TRUE(run(Action::kRemove, {"1-1"}));
  EXPECT_FALSE(pictures.find(id, "https://outlet1.example/1.jpg", 240));
  EXPECT_TRUE(pictures.find(other, "https://outlet1.example/1.jpg", 240));
}

TEST_F(ArticleRemoval, AnotherSpellingOfItsAddressIsKeptOutToo) {
  ASSERT_TRUE(run(Action::kRemove, {"https://www.outlet2.example/1/?utm_source=x"}));
  take_in(
      R"({"id":"new","url":"http://outlet2.example/1#top","title":"A","text":"B","lang":"en"})"
      "\n"
      R"({"id":"amp","url":"http://outlet2.example/other","canonical":"https://outlet2.example/1","title":"A","text":"B","lang":"en"})"
      "\n");
  EXPECT_FALSE(has("new"));
  EXPECT_FALSE(has("amp"));
}

TEST_F(ArticleRemoval, AnySpellingOfItsAddressRemovesIt) {
  const auto report = run(Action::kRemove, {"http://www.outlet1.example/1/?utm_source=nl#top"});
  ASSERT_TRUE(report) << report.error().message;
  ASSERT_THAT(report->articles, SizeIs(1));
  EXPECT_EQ(report->articles[0].name, "https://outlet1.example/1");
  EXPECT_FALSE(has("1-1"));
  take_in(lines_);
  EXPECT_FALSE(has("1-1"));
}

TEST_F(ArticleRemoval, AnIdOfSeveralRemovesNone) {
  take_in(R"({"id":"1","url":"http://one.example/1","title":"A","text":"B","lang":"en"})"
          "\n"
          R"({"id":"1","url":"http://two.example/1","title":"A","text":"B","lang":"en"})"
          "\n");
  const auto removed = run(Action::kRemove, {"1"});
  ASSERT_FALSE(removed);
  EXPECT_EQ(removed.error().code, Errc::kInvalidInput);
  EXPECT_THAT(removed.error().message, HasSubstr("http://one.example/1"));
  EXPECT_THAT(removed.error().message, HasSubstr("http://two.example/1"));
  EXPECT_THAT(*reader().find_articles("1"), SizeIs(2));
}

TEST_F(ArticleRemoval, WhatIsNotThereYetCanBeKeptOut) {
  const auto report = run(Action::kRemove, {"https://outlet9.example/1"});
  ASSERT_TRUE(report);
  EXPECT_EQ(report->articles[0].article, ArticleId{});
  take_in(line(1, 9));
  EXPECT_FALSE(has("1-9"));
}

TEST_F(ArticleRemoval, WhatIsAllowedAgainComesAgainUnderANewNumber) {
  const auto before = reader().find_articles("2-3")->front();
  ASSERT_TRUE(run(Action::kRemove, {"2-3"}));
  ASSERT_TRUE(run(Action::kAllow, {article_name(before)}));
  EXPECT_THAT(*reader().tombstones(), IsEmpty());
  take_in(lines_);
  ASSERT_TRUE(has("2-3"));
  EXPECT_GT(reader().find_articles("2-3")->front(), before);
}

TEST_F(ArticleRemoval, WhatIsUnknownChangesNothing) {
  const auto removed = run(Action::kRemove, {"1-0", "nobody"});
  ASSERT_FALSE(removed);
  EXPECT_EQ(removed.error().code, Errc::kNotFound);
  EXPECT_THAT(removed.error().message, HasSubstr("nobody"));
  EXPECT_TRUE(has("1-0"));
  EXPECT_FALSE(run(Action::kAllow, {"a1"}));
}

TEST_F(ArticleRemoval, AWholeStoryCanGo) {
  ASSERT_TRUE(run(Action::kRemove, {"1-0", "1-1", "1-2", "1-3", "1-0"}));
  EXPECT_THAT(partition(), SizeIs(1));
  EXPECT_EQ(reader().totals()->articles, 4U);
}

TEST_F(ArticleRemoval, ItCanBeAskedOfTheOwner) {
  auto folder = *DataFolder::open(folder_ / "data", {});
  const auto server = ControlServer::start(
      folder_, [&](const std::string& request, ControlConnection& connection, const std::stop_token& stop) {
        answer_command(request, connection, folder, {}, stop);
      });
  ASSERT_TRUE(server);
  const auto report = remove_articles_remotely(*connect_control(folder_), {Action::kRemove, {"1-1"}, "why"});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_THAT(report->articles, SizeIs(1));
  EXPECT_FALSE(has("1-1"));
  EXPECT_EQ(reader().tombstones()->front().reason, "why");
  EXPECT_FALSE(remove_articles_remotely(*connect_control(folder_), {Action::kRemove, {"nobody"}, ""}));
}

TEST(RemovalKeys, AreTheFamiliesOfItsAddresses) {
  Article article;
  article.id = "x";
  article.source = "kale";
  EXPECT_THAT(removal_keys(article), ElementsAre("kale\nid:x"));
  article.url = "https://www.kale.example/a/";
  EXPECT_THAT(removal_keys(article), SizeIs(1));
  article.canonical = "https://kale.example/b";
  EXPECT_THAT(removal_keys(article), SizeIs(2));
}

}  // namespace
}  // namespace kabar::pipeline

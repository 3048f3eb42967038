#include "kabar/serve/kept_stories.h"

#include <gmock/gmock.h>

#include <thread>

#include "kabar/serve/library.h"
#include "kabar/serve/site_fixture.h"
#include "kabar/serve/story_warmer.h"

namespace kabar::serve {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

class KeptStory : public SiteTest {
 protected:
  KeptStories::Story story(std::string lang = "en", std::chrono::seconds patience = kStoryPatience) {
    const auto reader = store::Reader::open(folder_);
    EXPECT_TRUE(reader);
    auto library = Library::open(*reader, {std::move(lang)}, false);
    EXPECT_TRUE(library);
    library->keep_stories_in(kept_);
    const auto found = library->kept_story(StoryId{1}, patience);
    EXPECT_TRUE(found);
    return *found;
  }

  void add(store::ArticleWrite write) const {
    auto writer = store::Writer::open(folder_);
    ASSERT_TRUE(writer);
    writer->add(write);
    ASSERT_TRUE(writer->commit());
  }

  static store::ArticleWrite joining(std::uint64_t id) {
    auto write = article(id, "est", "en", "A later report");
    write.placement.changes = {{StoryChange::Kind::kJoin, ArticleId{id}, StoryId{1}, {}}};
    return write;
  }

  static store::ArticleWrite elsewhere(std::uint64_t id) {
    auto write = article(id, "est", "en", "Something else");
    write.placement.changes = {{StoryChange::Kind::kOpen, ArticleId{id}, StoryId{id}, {}}};
    return write;
  }

  void SetUp() override {
    SiteTest::SetUp();
    options_.data_folder = folder_;
  }

  KeptStories kept_{1 << 20};
  SiteOptions options_;
};

TEST_F(KeptStory, IsMadeOnceWhileItIsTheSame) {
  const auto first = story();
  EXPECT_EQ(story(), first);
  add(elsewhere(4));
  EXPECT_EQ(story(), first) << "what came in is of another story";
  EXPECT_NE(story("en", 0s), first) << "of whoever has no patience";
}

TEST_F(KeptStory, IsMadeAnewWhenAnArticleComesOrGoes) {
  const auto first = story();
  add(joining(4));
  const auto second = story();
  ASSERT_NE(second, first);
  EXPECT_EQ(second->versions.size(), first->versions.size() + 1);
  auto writer = store::Writer::open(folder_);
  ASSERT_TRUE(writer);
  writer->remove({ArticleId{4}, {"est/4"}, Timestamp{}, "asked to"});
  ASSERT_TRUE(writer->commit());
  EXPECT_EQ(story()->versions.size(), first->versions.size());
}

TEST_F(KeptStory, IsMadeAnewWhenAnArticleOfItIsReplacedByAnother) {
  add(joining(4));
  const auto first = story();
  {
    auto writer = store::Writer::open(folder_);
    ASSERT_TRUE(writer);
    writer->remove({ArticleId{4}, {"est/4"}, Timestamp{}, "asked to"});
    auto write = joining(5);
    write.when = write.arrived = first->story.last_seen;  // the counts and the time are what they were
    writer->add(write);
    ASSERT_TRUE(writer->commit());
  }
  const auto second = story();
  ASSERT_EQ(second->versions.size(), first->versions.size());
  for (const auto& version : second->versions) EXPECT_NE(version.article.id, ArticleId{4});
}

TEST_F(KeptStory, BelongsToTheReadersLanguage) {
  EXPECT_EQ(story("en")->lead.lang, "en");
  EXPECT_EQ(story("fr")->lead.lang, "fr");
  EXPECT_EQ(kept_.size(), 2U);
}

TEST_F(KeptStory, IsPutTogetherBeforeSomebodyAsks) {
  StoryWarmer warmer(options_, kept_);
  warmer.start();
  for (int i = 0; i < 1'000 && kept_.size() == 0; ++i) std::this_thread::sleep_for(10ms);
  EXPECT_EQ(kept_.size(), 1U);
}

TEST_F(KeptStory, IsNotPutTogetherWhileNobodyComes) {
  const auto start = StoryWarmer::Clock::now();
  StoryWarmer warmer(options_, kept_, start);
  ASSERT_TRUE(warmer.turn(start + 16min));
  EXPECT_EQ(kept_.size(), 0U);
  warmer.somebody_came(start + 16min);
  ASSERT_TRUE(warmer.turn(start + 30min));
  EXPECT_EQ(kept_.size(), 1U);
}

TEST_F(KeptStory, IsPutTogetherAgainWhenItChanged) {
  const auto start = StoryWarmer::Clock::now();
  StoryWarmer warmer(options_, kept_, start);
  ASSERT_TRUE(warmer.turn(start));
  add(joining(4));
  ASSERT_TRUE(warmer.turn(start + 2s));
  const auto reader = store::Reader::open(folder_);
  ASSERT_TRUE(reader);
  const auto now = *reader->totals();
  const auto kept = kept_.find("s1 en",
                               freshness_of_story(freshness_of_pages(now, **reader->sources(), nullptr),
                                                  *reader->story(StoryId{1}), 0s),
                               start + 2s);
  ASSERT_NE(kept, nullptr);
  EXPECT_EQ(kept->versions.size(), 4U);
}

TEST_F(KeptStory, IsPutTogetherAgainWhenItGrewOldAndOtherDataChanged) {
  const auto start = StoryWarmer::Clock::now();
  StoryWarmer warmer(options_, kept_, start);
  ASSERT_TRUE(warmer.turn(start));
  const auto first = story();
  ASSERT_TRUE(warmer.turn(start + 30s));
  EXPECT_EQ(story(), first) << "nothing changed at all";
  add(elsewhere(4));
  ASSERT_TRUE(warmer.turn(start + 24s));
  EXPECT_EQ(story(), first) << "it is not old";
  ASSERT_TRUE(warmer.turn(start + 25s));
  EXPECT_NE(story(), first);
}

TEST_F(KeptStory, LeavesHalfOfTheRoomToWhatReadersAskFor) {
  for (std::uint64_t id = 4; id < 40; ++id) add(elsewhere(id));
  const auto bytes = KeptStories::bytes_of(*story());
  KeptStories few(12 * bytes);
  StoryWarmer warmer(options_, few);
  ASSERT_TRUE(warmer.turn(StoryWarmer::Clock::now()));
  EXPECT_GT(few.size(), 0U);
  const auto warmed = few.size();
  ASSERT_TRUE(warmer.turn(StoryWarmer::Clock::now()));
  EXPECT_EQ(few.size(), warmed) << "the same ones";
  EXPECT_LT(warmed, 37U);
}

TEST_F(KeptStory, IsTriedAgainWhereTheDataCouldNotBeOpened) {
  options_.data_folder = folder_ / "later";
  StoryWarmer warmer(options_, kept_);
  EXPECT_FALSE(warmer.turn(StoryWarmer::Clock::now()));
  options_.data_folder = folder_;
  EXPECT_TRUE(warmer.turn(StoryWarmer::Clock::now()));
  EXPECT_EQ(kept_.size(), 1U);
}

TEST_F(KeptStory, ShowsNoArticleThatWasRemoved) {
  ASSERT_THAT(get("/story/s1").body, HasSubstr("Un ferry en feu"));
  auto writer = store::Writer::open(folder_);
  ASSERT_TRUE(writer);
  writer->remove({ArticleId{2}, {"est/2"}, Timestamp{}, "asked to"});
  ASSERT_TRUE(writer->commit());
  const auto page = get("/story/s1");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("Ferry burns off Bornholm"));
  EXPECT_THAT(page.body, Not(HasSubstr("Un ferry en feu")));
}

TEST_F(KeptStory, IsPutTogetherForReadersOfPagesAlone) {
  const auto is_visit_to = [&](std::string path, std::string method = "GET", std::string host = "localhost") {
    Request request;
    request.method = std::move(method);
    request.path = std::move(path);
    request.headers.emplace_back("host", std::move(host));
    return is_visit(request, site_->answer(request));
  };
  for (const char* page : {"/", "/story/s1", "/search", "/latest"}) EXPECT_TRUE(is_visit_to(page)) << page;
  for (const char* other : {"/healthz", "/readyz", "/metrics", "/robots.txt", "/sitemap.xml",
                            "/api/v1/stories", "/feed/front.atom", "/story/s99", "/none"})
    EXPECT_FALSE(is_visit_to(other)) << other;
  EXPECT_FALSE(is_visit_to("/", "POST"));
  EXPECT_FALSE(is_visit_to("/", "HEAD"));
  EXPECT_FALSE(is_visit_to("/", "GET", "elsewhere.example"));
}

TEST_F(KeptStory, GivesAllItsFiltersWhatPassesThem) {
  EXPECT_THAT(get("/story/s1").body, HasSubstr("<article class=\"version\" data-source=\"est\">"));
  const auto filtered = get("/story/s1", {{"lang", "en"}}).body;
  EXPECT_THAT(filtered, Not(HasSubstr("<article class=\"version\" data-source=\"est\">")));
  EXPECT_THAT(filtered, HasSubstr("<article class=\"version\" data-source=\"kawan\">"));
  EXPECT_THAT(get("/story/s1", {{"source", "est"}}).body,
              Not(HasSubstr("<article class=\"version\" data-source=\"kawan\">")));
}

}  // namespace
}  // namespace kabar::serve

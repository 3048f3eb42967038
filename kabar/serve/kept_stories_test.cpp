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

  KeptStories kept_{1 << 20};
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
  SiteOptions options;
  options.data_folder = folder_;
  const StoryWarmer warmer(options, kept_);
  for (int i = 0; i < 1'000 && kept_.size() == 0; ++i) std::this_thread::sleep_for(10ms);
  EXPECT_EQ(kept_.size(), 1U);
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

#include <gmock/gmock.h>

#include "kabar/json/value.h"
#include "kabar/serve/page_fixture.h"
#include "kabar/serve/sections.h"

namespace kabar::serve {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Sections, HaveAnAddressForEachTopic) {
  for (std::size_t i = 1; i <= kTopicCount; ++i) {
    const auto topic = static_cast<Topic>(i);
    EXPECT_FALSE(topic_slug(topic).empty());
    EXPECT_EQ(topic_of_slug(topic_slug(topic)), topic);
  }
  EXPECT_EQ(topic_slug(Topic::kSport), "sport");
  EXPECT_FALSE(topic_of_slug(""));
  EXPECT_FALSE(topic_of_slug("Sport"));
}

class FrontPage : public PageFixture {
 protected:
  static StoryCard card(std::uint64_t id, Topic topic) {
    StoryCard out;
    out.story.id = StoryId{id};
    out.story.articles = out.story.outlets = 2;
    out.lead = teaser(id, "a");
    out.topic = topic;
    return out;
  }
};

TEST_F(FrontPage, PutsWhatIsBelowTheTopUnderItsTopic) {
  FrontModel model;
  for (std::uint64_t id = 1; id <= 7; ++id) model.top.push_back(card(id, Topic::kSport));
  model.top.push_back(card(8, Topic::kNone));
  model.top.push_back(card(9, Topic::kHealth));
  model.top.push_back(card(10, Topic::kCrime));
  model.top.push_back(card(11, Topic::kHealth));
  const auto html = front_page(visit(), model).body;
  const auto health = html.find("<h2 class=\"rule\"><a href=\"/topic/health\">Health</a>");
  const auto crime = html.find("<h2 class=\"rule\"><a href=\"/topic/crime\">"),
             rest = html.find("More stories");
  ASSERT_NE(rest, html.npos);
  EXPECT_LT(health, html.find("Headline 9", health));
  EXPECT_LT(html.find("Headline 11", health), crime);
  EXPECT_LT(crime, rest);
  EXPECT_LT(rest, html.find("Headline 8", rest));
  EXPECT_THAT(html, Not(HasSubstr("<h2 class=\"rule\"><a href=\"/topic/sport\">"))) << "all at the top";
}

TEST_F(FrontPage, HasFewerStoriesAndMoreOfTheLatestWhereCardsHavePictures) {
  FrontModel model;
  for (std::uint64_t id = 1; id <= 9; ++id) model.top.push_back(card(id, Topic::kSport));
  for (std::uint64_t id = 101; id <= 120; ++id) model.latest.push_back(teaser(id, "a"));
  const auto plain = front_page(visit(), model).body;
  EXPECT_LT(plain.find(">Headline 7<"), plain.find("class=\"latest\""));
  EXPECT_THAT(plain, Not(HasSubstr(">Headline 113<")));
  for (std::size_t i = 0; i < 3; ++i) model.top[i].lead.image = "/media/1.jpg";
  const auto pictured = front_page(visit(), model).body;
  EXPECT_GT(pictured.find(">Headline 6<"), pictured.find("class=\"latest\""));
  EXPECT_THAT(pictured, HasSubstr(">Headline 120<"));
}

TEST_F(FrontPage, LeadsToCountriesAndLanguages) {
  FrontModel model;
  model.top.push_back(card(1, Topic::kSport));
  model.languages = {"fr"};
  model.countries = {"JP"};
  const auto html = front_page(visit("fr"), model).body;
  EXPECT_THAT(html, HasSubstr("<a href=\"/country/jp\">Japon</a>"));
  EXPECT_THAT(html, HasSubstr("<a href=\"/language/fr\">"));
}

class SectionPage : public FrontPage {};

TEST_F(SectionPage, SaysWhatToDoWhereNothingIs) {
  const auto html =
      section_page(visit(), {}, {"Sport", "Topic", "/topic/sport", "topic", "/feed/topic/sport"}).body;
  EXPECT_THAT(html, HasSubstr("There is nothing here so far."));
  EXPECT_THAT(html, HasSubstr("<a class=\"action\" href=\"/\">"));
  EXPECT_THAT(html, HasSubstr("href=\"/feed/topic/sport.rss\""));
}

TEST_F(SectionPage, TellsSearchEnginesWhatItLists) {
  SectionModel model;
  model.stories.push_back(card(1, Topic::kSport));
  model.stories.front().lead.headline = "</script><b>";
  const auto html = section_page(visit("fr", "https://news.example"), model,
                                 {"Sport", "Thème", "/topic/sport", "topic", ""})
                        .body;
  const std::string open = "<script type=\"application/ld+json\">";
  const auto start = html.find(open) + open.size();
  const auto data = json::parse(html.substr(start, html.find("</script>", start) - start));
  ASSERT_TRUE(data);
  EXPECT_EQ((*data)["@type"].text(), "CollectionPage");
  EXPECT_EQ((*data)["url"].text(), "https://news.example/topic/sport?ui=fr");
  const auto item = (*data)["mainEntity"]["itemListElement"].items().front();
  EXPECT_EQ(item["name"].text(), "</script><b>");
  EXPECT_THAT(std::string(item["url"].text()), HasSubstr("https://news.example/story/s1"));
  EXPECT_THAT(html, HasSubstr("<link rel=\"canonical\" href=\"https://news.example/topic/sport?ui=fr\">"));
  EXPECT_THAT(html, HasSubstr("hreflang=\"ja\" href=\"https://news.example/topic/sport?ui=ja\""));
  EXPECT_THAT(html, HasSubstr("hreflang=\"x-default\" href=\"https://news.example/topic/sport\""));
}

TEST_F(SectionPage, LaterPagesHaveAnAddressOfTheirOwn) {
  SectionModel model;
  model.articles.push_back(teaser(1, "a"));
  model.offset = kPageSize;
  model.more = true;
  const auto html = section_page(visit("en", "https://news.example"), model,
                                 {"Latest", "", "/latest", "latest", "/feed/latest"})
                        .body;
  EXPECT_THAT(html, HasSubstr("rel=\"canonical\" href=\"https://news.example/latest?page=2\""));
  EXPECT_THAT(html, HasSubstr("rel=\"next\" href=\"/latest?page=3\""));
  EXPECT_THAT(html, HasSubstr("rel=\"prev\" href=\"/latest\""));
}

TEST_F(SectionPage, AnEditionShowsWhatWasChosen) {
  const auto html = edition_page(visit(), {{"fr", "ja"}, {"ja"}}).body;
  EXPECT_THAT(html, HasSubstr("value=\"ja\" checked> Japanese"));
  EXPECT_THAT(html, HasSubstr("value=\"fr\"> French"));
}

}  // namespace
}  // namespace kabar::serve

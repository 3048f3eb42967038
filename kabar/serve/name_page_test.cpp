#include "kabar/serve/name_view.h"

#include <gmock/gmock.h>

#include "kabar/serve/page_fixture.h"
#include "kabar/serve/told_story.h"

namespace kabar::serve {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

store::EntityRow pashinyan() {
  return {
      EntityId{40},
      NameKind::kPerson,
      "",
      {{"", "Никол Пашинян", "ru", 5}, {"", "NIKOL PASHINYAN", "en", 3}, {"", "Nikol Pashinyan", "en", 2}}};
}

class NamePage : public PageFixture {
 protected:
  std::string page(NameModel model, std::string_view ui = "en") { return name_page(visit(ui), model).body; }
  static ToldStory said() {
    std::vector<store::Reader::ArticleFacts> facts(1);
    facts[0] = {ArticleId{1}, {{}, {{"We go on", "Pashinyan", 0}}, {}}};
    return told_story({teaser(1, "est"), teaser(2, "north")}, {true, true}, std::move(facts));
  }
};

TEST_F(NamePage, CallsPeopleAsTheReadersLanguageDoes) {
  const auto opened = visit("ru");
  EXPECT_EQ(called(pashinyan(), "ru", opened.formats()), "Никол Пашинян");
  EXPECT_EQ(called(pashinyan(), "en", opened.formats()), "Nikol Pashinyan") << "not in capitals alone";
  EXPECT_EQ(called(pashinyan(), "fr", opened.formats()), "Никол Пашинян") << "as most articles do";
  const store::EntityRow country{EntityId{2}, NameKind::kPlace, "iso3166:AM", {{"", "Armenia", "en", 1}}};
  EXPECT_EQ(called(country, "ru", opened.formats()), "Армения");
}

TEST_F(NamePage, ShowsSpellingsQuotesAndStories) {
  NameModel model;
  model.entity = pashinyan();
  model.said = said();
  StoryCard card;
  card.story.id = StoryId{1};
  card.story.articles = 2;
  card.title = "Headline 1";
  card.lead = teaser(1, "est");
  model.stories = {card};
  const auto html = page(std::move(model));
  EXPECT_THAT(html, HasSubstr("<h1><bdi>Nikol Pashinyan</bdi></h1>"));
  EXPECT_THAT(html, HasSubstr("<p class=\"kicker\">Person</p>"));
  EXPECT_THAT(html,
              HasSubstr("<span lang=\"ru\" dir=\"ltr\">Никол Пашинян</span> <span class=\"count\">5</span>"));
  EXPECT_THAT(html, HasSubstr("What Nikol Pashinyan said"));
  EXPECT_THAT(html, HasSubstr("<p>We go on</p>"));
  EXPECT_THAT(html, HasSubstr("/story/s1-headline-1"));
}

TEST_F(NamePage, WithoutQuotesSaysNothingOfThem) {
  NameModel model;
  model.entity = pashinyan();
  const auto html = page(std::move(model), "ar");
  EXPECT_THAT(html, AllOf(Not(HasSubstr("quotes-title")), HasSubstr("شخص")));
}

TEST_F(NamePage, IsLinkedFromTheStory) {
  std::vector<store::Reader::ArticleFacts> facts(1);
  facts[0] = {
      ArticleId{1},
      {{},
       {{"We go on", "Vance", 0, "n5"}, {"We stay here", "a student", 9}},
       {{"Ruth Vance", NameKind::kPerson, "", "", "n5", 1}, {"Lim", NameKind::kPerson, "", "", "", 1}}}};
  StoryModel model;
  model.lead = teaser(1, "est");
  model.told = told_story({teaser(1, "est")}, {true}, std::move(facts));
  const auto html = story_page(visit("de"), model).body;
  EXPECT_THAT(html, HasSubstr("<a href=\"/name/n5-vance\">Vance</a>"));
  EXPECT_THAT(html, HasSubstr("<a href=\"/name/n5-ruth-vance\"><bdi>Ruth Vance</bdi>"));
  EXPECT_THAT(html, HasSubstr("/search?q=%22Lim%22")) << "of whom nobody can tell who it is";
  EXPECT_THAT(html, HasSubstr(">a student</span>"));
}

}  // namespace
}  // namespace kabar::serve

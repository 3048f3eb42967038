#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kabar/serve/page_fixture.h"

namespace kabar::serve {
namespace {

using testing::HasSubstr;
using testing::Not;

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t out = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++out;
  return out;
}

class StoryPage : public PageFixture {
 protected:
  std::string page(std::size_t versions, std::size_t offset, std::string lang = {}) {
    StoryModel model;
    model.story.id = StoryId{1};
    model.title = "A title";
    for (std::size_t i = 1; i <= versions; ++i) model.versions.push_back({teaser(i, "kale"), {}});
    model.lead = teaser(1, "kale");
    model.coverage.first = model.lead;
    const VersionChoice choice{std::move(lang), {}, model.versions, offset};
    return story_page(visit("en", "https://news.example"), model, choice).body;
  }
};

/// The part of a story's page that lists its sources, of which there are twenty.
std::string sources_of(const Visit& visit, std::string chosen) {
  StoryModel model;
  model.title = "A title";
  for (int i = 1; i <= 20; ++i)
    model.sources.push_back({"s" + std::to_string(i), "Source " + std::to_string(i), 2});
  const auto html = story_page(visit, model, {{}, std::move(chosen), model.versions, 0}).body;
  return html.substr(html.find("id=\"sources-title\""));
}

constexpr std::string_view kVersion = "<article class=\"version\"";

TEST_F(StoryPage, OfAStoryWithManyVersionsHasThirtyOfThem) {
  const auto html = page(70, 0);
  EXPECT_EQ(count_of(html, kVersion), 30U);
  EXPECT_THAT(html, HasSubstr("<span class=\"count\">70</span>")) << "says how many there are";
  EXPECT_THAT(html, HasSubstr("rel=\"next\" href=\"/story/s1-a-title?page=2#versions-title\""));
  EXPECT_THAT(html, Not(HasSubstr("rel=\"prev\"")));
  EXPECT_EQ(count_of(html, "\"@type\":\"ListItem\""), 30U);
}

TEST_F(StoryPage, ShowsTheLastVersionsUnfolded) {
  const auto html = page(70, 60);
  EXPECT_EQ(count_of(html, kVersion), 10U);
  EXPECT_THAT(html, HasSubstr(">Headline 61</a>"));
  EXPECT_THAT(html, Not(HasSubstr("More versions")));
  EXPECT_THAT(html, HasSubstr("rel=\"prev\" href=\"/story/s1-a-title?page=2#versions-title\""));
  EXPECT_THAT(html, Not(HasSubstr("rel=\"next\"")));
}

TEST_F(StoryPage, HasNoOthersWhereAllVersionsStandOnIt) {
  const auto html = page(30, 0);
  EXPECT_EQ(count_of(html, kVersion), 30U);
  EXPECT_THAT(html, Not(HasSubstr("class=\"paging\"")));
}

TEST_F(StoryPage, FoldsUpTheSourcesWithFewArticlesUnlessOneIsChosen) {
  const auto html = sources_of(visit(), "s2");
  EXPECT_LT(html.find("Source 15<"), html.find("<details class=\"more-told\">"));
  EXPECT_LT(html.find("<details"), html.find("Source 16<"));
  EXPECT_THAT(sources_of(visit(), "s20"), HasSubstr("<details class=\"more-told\" open>"));
}

TEST_F(StoryPage, EachHasAnAddressOfItsOwn) {
  EXPECT_THAT(page(70, 0), HasSubstr("rel=\"canonical\" href=\"https://news.example/story/s1-a-title\""));
  EXPECT_THAT(page(70, 30),
              HasSubstr("rel=\"canonical\" href=\"https://news.example/story/s1-a-title?page=2\""));
}

TEST_F(StoryPage, KeepsTheFiltersOnTheWayToOthers) {
  EXPECT_THAT(page(70, 30, "fr"),
              HasSubstr("rel=\"next\" href=\"/story/s1-a-title?lang=fr&amp;page=3#versions-title\""));
}

}  // namespace
}  // namespace kabar::serve

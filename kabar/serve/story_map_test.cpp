#include "kabar/serve/story_map.h"

#include <gmock/gmock.h>

#include "kabar/serve/map_labels.h"
#include "kabar/serve/page_fixture.h"
#include "kabar/serve/story_places.h"
#include "kabar/serve/told_story.h"

namespace kabar::serve {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr auto kYerevan = "geonames:616052", kBaku = "geonames:587084", kMoscow = "geonames:524901";

Name place(std::string text, std::string ref) {
  return {std::move(text), NameKind::kPlace, std::move(ref), "", "", 1};
}

class StoryMapPage : public PageFixture {
 protected:
  /// An article for each list of names.
  static ToldStory told(std::vector<std::vector<Name>> names) {
    std::vector<Teaser> articles;
    std::vector<store::Reader::ArticleFacts> facts;
    for (auto& list : names) {
      articles.push_back(teaser(articles.size() + 1, "outlet" + std::to_string(articles.size())));
      facts.push_back({articles.back().id, {{}, {}, std::move(list)}});
    }
    const std::vector<bool> open(articles.size());
    return told_story(std::move(articles), open, std::move(facts));
  }
  static std::vector<StoryPlace> places(std::vector<std::vector<Name>> names) {
    return told(std::move(names)).places;
  }
  std::string page(ToldStory told, std::string_view ui = "en") {
    StoryModel model;
    model.lead = teaser(1, "outlet");
    model.told = std::move(told);
    model.places = model.told.places;
    return story_page(visit(ui), model).body;
  }
  static std::vector<std::string> names_of(const std::vector<const StoryPlace*>& places) {
    std::vector<std::string> out;
    for (const auto* const one : places) out.push_back(one->name);
    return out;
  }
};

TEST_F(StoryMapPage, ShowsTheCitiesAndFillsTheCountriesNamed) {
  const auto html = page(told({{place("Yerevan", kYerevan), place("Armenia", "iso3166:AM")},
                               {place("Yerevan", kYerevan), place("Baku", kBaku)}}));
  EXPECT_THAT(html, HasSubstr("<use class=\"land\" href=\"/map/1_"));
  EXPECT_THAT(html, HasSubstr("#AM\"><title>Armenia · 1 article</title></use>"));
  EXPECT_THAT(html, HasSubstr("<title>Yerevan · 2 articles</title></circle>"));
  EXPECT_THAT(html, HasSubstr("aria-label=\"Map: Yerevan, Baku, Armenia\""));
  EXPECT_THAT(html, HasSubstr(">Yerevan</text>"));
}

TEST_F(StoryMapPage, CallsPlacesAsTheReaderDoes) {
  const auto names =
      std::vector<std::vector<Name>>{{place("Erivan", kYerevan), place("Arménie", "iso3166:AM")}};
  EXPECT_THAT(page(told(names), "fr"), HasSubstr("<bdi>Erivan</bdi>"));
  EXPECT_THAT(page(told(names), "de"), HasSubstr("<bdi>Yerevan</bdi>"));
  EXPECT_THAT(page(told(names), "de"), HasSubstr("<bdi>Armenien</bdi>"));
  EXPECT_THAT(page(told(names), "ar"), HasSubstr("<bdi>أرمينيا</bdi>"));
}

TEST_F(StoryMapPage, CallsNoCityInCapitals) {
  EXPECT_THAT(page(told({{place("YEREVAN", kYerevan)}}), "fr"), HasSubstr("<bdi>Yerevan</bdi>"));
}

TEST_F(StoryMapPage, HasNoSectionWhereNoPlaceIsNamed) {
  const auto html = page(told({{{"Ada Lim", NameKind::kPerson, "", "", "", 1}}}));
  EXPECT_THAT(html, Not(HasSubstr("class=\"places\"")));
  EXPECT_THAT(html, HasSubstr("Ada Lim"));
}

TEST_F(StoryMapPage, ListsPlacesOnce) {
  const auto html = page(told({{place("Yerevan", kYerevan)}}));
  const auto first = html.find("<bdi>Yerevan</bdi>");
  ASSERT_NE(first, html.npos);
  EXPECT_EQ(html.find("<bdi>Yerevan</bdi>", first + 1), html.npos);
}

TEST_F(StoryMapPage, CountsCopiesAndOutlets) {
  auto original = teaser(1, "one"), copy = teaser(2, "two");
  copy.copy_of = ArticleId{1};
  std::vector<store::Reader::ArticleFacts> facts(2);
  for (std::size_t i = 0; i < 2; ++i) facts[i] = {ArticleId{i + 1}, {{}, {}, {place("Yerevan", kYerevan)}}};
  const auto found = told_story({original, copy}, {true, true}, std::move(facts)).places;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].spellings.front().articles, 1U);
  EXPECT_EQ(found[0].articles, 2U);
  EXPECT_EQ(found[0].outlets, 2U);
  EXPECT_EQ(found[0].country, "AM");
}

TEST_F(StoryMapPage, LeavesOutWhatFewNameFarOff) {
  std::vector<std::vector<Name>> names(4, {place("Yerevan", kYerevan), place("Baku", kBaku)});
  names[0].push_back(place("Moscow", kMoscow));
  names[1].push_back(place("Moscow", kMoscow));
  const auto few = places(names);  // the map only points at them
  const auto map = story_map(few, 4);
  ASSERT_TRUE(map);
  EXPECT_THAT(names_of(map->cities), testing::UnorderedElementsAre("Yerevan", "Baku"));
  names[2].push_back(place("Moscow", kMoscow));
  EXPECT_EQ(story_map(places(names), 4)->cities.size(), 3U) << "three of four articles name it";
}

TEST_F(StoryMapPage, LeavesOutWhatFewName) {
  std::vector<std::vector<Name>> names(6, {place("Yerevan", kYerevan)});
  names[0].push_back(place("Moscow", kMoscow));
  const auto found = places(names);
  const auto map = story_map(found, 1);
  ASSERT_TRUE(map);
  EXPECT_THAT(names_of(map->cities), ElementsAre("Yerevan"));
  EXPECT_EQ(map->view.level, 1);
}

TEST_F(StoryMapPage, HoldsACountryThatManyNameAndNoCityStandsFor) {
  const auto near = places({{place("Yerevan", kYerevan), place("Armenia", "iso3166:AM")}});
  EXPECT_EQ(story_map(near, 1)->view.level, 1);
  const auto far = places({{place("Yerevan", kYerevan), place("France", "iso3166:FR")}});
  EXPECT_GT(story_map(far, 1)->view.level, 3);
}

TEST_F(StoryMapPage, ShowsUpToThreeCountriesAloneWhole) {
  const auto one = places({{place("Armenia", "iso3166:AM")}});
  ASSERT_TRUE(story_map(one, 1));
  EXPECT_THAT(story_map(one, 1)->cities, IsEmpty());
  const auto many = places({{place("Armenia", "iso3166:AM"), place("France", "iso3166:FR"),
                             place("Chad", "iso3166:TD"), place("Peru", "iso3166:PE")}});
  EXPECT_FALSE(story_map(many, 1));
}

TEST_F(StoryMapPage, DrawsNothingThatIsNamedInPassing) {
  const auto found = places({{place("Yerevan", kYerevan)}});
  EXPECT_TRUE(story_map(found, 4));
  EXPECT_FALSE(story_map(found, 5));
}

TEST_F(StoryMapPage, KnowsNoMapOfWhatHasNoOutline) {
  EXPECT_FALSE(story_map(places({{place("Antarctica", "iso3166:AQ")}}), 1));
  EXPECT_TRUE(places({{place("Nowhere", "geonames:1")}}).empty());
}

TEST(MapAnswer, IsThePictureOfItsAddressAlone) {
  const auto answer = answer_map("/map/1_445_400.svg");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("Content-Type"), "image/svg+xml");
  EXPECT_THAT(answer.body, HasSubstr("id=\"AM\""));
  for (const auto* const path : {"/map/", "/map/1_445_400", "/map/.svg", "/map/9_0_0.svg", "/map/../x.svg"})
    EXPECT_EQ(answer_map(path).status, 404) << path;
}

TEST(MapLabels, StandBesideTheirPointsAndOverNothing) {
  MapLabels labels;
  labels.add("Yerevan", {300, 200}, 14);
  labels.add("Gyumri", {296, 196}, 8);
  labels.add("Baku", {620, 200}, 8);
  const auto placed = labels.placed(400);
  ASSERT_EQ(placed.size(), 3U);
  EXPECT_EQ(placed[0].anchor, "start");
  EXPECT_NE(placed[1].anchor, "start");
  EXPECT_EQ(placed[2].anchor, "end") << "no room on the right";
}

TEST(MapLabels, AreLeftOutWithoutRoom) {
  MapLabels labels;
  for (int i = 0; i < 12; ++i) labels.add("Kapuskasing", {320.0 + i, 200}, 8);
  EXPECT_LT(labels.placed(400).size(), 5U);
}

}  // namespace
}  // namespace kabar::serve

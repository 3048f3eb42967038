#include <gmock/gmock.h>

#include "kabar/serve/page_fixture.h"

namespace kabar::serve {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::Pair;

class SearchPage : public PageFixture {
 protected:
  SearchPage() {
    model_.asked.query = "fire";
    model_.searched = true;
  }
  std::string page() { return search_page(visit(), model_).body; }
  void find(std::size_t count) {
    for (std::uint64_t id = 1; id <= count; ++id) model_.hits.push_back(teaser(id, "a"));
    model_.facets.counted = count;
  }

  SearchModel model_;
};

TEST_F(SearchPage, FacetsNarrowAndWidenTheSearch) {
  find(3);
  model_.asked.lang = "fr";
  model_.facets.languages = {{"fr", 2}, {"de", 1}};
  model_.facets.topics = {{topic_name(Topic::kSport), 3}};
  const auto html = page();
  EXPECT_THAT(html, HasSubstr("<a href=\"/search?q=fire\" aria-current=\"true\"><span>French</span>"));
  EXPECT_THAT(html, HasSubstr("<a href=\"/search?q=fire&amp;lang=de\"><span>German</span>"));
  EXPECT_THAT(html, HasSubstr("topic=medtop"));
  EXPECT_THAT(html, HasSubstr("3 matches"));
}

TEST_F(SearchPage, LeadsToWhatNamesSomebody) {
  find(3);
  search::NameCount named;
  named.entity = {
      EntityId{4}, NameKind::kPerson, "", {{"0ada lim", "Ada Lim", "en", 2}, {"0a. lim", "A. Lim", "fr", 1}}};
  named.articles = 3;
  model_.facets.names = {named};
  model_.facets.named = 3;
  EXPECT_THAT(page(), HasSubstr("<a href=\"/search?q=fire&amp;name=n4\"><bdi>Ada Lim</bdi>"));
  model_.asked.name = "n4";
  const auto html = page();
  EXPECT_THAT(html, HasSubstr("<a href=\"/search?q=fire\" aria-current=\"true\"><bdi>Ada Lim</bdi>"));
  EXPECT_THAT(html, HasSubstr("<input type=\"hidden\" name=\"name\" value=\"n4\">"));
}

TEST_F(SearchPage, SaysOverHowManyNamesWereCounted) {
  find(1);
  model_.facets.counted = 900;
  model_.facets.named = 40;
  model_.facets.names.resize(1);
  model_.facets.names[0].entity.spellings = {{"0ada lim", "Ada Lim", "en", 2}};
  EXPECT_THAT(page(), HasSubstr("Counted over the newest 40 matches."));
}

TEST_F(SearchPage, SaysThatOnlyTheNewestWereCounted) {
  find(1);
  model_.facets.counted = 1'000;
  model_.facets.more = true;
  EXPECT_THAT(page(), HasSubstr("Counted over the newest 1,000 matches."));
}

TEST_F(SearchPage, DaysAreAChartOfLinks) {
  find(2);
  model_.facets.days = {{"2026-08-20", 9}, {"2026-11-19", 1}, {"2026-11-21", 4}};
  const auto html = page();
  EXPECT_THAT(html, HasSubstr("/search?q=fire&amp;day=2026-11-21"));
  EXPECT_THAT(html, HasSubstr("4 matches"));
  EXPECT_THAT(html, HasSubstr("x=\"708\""));
  EXPECT_THAT(html, Not(HasSubstr("2026-08-20"))) << "only the last sixty days";
  model_.facets.days.resize(1);
  EXPECT_THAT(page(), Not(HasSubstr("<figure class=\"chart\">")));
}

TEST_F(SearchPage, TheFormKeepsWhatItHasNoFieldFor) {
  model_.asked.name = "n4";
  model_.asked.order = search::Order::kBest;
  const auto html = page();
  EXPECT_THAT(html, HasSubstr("<input type=\"hidden\" name=\"name\" value=\"n4\">"));
  EXPECT_THAT(html, HasSubstr("<option value=\"best\" selected>"));
}

TEST_F(SearchPage, TheFormHasAFieldForEachFilterThatPeopleTell) {
  model_.countries = {"DE", "FR"};
  model_.asked.country = "fr";
  model_.asked.topic = topic_name(Topic::kSport);
  model_.asked.day = "2026-11-21";
  const auto html = page();
  EXPECT_THAT(html, HasSubstr("<option value=\"FR\" selected>France</option>"));
  EXPECT_THAT(html, HasSubstr("<option value=\"DE\">Germany</option>"));
  EXPECT_THAT(html, HasSubstr("<option value=\"" + topic_name(Topic::kSport) + "\" selected>"));
  EXPECT_THAT(html, HasSubstr("name=\"day\" value=\"2026-11-21\""));
  EXPECT_THAT(html, HasSubstr("<a href=\"/search?q=fire\">Search without filters</a>"));
}

TEST_F(SearchPage, ShowsWhyAHitWasFound) {
  find(2);
  model_.passages = {{"The <fire> burns", {{5, 4}}}, {}};
  model_.hits[1].excerpt = "Its own excerpt";
  const auto html = page();
  EXPECT_THAT(html, HasSubstr("The &lt;<mark>fire</mark>&gt; burns"));
  EXPECT_THAT(html, HasSubstr("Its own excerpt"));
}

std::size_t hits_in(std::string_view html) {
  std::size_t shown = 0;
  for (auto at = html.find("class=\"hit\""); at != html.npos; at = html.find("class=\"hit\"", at + 1))
    ++shown;
  return shown;
}

TEST_F(SearchPage, FoldsCopiesUnderWhatTheyAreCopiesOf) {
  find(4);
  model_.hits[0].copy_of = model_.hits[2].copy_of = model_.hits[1].id;
  const auto html = page();
  EXPECT_THAT(html, HasSubstr("3 outlets carry this text"));
  EXPECT_EQ(hits_in(html), 2U);
}

TEST_F(SearchPage, FoldsWhatHasNoTextByTheHeadlineInItsStory) {
  find(4);
  for (auto& hit : model_.hits) hit.headline = "Fire burns";
  for (const auto i : {0U, 1U, 2U}) model_.hits[i].excerpt.clear();
  model_.hits[2].story = StoryId{99};
  EXPECT_EQ(hits_in(page()), 3U);
}

TEST_F(SearchPage, OddQueriesAreExplainedAndEscaped) {
  model_.notes = {{search::Note::Kind::kUnknownValue, "source:<b>"}, {search::Note::Kind::kOpenQuote}};
  model_.suggestion = "fires & <floods>";
  const auto html = page();
  EXPECT_THAT(html, HasSubstr("source:&lt;b&gt; is not known here"));
  EXPECT_THAT(html, HasSubstr("A quotation mark is not closed"));
  EXPECT_THAT(html, HasSubstr("fires &amp; &lt;floods&gt;"));
  EXPECT_THAT(html, HasSubstr("/search?q=fires%20%26%20%3Cfloods%3E"));
}

TEST(ReadSearchRequest, TakesItsParameters) {
  Request request;
  request.params = {
      {"q", "fire"}, {"topic", "medtop:15000000"}, {"day", "2026-11-21"}, {"sort", "best"}, {"page", "2"}};
  const auto asked = *search_request(request);
  EXPECT_THAT(asked.params(), ElementsAre(Pair("q", "fire"), Pair("topic", "medtop:15000000"),
                                          Pair("day", "2026-11-21"), Pair("sort", "best")));
  EXPECT_EQ(asked.in_words(), "fire topic:medtop:15000000 day:2026-11-21");
  const auto filters = asked.filters();
  EXPECT_EQ(filters.root.parts.front().text, "medtop:15000000");
  EXPECT_TRUE(filters.root.parts.front().exact);
  EXPECT_EQ(filters.after, parse_iso("2026-11-21"));
  EXPECT_EQ(filters.before, parse_iso("2026-11-22"));
  request.params = {{"day", "soon"}};
  EXPECT_EQ(search_request(request)->filters().notes.front().kind, search::Note::Kind::kNoDate);
  request.params = {{"sort", "odd"}};
  EXPECT_EQ(search_request(request).error().code, Errc::kInvalidInput);
  EXPECT_EQ(lenient_search_request(request).order, search::Order::kNewest) << "readers get an answer";
}

}  // namespace
}  // namespace kabar::serve

#include "kabar/serve/told_view.h"

#include <gmock/gmock.h>

#include "kabar/serve/figure_words.h"
#include "kabar/serve/page_fixture.h"
#include "kabar/serve/text_fragment.h"
#include "kabar/serve/told_story.h"

namespace kabar::serve {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

Figure killed(double low, Qualifier qualifier, std::string speaker, std::string about = "people") {
  Figure out;
  out.kind = FigureKind::kKilled;
  out.low = low;
  if (qualifier != Qualifier::kAtLeast) out.high = low;
  out.qualifier = qualifier;
  out.attribution = std::move(speaker);
  out.about = std::move(about);
  out.sentence = "The flood killed " + std::to_string(static_cast<int>(low)) + ", says " + out.attribution;
  return out;
}

class ToldPage : public PageFixture {
 protected:
  /// Article 1 counts, its copy 2 as well, article 3 counts otherwise; all of outlets whose texts are shown.
  static ToldStory told(const std::vector<Figure>& first, std::vector<Figure> third, bool open = true) {
    return told_with_copy(first, first, std::move(third), open);
  }
  static ToldStory told_with_copy(std::vector<Figure> first, std::vector<Figure> second,
                                  std::vector<Figure> third, bool open = true) {
    auto copy = article(2);
    copy.copy_of = ArticleId{1};
    std::vector<store::Reader::ArticleFacts> facts(3);
    facts[0] = {ArticleId{1}, {std::move(first), {{"Nobody slept", "the mayor", 0}}, {}}};
    facts[1] = {ArticleId{2}, {std::move(second), {{"Nobody slept", "the mayor", 0}}, {}}};
    facts[2] = {ArticleId{3}, {std::move(third), {}, {{"Ada Lim", NameKind::kPerson, "", "", "", 1}}}};
    return told_story({article(1), copy, article(3)}, {open, open, open}, std::move(facts));
  }
  static Teaser article(std::uint64_t id) {
    auto out = teaser(id, "outlet" + std::to_string(id));
    out.when = now() - std::chrono::hours(10 - static_cast<int>(id));
    return out;
  }
  std::string page(ToldStory told, std::string_view ui = "en") {
    StoryModel model;
    model.lead = article(1);
    model.told = std::move(told);
    return story_page(visit(ui), model).body;
  }
};

TEST_F(ToldPage, ShowsWhoGivesWhichNumber) {
  const auto html = page(told({killed(18, Qualifier::kAtLeast, "police")}, {}));
  EXPECT_THAT(html, HasSubstr("<bdi>at least 18</bdi>"));
  EXPECT_THAT(html, HasSubstr("police</span>"));
  EXPECT_THAT(html, HasSubstr("the same number in 1 more article"));
  EXPECT_THAT(html, HasSubstr("/article/a1-headline-1#:~:text=The%20flood%20killed%2018%2C%20says%20police"));
  EXPECT_THAT(html, HasSubstr("<caption>Killed</caption>"));
}

TEST_F(ToldPage, NamesUpdatesAndDifferencesAndNoMore) {
  const auto update =
      page(told({killed(3, Qualifier::kExact, "police")}, {killed(5, Qualifier::kExact, "police")}));
  EXPECT_THAT(update, HasSubstr("Update: 3 before, on the same word"));
  const auto difference =
      page(told({killed(3, Qualifier::kExact, "police")}, {killed(9, Qualifier::kExact, "rebels")}));
  EXPECT_THAT(difference, HasSubstr("Differs from 3 (police)"));
  const auto nothing =
      page(told({killed(3, Qualifier::kExact, "")}, {killed(9, Qualifier::kExact, "rebels")}));
  EXPECT_THAT(nothing, Not(HasSubstr("Differs")));
  EXPECT_THAT(nothing, Not(HasSubstr("nobody")));
}

TEST_F(ToldPage, CitesACopyForItsOwnWordsAlone) {
  const auto story = told_with_copy({killed(10, Qualifier::kExact, "police")},
                                    {killed(20, Qualifier::kExact, "police")}, {});
  ASSERT_EQ(story.figures.size(), 2U);
  EXPECT_EQ(story.figures[0].articles, std::vector<std::size_t>{0});
  EXPECT_EQ(story.figures[1].articles, std::vector<std::size_t>{1});
  EXPECT_EQ(story.figures[1].relation, understand::Relation::kUpdate);
  EXPECT_THAT(page(story), HasSubstr("Update: 10 before, on the same word"));
}

TEST_F(ToldPage, LeadsEachArticleToItsOwnSentence) {
  auto other = killed(18, Qualifier::kExact, "police");
  other.sentence = "Police: 18 dead";
  const auto html = page(told_with_copy({killed(18, Qualifier::kExact, "police")}, {other}, {}));
  EXPECT_THAT(html, HasSubstr("/article/a2-headline-2#:~:text=Police%3A%2018%20dead"));
}

TEST_F(ToldPage, CountsNoOtherPeopleAsTheSameNumber) {
  const auto html = page(told({killed(18, Qualifier::kExact, "police", "soldats")},
                              {killed(18, Qualifier::kExact, "rebels", "civils")}));
  EXPECT_THAT(html, Not(HasSubstr("the same number in 2 more articles")));
  EXPECT_THAT(html, HasSubstr("the same number in 1 more article"));
  EXPECT_THAT(html, HasSubstr(">civils</span>"));
}

TEST_F(ToldPage, ShowsFirstWhoIsNamedAndNumbersThatAreTheSame) {
  const auto html =
      page(told({killed(18, Qualifier::kExact, "")}, {killed(18, Qualifier::kExact, "rebels")}));
  EXPECT_LT(html.find("rebels</span>"), html.find("More figures"));
  EXPECT_THAT(html, HasSubstr("the same number in 2 more articles"));
}

TEST_F(ToldPage, LeavesRoomForEachKind) {
  std::vector<Figure> many;
  for (int i = 0; i < 20; ++i) many.push_back(killed(100 + i, Qualifier::kExact, "police"));
  auto more = many;
  for (auto& one : more) one.low = one.high = *one.low + 100;
  auto counted = killed(7777, Qualifier::kExact, "police", "lorries");
  counted.kind = FigureKind::kCount;
  more.push_back(counted);
  const auto html = page(told_with_copy(many, {}, more));
  EXPECT_THAT(html, HasSubstr("<bdi>7,777</bdi>"));
  EXPECT_THAT(html, HasSubstr("Statements left out here: 9"));
}

TEST_F(ToldPage, SaysHowManyStatementsAreLeftOut) {
  auto story = told({killed(18, Qualifier::kExact, "police")}, {});
  EXPECT_THAT(page(story), Not(HasSubstr("left out")));
  story.figures_left_out = 1234;
  EXPECT_THAT(page(story), HasSubstr("Statements left out here: 1,234"));
}

TEST_F(ToldPage, SpeaksTheReadersLanguage) {
  const auto html = page(told({killed(1200, Qualifier::kAbout, "police")}, {}), "de");
  EXPECT_THAT(html, HasSubstr("<bdi>etwa 1.200</bdi>"));
  EXPECT_THAT(html, HasSubstr("<caption>Getötet</caption>"));
}

TEST_F(ToldPage, DrawsThreeTimesOrMoreOfOneSubject) {
  const auto by_police = [](double number, std::string about = "people") {
    return killed(number, Qualifier::kExact, "police", std::move(about));
  };
  EXPECT_THAT(page(told({by_police(3)}, {by_police(5)})), Not(HasSubstr("class=\"marks\"")));
  const auto story =
      told_with_copy({by_police(3)}, {by_police(4)}, {by_police(5), by_police(900, "soldiers")});
  const auto html = page(story);
  EXPECT_THAT(html, HasSubstr("class=\"marks\""));
  EXPECT_THAT(html, HasSubstr(">5</text>"));
  EXPECT_THAT(html, HasSubstr(">3</text>"));
  EXPECT_THAT(html, Not(HasSubstr(">900</text>")));
  EXPECT_THAT(html, HasSubstr("<bdi>3 → 4 → 5</bdi>"));
  EXPECT_THAT(page(story, "ar"), HasSubstr(" ← "));
}

TEST_F(ToldPage, DrawsNoLineFromOneSpeakerToAnother) {
  const auto html =
      page(told_with_copy({killed(3, Qualifier::kExact, "police")}, {killed(4, Qualifier::kExact, "rebels")},
                          {killed(5, Qualifier::kExact, "witnesses")}));
  EXPECT_THAT(html, HasSubstr("<circle"));
  EXPECT_THAT(html, Not(HasSubstr("class=\"line")));
}

TEST_F(ToldPage, ShowsItsArticlesAndTheirOutletsBeforeTheFigures) {
  const auto html = page(told({killed(18, Qualifier::kAtLeast, "police")}, {}));
  EXPECT_LT(html.find("versions-title"), html.find("class=\"facts\""));
  EXPECT_LT(html.find("class=\"facts\""), html.find("id=\"figures-title\""));
}

TEST_F(ToldPage, WithoutFactsSaysNothingOfThem) {
  const auto html = page({});
  EXPECT_THAT(html, Not(HasSubstr("figures-title")));
  EXPECT_THAT(html, Not(HasSubstr("quotes-title")));
}

TEST_F(ToldPage, ShowsQuotesAndNames) {
  const auto html = page(told({}, {}));
  EXPECT_THAT(html, HasSubstr("and 1 more article"));
  EXPECT_THAT(html, HasSubstr("<p>Nobody slept</p>"));
  EXPECT_THAT(html, HasSubstr("the mayor</span>"));
  EXPECT_THAT(html, HasSubstr("<bdi>Ada Lim</bdi>"));
}

TEST_F(ToldPage, CutsLongSentencesOfTextsThatMayNotBeShown) {
  auto figure = killed(3, Qualifier::kExact, "police");
  figure.sentence = "The flood " + std::string(200, 'x') + " " + std::string(200, 'y') + " killed 3.";
  EXPECT_EQ(told({figure}, {}).figures[0].figure.sentence, figure.sentence);
  EXPECT_THAT(told({figure}, {}, false).figures[0].figure.sentence, Not(HasSubstr("killed 3")));
}

TEST_F(ToldPage, WritesEachUnitAsTheLocaleDoes) {
  const auto opened = visit("fr");
  Figure figure;
  figure.kind = FigureKind::kMoney;
  figure.low = figure.high = 4'500'000;
  figure.unit = "EUR";
  EXPECT_THAT(value_words(opened.language(), figure), HasSubstr("€"));
  figure = {FigureKind::kLength, 5, 12.5, Qualifier::kBetween, "km", {}, {}, false, {}};
  EXPECT_THAT(value_words(opened.language(), figure), AllOf(StartsWith("5 à 12,5"), HasSubstr("km")));
  figure = {FigureKind::kDuration, 2, 2, Qualifier::kExact, "", {}, {}, false, {}};
  EXPECT_THAT(value_words(opened.language(), figure), HasSubstr("ans"));
  figure = {FigureKind::kKilled, {}, {}, Qualifier::kAbout, "", {}, {}, false, {}};
  EXPECT_EQ(value_words(opened.language(), figure), "sans nombre");
}

TEST(TextFragment, GivesBothEndsOfWhatIsLong) {
  EXPECT_EQ(text_fragment("Two-day storm, over"), "#:~:text=Two%2Dday%20storm%2C%20over");
  EXPECT_EQ(text_fragment(""), "");
  const auto fragment = text_fragment(
      "The river rose all night until it stood in the streets of the old town and "
      "in the cellars below them.");
  EXPECT_EQ(fragment,
            "#:~:text=The%20river%20rose%20all%20night%20until,and%20in%20the%20cellars%20below%20them.");
  EXPECT_EQ(text_fragment("Cut short…"), "#:~:text=Cut%20short");
}

}  // namespace
}  // namespace kabar::serve

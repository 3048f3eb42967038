#include "kabar/understand/side_by_side.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kabar::understand {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

constexpr auto kNoRelation = "";

Figure killed(double number, const std::string& speaker, std::string about = "people",
              const std::string& place = {}) {
  Figure out;
  out.kind = FigureKind::kKilled;
  out.low = out.high = number;
  out.attribution = speaker;
  out.about = std::move(about);
  out.sentence = std::to_string(number) + " killed" + place + ", said " + speaker;
  return out;
}

/// An article of an outlet of its own.
StatingArticle at(int hours, std::size_t article, std::vector<Figure> figures, std::string lang = "en") {
  return {article,
          Timestamp{std::chrono::hours{hours}},
          true,
          std::move(lang),
          "outlet" + std::to_string(article),
          std::move(figures),
          {}};
}

std::vector<Statement> statements(const std::vector<StatingArticle>& articles) {
  return side_by_side(articles).statements;
}

/// How the number of people killed stands to others: "update 10", "difference 10" or nothing.
std::string relation_of(double number, const std::vector<StatingArticle>& articles) {
  const auto all = statements(articles);
  for (const auto& one : all) {
    if (one.figure.low != number || !one.to) continue;
    const auto name = one.relation == Relation::kUpdate ? "update " : "difference ";
    return name + std::to_string(static_cast<int>(*all[*one.to].figure.low));
  }
  return kNoRelation;
}

TEST(SideBySide, FoldsWhatManyArticlesCarry) {
  const auto all =
      statements({at(5, 1, {killed(3, "police"), killed(3, "police")}), at(4, 0, {killed(3, "Police")})});
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_THAT(all[0].articles, ElementsAre(0, 1));
}

TEST(SideBySide, KeepsForEachArticleItsOwnSentence) {
  auto other = killed(3, "police");
  other.sentence = "Police: three dead";
  const auto all = statements({at(4, 0, {killed(3, "police")}), at(5, 1, {other})});
  EXPECT_THAT(all[0].sentences, ElementsAre(all[0].figure.sentence, "Police: three dead"));
}

TEST(SideBySide, FoldsWhatNamesNobodyWithTheSameSentenceAlone) {
  auto soldiers = killed(2, "", ""), civilians = soldiers;
  soldiers.sentence = "Two of its soldiers died.";
  civilians.sentence = "27 died, two of them civilians.";
  EXPECT_THAT(statements({at(4, 0, {soldiers}), at(5, 1, {civilians})}), SizeIs(2));
  EXPECT_THAT(statements({at(4, 0, {soldiers}), at(5, 1, {soldiers})}), SizeIs(1));
  soldiers.attribution = civilians.attribution = "AFP";  // of a byline
  EXPECT_THAT(statements({at(4, 0, {soldiers}), at(5, 1, {civilians})}), SizeIs(2));
}

TEST(SideBySide, FoldsNothingAcrossLanguages) {
  EXPECT_THAT(
      statements({at(4, 0, {killed(3, "AFP", "police")}), at(5, 1, {killed(3, "AFP", "police")}, "fr")}),
      SizeIs(2));
}

TEST(SideBySide, TellsALaterCountOfTheSameSpeakerAsAnUpdate) {
  EXPECT_EQ(relation_of(5, {at(30, 1, {killed(5, "police")}), at(4, 0, {killed(3, "police")})}), "update 3");
}

TEST(SideBySide, TakesNoClockOfAnotherCenturyForTheTimeOfACount) {
  EXPECT_EQ(relation_of(5, {at(4, 0, {killed(3, "police")}), at(24 * 365 * 50, 1, {killed(5, "police")})}),
            kNoRelation);
}

TEST(SideBySide, TellsWhatCannotBothBeRightAsADifference) {
  EXPECT_EQ(relation_of(9, {at(4, 0, {killed(3, "police")}), at(5, 1, {killed(9, "rebels")})}),
            "difference 3");
}

TEST(SideBySide, KnowsASpeakerInMoreOrFewerWords) {
  const auto later = [](const char* speaker) {
    return relation_of(
        200, {at(4, 0, {killed(27, "Armenian separatist officials")}), at(40, 1, {killed(200, speaker)})});
  };
  EXPECT_EQ(later("the latest count by separatist officials"), "update 27");
  for (const auto* const other : {"officials", "Russian separatist officials", "the latest count", "police",
                                  "officials of a separatist party"})
    EXPECT_EQ(later(other), kNoRelation) << other;
  EXPECT_EQ(relation_of(4, {at(4, 0, {killed(3, "police")}), at(5, 1, {killed(4, "Police later")})}),
            "update 3");
}

TEST(SideBySide, KnowsASpeakerInOneWordOfTheSameOutletWhereItMeansOneAlone) {
  auto first = at(4, 0, {killed(2, "un premier bilan par les séparatistes arméniens", "civils")}, "fr");
  auto later = at(40, 1, {killed(200, "le dernier décompte des séparatistes", "morts")}, "fr");
  EXPECT_EQ(relation_of(200, {first, later}), kNoRelation);
  later.outlet = first.outlet;
  EXPECT_EQ(relation_of(200, {first, later}), "update 2");
  const auto others = at(3, 2, {killed(8, "séparatistes russes", "morts")}, "fr");
  EXPECT_EQ(relation_of(200, {first, later, others}), kNoRelation);
  auto town = at(4, 0, {killed(2, "Ambon police")}), country = at(40, 1, {killed(200, "police")});
  country.outlet = town.outlet;
  EXPECT_EQ(relation_of(200, {town, country}), kNoRelation);
  auto moscow = at(4, 0, {killed(2, "Moscow")}), guards = at(40, 1, {killed(200, "Moscow guards")});
  guards.outlet = moscow.outlet;
  moscow.names = {{"Moscow", NameKind::kPlace, {}, {}, {}, 1}};
  EXPECT_EQ(relation_of(200, {moscow, guards}), kNoRelation);
}

TEST(SideBySide, NeverTakesSubjectsOfTwoKindsForOne) {
  const auto told = [](const char* before, const char* now) {
    return relation_of(200,
                       {at(4, 0, {killed(2, "police", before)}), at(40, 1, {killed(200, "police", now)})});
  };
  EXPECT_EQ(told("civilians", "soldiers"), kNoRelation);
  EXPECT_EQ(told("people", "soldiers"), kNoRelation);
  EXPECT_EQ(told("dead", "people"), "update 2");
  EXPECT_EQ(told("civilians", "people"), "update 2");
  EXPECT_EQ(relation_of(200, {at(4, 0, {killed(2, "police", "civilians")}),
                              at(40, 1, {killed(200, "police"), killed(3, "police", "civilians")})}),
            kNoRelation);
  EXPECT_EQ(relation_of(200, {at(4, 0, {killed(2, "police", "civilians"), killed(27, "police")}),
                              at(40, 1, {killed(200, "police")})}),
            "update 27");
}

TEST(SideBySide, TellsNoDifferenceOfSpeakersWhoMayBeOne) {
  for (const auto* const other : {"Ambon police", "the latest count", "Police"})
    EXPECT_THAT(relation_of(9, {at(4, 0, {killed(3, "police")}), at(5, 1, {killed(9, other)})}),
                testing::Not(testing::StartsWith("difference")))
        << other;
  EXPECT_EQ(
      relation_of(9, {at(4, 0, {killed(3, "Russian ministry")}), at(5, 1, {killed(9, "Turkish ministry")})}),
      "difference 3");
}

TEST(SideBySide, LeavesToAnArticleHowItsOwnNumbersStand) {
  EXPECT_EQ(relation_of(400, {at(4, 0, {killed(23, "EFE"), killed(400, "rebels")})}), kNoRelation);
  const std::vector<StatingArticle> earlier_later{at(8, 0, {killed(10, "police")}),
                                                  at(9, 1, {killed(10, "police"), killed(4, "police")})};
  EXPECT_EQ(relation_of(4, earlier_later), kNoRelation);
  EXPECT_EQ(relation_of(10, earlier_later), kNoRelation);
}

TEST(SideBySide, SetsNobodyBesideAnAgencyThatItsSentenceDoesNotName) {
  auto agency = killed(23, "EFE");
  agency.sentence = "23 were killed.";
  EXPECT_EQ(relation_of(400, {at(4, 0, {agency}), at(5, 1, {killed(400, "rebels")})}), kNoRelation);
}

TEST(SideBySide, SetsTheNewestNumberOfASpeakerAloneBesideOthers) {
  std::vector<StatingArticle> articles{at(8, 0, {killed(10, "police")}), at(9, 1, {killed(20, "police")}),
                                       at(10, 2, {killed(20, "rebels")})};
  for (const auto& one : statements(articles)) EXPECT_NE(one.relation, Relation::kDifference);
  articles[2] = at(10, 2, {killed(35, "rebels")});
  EXPECT_EQ(relation_of(35, articles), "difference 20");
  articles.push_back(at(11, 3, {killed(10, "police")}));  // a return, or an outlet that is late
  EXPECT_EQ(relation_of(35, articles), kNoRelation);
  EXPECT_EQ(relation_of(10, articles), kNoRelation);
}

TEST(SideBySide, TellsOfADifferenceAtTheEarlierWhereTheLaterIsAnUpdate) {
  const std::vector<StatingArticle> articles{
      at(7, 0, {killed(35, "rebels")}), at(8, 1, {killed(10, "police")}), at(9, 2, {killed(20, "police")})};
  EXPECT_EQ(relation_of(20, articles), "update 10");
  EXPECT_EQ(relation_of(35, articles), "difference 20");
}

TEST(SideBySide, SaysNothingByATimeThatNoOutletGave) {
  auto undated = at(9, 1, {killed(30, "police")});
  undated.dated = false;
  EXPECT_EQ(relation_of(30, {at(8, 0, {killed(10, "police")}), undated}), kNoRelation);
  undated.figures = {killed(30, "rebels")};
  EXPECT_EQ(relation_of(30, {at(8, 0, {killed(10, "police")}), undated}), kNoRelation);
}

TEST(SideBySide, SaysNothingAcrossLanguages) {
  EXPECT_EQ(relation_of(30, {at(8, 0, {killed(20, "police", "migrants")}),
                             at(9, 1, {killed(30, "police", "migrants")}, "fr")}),
            kNoRelation);
}

TEST(SideBySide, SaysNothingOfTwoPlaces) {
  auto one = at(8, 0, {killed(7, "police", "people", " in Marhaven")});
  auto other = at(9, 1, {killed(10, "police", "people", " in Lodden")});
  one.names = {{"Marhaven", NameKind::kPlace, {}, {}, {}, 1}};
  other.names = {{"Lodden", NameKind::kPlace, {}, {}, {}, 1}};
  EXPECT_EQ(relation_of(10, {one, other}), kNoRelation);
  other.figures = {killed(10, "police")};
  EXPECT_EQ(relation_of(10, {one, other}), "update 7");
}

TEST(SideBySide, TellsNoDifferenceOfAPart) {
  EXPECT_EQ(relation_of(3, {at(8, 0, {killed(10, "police")}),
                            at(9, 1, {killed(3, "ministry", "people", " inside the hall")})}),
            kNoRelation);
}

TEST(SideBySide, ClaimsNoMoreThanTheTextsDo) {
  auto at_least = killed(3, "police");
  at_least.high.reset();
  at_least.qualifier = Qualifier::kAtLeast;
  auto past = killed(900, "rebels");
  past.background = true;
  for (const auto& other : {killed(9, "rebels"), killed(1, ""), killed(1, "rebels", "soldiers"), past})
    for (const auto& statement : statements({at(4, 0, {at_least}), at(5, 1, {other})}))
      EXPECT_EQ(statement.relation, Relation::kNone);
  EXPECT_EQ(relation_of(1, {at(4, 0, {at_least}), at(40, 1, {killed(1, "rebels")})}), kNoRelation);
  EXPECT_EQ(relation_of(3, {at(4, 0, {at_least}), at(40, 1, {killed(3, "police")})}), kNoRelation);
}

TEST(SideBySide, KeepsRoomForEachKindAndOutletAndSaysWhatIsLeftOut) {
  std::vector<Figure> flood;
  for (int i = 0; i < 200; ++i) flood.push_back(killed(1000 + i, "police in sector " + std::to_string(i)));
  auto injured = killed(25, "police");
  injured.kind = FigureKind::kInjured;
  std::vector<StatingArticle> articles{at(4, 900, {killed(10, "police"), injured})};
  for (std::size_t i = 0; i < 3; ++i) articles.push_back(at(5, i, flood)), articles.back().outlet = "spam";
  const auto all = side_by_side(articles);
  EXPECT_THAT(all.statements, SizeIs(22));
  EXPECT_EQ(all.left_out, 180U);
  articles.clear();
  for (int i = 0; i < 150; ++i)
    articles.push_back(at(i, static_cast<std::size_t>(i), {killed(1000 + i, "police")}));
  const auto newest = side_by_side(articles);
  ASSERT_THAT(newest.statements, SizeIs(100));
  EXPECT_EQ(newest.statements.back().figure.low, 1149);
  EXPECT_EQ(newest.left_out, 50U);
}

}  // namespace
}  // namespace kabar::understand

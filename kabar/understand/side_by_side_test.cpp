#include "kabar/understand/side_by_side.h"

#include <gtest/gtest.h>

namespace kabar::understand {
namespace {

ToldFigure told(double killed, std::string speaker, std::size_t article, int hours,
                std::string about = "people") {
  Figure figure;
  figure.kind = FigureKind::kKilled;
  figure.low = figure.high = killed;
  figure.attribution = std::move(speaker);
  figure.about = std::move(about);
  figure.sentence = std::to_string(killed) + " killed, said " + figure.attribution;
  return {figure, article, Timestamp{std::chrono::hours{hours}}, "en"};
}

TEST(SideBySide, FoldsWhatManyArticlesCarry) {
  const auto statements =
      side_by_side({told(3, "police", 1, 5), told(3, "Police", 0, 4), told(3, "police", 1, 6)});
  ASSERT_EQ(statements.size(), 1U);
  EXPECT_EQ(statements[0].articles, (std::vector<std::size_t>{0, 1}));
}

TEST(SideBySide, TellsALaterCountOfTheSameSpeakerAsAnUpdate) {
  const auto statements = side_by_side({told(5, "police", 1, 30), told(3, "police", 0, 4)});
  ASSERT_EQ(statements.size(), 2U);
  EXPECT_EQ(statements[1].relation, Relation::kUpdate);
  EXPECT_EQ(statements[1].to, 0U);
}

TEST(SideBySide, TellsWhatCannotBothBeRightAsADifference) {
  const auto statements = side_by_side({told(3, "police", 0, 4), told(9, "rebels", 1, 5)});
  ASSERT_EQ(statements.size(), 2U);
  EXPECT_EQ(statements[1].relation, Relation::kDifference);
}

TEST(SideBySide, KnowsASpeakerInMoreOrFewerWords) {
  const auto statements = side_by_side({told(27, "Armenian separatist officials", 0, 4),
                                        told(200, "the latest count by separatist officials", 1, 40)});
  ASSERT_EQ(statements.size(), 2U);
  EXPECT_EQ(statements[1].relation, Relation::kUpdate);
  for (const auto* const other :
       {"officials", "Russian separatist officials", "the latest count", "police"}) {
    const auto apart =
        side_by_side({told(27, "Armenian separatist officials", 0, 4), told(200, other, 1, 40)});
    EXPECT_EQ(apart[1].relation, Relation::kNone) << other;
  }
}

TEST(SideBySide, TellsNoDifferenceOfSpeakersWhoMayBeOne) {
  for (const auto* const other : {"Ambon police", "the latest count", "Police"})
    EXPECT_NE(side_by_side({told(3, "police", 0, 4), told(9, other, 1, 5)})[1].relation,
              Relation::kDifference)
        << other;
  EXPECT_EQ(side_by_side({told(3, "Russian ministry", 0, 4), told(9, "Turkish ministry", 1, 5)})[1].relation,
            Relation::kDifference);
}

TEST(SideBySide, LeavesToAnArticleHowItsOwnNumbersStand) {
  const auto statements = side_by_side({told(23, "EFE", 0, 4), told(400, "rebels", 0, 4)});
  EXPECT_EQ(statements[1].relation, Relation::kNone);
}

TEST(SideBySide, SetsNobodyBesideAnAgencyThatItsSentenceDoesNotName) {
  auto agency = told(23, "EFE", 0, 4);
  agency.figure.sentence = "23 were killed.";
  EXPECT_EQ(side_by_side({agency, told(400, "rebels", 1, 5)})[1].relation, Relation::kNone);
}

TEST(SideBySide, ClaimsNoMoreThanTheTextsDo) {
  auto at_least = told(3, "police", 0, 4);
  at_least.figure.high.reset();
  at_least.figure.qualifier = Qualifier::kAtLeast;
  auto past = told(900, "rebels", 1, 5);
  past.figure.background = true;
  for (const auto& other : {told(9, "rebels", 1, 5), told(1, "rebels", 1, 40), told(1, "", 1, 5),
                            told(1, "rebels", 1, 5, "soldiers"), past})
    for (const auto& statement : side_by_side({at_least, other}))
      EXPECT_EQ(statement.relation, Relation::kNone);
}

}  // namespace
}  // namespace kabar::understand

#include "kabar/understand/told_together.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kabar::understand {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

ToldQuote said(std::string text, std::size_t article, std::string speaker = "the mayor",
               std::string entity = {}) {
  return {{std::move(text), std::move(speaker), 0, std::move(entity)}, article, "en"};
}

TEST(FoldedQuotes, AreOneWhateverTheirMarksAndCapitals) {
  const auto quotes = fold_quotes(
      {said("Nobody slept that night", 3), said("We go on", 0), said("nobody slept, that night!", 1)});
  ASSERT_THAT(quotes, SizeIs(2));
  EXPECT_THAT(quotes[0].articles, ElementsAre(3, 1));
  EXPECT_EQ(quotes[0].quote.text, "Nobody slept that night");
}

TEST(FoldedQuotes, TakeUpTheirParts) {
  const auto quotes =
      fold_quotes({said("the water came within minutes", 0),
                   said("The water came within minutes, and it stayed", 1), said("minutes", 2)});
  ASSERT_THAT(quotes, SizeIs(2));
  EXPECT_EQ(quotes[0].quote.text, "the water came within minutes");
  EXPECT_THAT(quotes[0].articles, ElementsAre(0, 1));
}

TEST(FoldedQuotes, OfTwoSpeakersStayTwo) {
  const auto two =
      fold_quotes({said("We will not pay", 0, "Ruth Vance"), said("We will not pay", 1, "Tom Hale")});
  ASSERT_THAT(two, SizeIs(2));
  EXPECT_EQ(two[1].quote.speaker, "Tom Hale");
  EXPECT_THAT(two[1].articles, ElementsAre(1));
  EXPECT_THAT(fold_quotes({said("We will not pay", 0, "Ruth Vance"), said("We will not pay", 1, "Vance")}),
              SizeIs(1));
  EXPECT_THAT(fold_quotes({said("We go", 0, "Olaf Scholz", "n4"), said("We go", 1, "Олаф Шольц", "n4")}),
              SizeIs(1));
  EXPECT_THAT(fold_quotes({said("We go", 0, "Vance", "n4"), said("We go", 1, "Vance", "n5")}), SizeIs(2));
}

TEST(FoldedQuotes, TakeUpNoPartThatMaySayTheOpposite) {
  const auto part = said("We will not pay for any of this", 0);
  EXPECT_THAT(fold_quotes({part, said("Nobody believes that we will not pay for any of this", 1)}),
              SizeIs(2));
  EXPECT_THAT(fold_quotes({part, said("Nobody believes we will not pay for any of this, he knew it", 1)}),
              SizeIs(2));
  EXPECT_THAT(fold_quotes({part, said("It is late. We will not pay for any of this, ever", 1)}), SizeIs(1));
  EXPECT_THAT(fold_quotes({part, said("Listen: we will not pay for any of this", 1)}), SizeIs(1));
}

TEST(FoldedQuotes, KeepForEachArticleItsOwnWords) {
  const auto quotes = fold_quotes(
      {said("We will not pay for any of this", 0), said("We will not pay for any of this, ever", 1)});
  ASSERT_THAT(quotes, SizeIs(1));
  EXPECT_THAT(quotes[0].words,
              ElementsAre("We will not pay for any of this", "We will not pay for any of this, ever"));
}

TEST(FoldedQuotes, WithoutALetterAreNone) {
  EXPECT_THAT(fold_quotes({said("…", 0)}), IsEmpty());
}

ToldName named(std::string text, std::size_t article, NameKind kind = NameKind::kPerson,
               std::string full = {}) {
  return {{std::move(text), kind, {}, std::move(full), {}, 1}, article};
}

TEST(JoinedNames, AreOneInAllTheirSpellings) {
  const auto names =
      join_names({named("Nikol Pachinian", 0), named("Anna Whitcombe", 0), named("Nikol Pashinyan", 3),
                  named("Nikol Pashinyan", 1), named("Pashinyan", 1, NameKind::kPerson, "Nikol Pashinyan"),
                  named("Никол Пашинян", 2)});
  ASSERT_THAT(names, SizeIs(2));
  EXPECT_EQ(names[0].name.text, "Nikol Pashinyan");
  EXPECT_THAT(names[0].spellings, ElementsAre("Nikol Pachinian", "Никол Пашинян"));
  EXPECT_THAT(names[0].articles, UnorderedElementsAre(0, 1, 2, 3));
  EXPECT_EQ(names[0].name.times, 5U);
}

TEST(JoinedNames, OnASurnameAloneAreNeverOne) {
  EXPECT_THAT(join_names({named("Ada Lim", 0), named("Robert Lim", 1), named("Lim", 2)}), SizeIs(3));
}

TEST(JoinedNames, OfPlacesGoByTheirIds) {
  auto here = named("Londres", 0, NameKind::kPlace), there = named("London", 1, NameKind::kPlace);
  here.name.ref = here.name.entity = there.name.ref = there.name.entity = "geonames:2643743";
  EXPECT_THAT(join_names({here, there}), SizeIs(1));
}

}  // namespace
}  // namespace kabar::understand

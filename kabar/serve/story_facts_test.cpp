#include "kabar/serve/story_facts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kabar::serve {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Teaser article(std::uint64_t id, std::string lang, std::string country, std::string headline,
               std::string excerpt = {}) {
  Teaser out;
  out.id = ArticleId{id};
  out.lang = std::move(lang);
  out.country = std::move(country);
  out.headline = std::move(headline);
  out.excerpt = std::move(excerpt);
  return out;
}

TEST(WhatWasNew, TellsTheFirstReportAndWhatOthersAdd) {
  auto copy = article(3, "fr", "FR", "Un ferry brûle");
  copy.copy_of = ArticleId{1};
  const auto steps = what_was_new({article(1, "en", "GB", "Ferry on fire", "There are 220 on board."),
                                   article(2, "en", "GB", "Ferry still on fire", "220 are on board."), copy,
                                   article(4, "de", "DE", "Fähre brennt"),
                                   article(5, "en", "GB", "Ferry: 186 passengers saved")});
  ASSERT_THAT(steps, SizeIs(3));
  EXPECT_TRUE(steps[0].first);
  EXPECT_THAT(steps[0].figures, ElementsAre("220"));
  EXPECT_EQ(steps[1].article.id, ArticleId{4});
  EXPECT_TRUE(steps[1].language && steps[1].country && !steps[1].first);
  EXPECT_THAT(steps[2].figures, ElementsAre("186"));
  EXPECT_FALSE(steps[2].language || steps[2].country);
}

TEST(WhatWasNew, TakesNoTimeOfDayForAFigure) {
  const auto steps = what_was_new(
      {article(1, "en", "GB", "Probe lands at 8:52 a.m.", "It left at 16:47, and was 3.45 metres long."),
       article(2, "id", "GB", "Gempa pukul 23.21 WIT", "Terasa hingga pukul 23.45."),
       article(3, "fr", "GB", "Séisme à 16h40", "Il était 4.40 Uhr.")});
  ASSERT_THAT(steps, SizeIs(3));
  EXPECT_THAT(steps[0].figures, ElementsAre("3.45"));
  EXPECT_THAT(steps[1].figures, IsEmpty());
  EXPECT_THAT(steps[2].figures, IsEmpty());
}

TEST(WhatWasNew, IsBounded) {
  std::vector<Teaser> many;
  for (std::uint64_t i = 1; i <= 50; ++i)
    many.push_back(article(i, "en", "GB", "Storm kills " + std::to_string(100 + i)));
  EXPECT_THAT(what_was_new(many), SizeIs(12));
  EXPECT_THAT(what_was_new({}), IsEmpty());
}

TEST(SharedFacts, NamesNumbersAndCountriesThatBothHave) {
  const auto mine =
      article(1, "en", "", "Fire on the ferry Aurelia", "In Denmark, all 220 on the Aurelia were saved.");
  const auto same = article(2, "en", "", "Passengers of the Aurelia safe", "All 220 came ashore in Denmark.");
  const auto facts = shared_facts(mine, same);
  EXPECT_THAT(facts.names, Contains("Aurelia"));
  EXPECT_THAT(facts.numbers, ElementsAre("220"));
  EXPECT_THAT(facts.countries, ElementsAre("DK"));
  const auto abroad =
      shared_facts(mine, article(3, "ru", "", "На пароме «Аурелия» пожар", "Спасены все 220."));
  EXPECT_THAT(abroad.numbers, ElementsAre("220"));
  const auto none = shared_facts(mine, article(4, "en", "", "Rates unchanged"));
  EXPECT_THAT(none.names, IsEmpty());
  EXPECT_THAT(none.numbers, IsEmpty());
}

}  // namespace
}  // namespace kabar::serve

#include "kabar/understand/entities.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kabar::understand {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

Name named(std::string text, NameKind kind = NameKind::kPerson, std::string ref = {}, std::string full = {}) {
  return {std::move(text), kind, std::move(ref), std::move(full), {}, 1};
}

TEST(SpellingKey, IsTheSameWhateverCapitalsAndAccents) {
  EXPECT_EQ(spelling_key(named("Émile Zola")), spelling_key(named("EMILE ZOLA")));
  EXPECT_NE(spelling_key(named("Ada Lim")), spelling_key(named("Ada Lin")));
  EXPECT_NE(spelling_key(named("Ada Lim")), spelling_key(named("Ada Lim", NameKind::kOrganisation)));
}

TEST(SpellingKey, OfASurnameIsThatOfTheWholeName) {
  EXPECT_EQ(spelling_key(named("Lim", NameKind::kPerson, {}, "Ada Lim")), spelling_key(named("Ada Lim")));
  EXPECT_EQ(spelling_key(named("Lim")), "");
  EXPECT_NE(spelling_key(named("毛泽东")), "") << "no blanks in this script";
  EXPECT_NE(spelling_key(named("OSCE", NameKind::kOrganisation)), "");
}

TEST(SpellingKey, TellsPlacesOfTheSameWordsByTheirIds) {
  EXPECT_NE(spelling_key(named("Paris", NameKind::kPlace, "geonames:2988507")),
            spelling_key(named("Paris", NameKind::kPlace, "geonames:4717560")));
}

TEST(SpeakerOfAQuote, GoesByANameOfTheArticle) {
  TextFacts facts;
  facts.names = {named("Leeds", NameKind::kPlace), named("Vance", NameKind::kPerson, {}, "Ruth Vance"),
                 named("UNHCR", NameKind::kOrganisation)};
  for (const auto* speaker : {"Vance", "ruth vance", "UNHCR", "Leeds", "a student"})
    facts.quotes.push_back({"We go on", speaker, 0});
  const auto& names = facts.names;
  EXPECT_THAT(speakers_of(facts), ElementsAre(&names[1], &names[1], &names[2], nullptr, nullptr));
}

TEST(EntityFacets, TellWhoIsNamedAndWhoSpeaks) {
  TextFacts facts;
  facts.names = {named("Ruth Vance"), named("Vance", NameKind::kPerson, {}, "Ruth Vance"), named("Lim")};
  const auto key = spelling_key(facts.names[0]);
  EXPECT_THAT(spelling_keys(facts), ElementsAre(key));
  EXPECT_EQ(entity_facets(facts), naming_facet(key));
  facts.quotes = {{"We go on", "Vance", 0}, {"We do", "Ruth Vance", 9}};
  EXPECT_EQ(entity_facets(facts), naming_facet(key) + ' ' + speaking_facet(key));
  EXPECT_THAT(naming_facet(key), HasSubstr("_")) << "no word of a text has it";
  EXPECT_THAT(naming_facet(key), Not(HasSubstr(" ")));
}

}  // namespace
}  // namespace kabar::understand

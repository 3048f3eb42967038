#include "kabar/understand/search_facets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kabar/understand/analyser.h"

namespace kabar::understand {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string facets_of(const char* lang, const char* title, const char* body) {
  Article article;
  article.lang = lang;
  article.title = title;
  article.blocks = {{.kind = BlockKind::kParagraph, .text = body}};
  return search_facets(analyse(article));
}

TEST(SearchFacets, HoldTheCountriesThatAreNamed) {
  const auto facets = facets_of("fr", "La France aide le Japon", "Un navire est parti hier.");
  EXPECT_THAT(facets, HasSubstr(place_facet("FR")));
  EXPECT_THAT(facets, HasSubstr(place_facet("JP")));
  EXPECT_THAT(facets, Not(HasSubstr(place_facet("DE"))));
}

TEST(SearchFacets, HoldTheTopic) {
  Analysis analysis;
  analysis.topic = Topic::kSport;
  EXPECT_EQ(search_facets(analysis), topic_facet(Topic::kSport));
  EXPECT_NE(topic_facet(Topic::kSport), topic_facet(Topic::kConflict));
}

TEST(SearchFacets, NamesMeetAcrossScripts) {
  const auto russian = facets_of("ru", "Бои у города", "Вчера войска вошли в Степанакерт и остались там.");
  EXPECT_THAT(russian, HasSubstr(name_facets("stepanakert")));
  const auto english = facets_of("en", "Fighting near the city", "Troops entered Stepanakert on Monday.");
  EXPECT_THAT(english, Not(HasSubstr(name_facets("stepanakert")))) << "its own script is what stems are for";
  const auto asked_in_greek = name_facets("στεπανακερτ");
  EXPECT_THAT(english, HasSubstr(asked_in_greek.substr(asked_in_greek.find(' ') + 1)));
}

TEST(SearchFacets, ShortWordsAreNoNames) {
  EXPECT_THAT(name_facets("oslo"), IsEmpty());
  EXPECT_THAT(name_facets(""), IsEmpty());
  EXPECT_THAT(name_facets("\xFF"), IsEmpty());
}

}  // namespace
}  // namespace kabar::understand

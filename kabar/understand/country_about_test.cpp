#include "kabar/understand/country_about.h"

#include <gtest/gtest.h>

#include "kabar/understand/analyser.h"

namespace kabar::understand {
namespace {

std::string about(const std::string& lang, const std::string& title, const std::string& text) {
  Article article;
  article.lang = lang;
  article.title = title;
  article.blocks = paragraphs_of(text);
  const auto country = country_about(analyse(article));
  return country ? country_code(*country) : "none";
}

TEST(CountryAbout, IsTheOneThatIsNamedMostOften) {
  EXPECT_EQ(about("en", "Flood in Indonesia", "Japan sent help to Indonesia. Rain goes on in Indonesia."),
            "ID");
  EXPECT_EQ(about("fr", "Inondation au Japon", "Le Japon attend la pluie, la France envoie des secours."),
            "JP");
}

TEST(CountryAbout, IsNoneWhereNoneIsNamed) {
  EXPECT_EQ(about("en", "Cup final tonight", "The two teams meet at eight."), "none");
}

TEST(CountryAbout, KnowsNoCodeForANumberOfNoCountry) {
  EXPECT_EQ(country_code(TermId{1}), "");
}

}  // namespace
}  // namespace kabar::understand

#include "kabar/understand/outline.h"

#include <gtest/gtest.h>

namespace kabar::understand {
namespace {

Article article(std::string lang, std::string title, std::string_view text) {
  Article out;
  out.lang = std::move(lang);
  out.title = std::move(title);
  out.blocks = paragraphs_of(text);
  return out;
}

using Strings = std::vector<std::string>;

TEST(Outline, TellsNumbersAndCountriesOnceInTheirOrder) {
  const auto out = outline(article("fr", "Séisme en Turquie : 1\u00A0200 morts",
                                   "Le séisme a fait 1\u00A0200 morts en Turquie et 35 en Syrie."));
  EXPECT_EQ(out.numbers, (Strings{"1200", "35"}));
  EXPECT_EQ(out.places, (Strings{"TR", "SY"}));
}

TEST(Outline, DetectsALanguageThatIsNotDeclared) {
  const auto out = outline(article("", "Gempa bumi mengguncang kota itu pada Senin pagi",
                                   "Ratusan warga mengungsi karena rumah mereka rusak akibat gempa."));
  EXPECT_EQ(out.lang, "id");
}

TEST(Outline, OfNothingIsEmpty) {
  const auto out = outline(Article{});
  EXPECT_TRUE(out.numbers.empty());
  EXPECT_TRUE(out.places.empty());
  EXPECT_EQ(out.words, 0U);
}

}  // namespace
}  // namespace kabar::understand

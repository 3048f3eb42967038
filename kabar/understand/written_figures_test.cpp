#include "kabar/understand/written_figures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kabar/understand/analyser.h"

namespace kabar::understand {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(WrittenFigures, AreNoDaysHoursAndYears) {
  EXPECT_THAT(written_figures("On 12 May 2024, 220 of 1,200 on board; 7.5 tons, again 220."),
              ElementsAre("220", "1200", "7.5"));
  EXPECT_THAT(written_figures("ركاب ٢٢٠"), ElementsAre("220"));
  EXPECT_THAT(written_figures("nothing, rien, nichts"), IsEmpty());
}

TEST(WrittenFigures, AreThoseOfTheAnalysis) {
  Article article;
  article.lang = "fr";
  article.title = "Ferry : 186 passagers et 31 marins";
  article.blocks = {{BlockKind::kParagraph, "Le 3 mars 2024, 1.200 tonnes et 2,5 millions."}};
  EXPECT_EQ(written_figures(article.title + "\n" + article.blocks[0].text).size(),
            analyse(article).figures.size());
}

}  // namespace
}  // namespace kabar::understand

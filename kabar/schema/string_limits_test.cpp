#include "kabar/schema/string_limits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kabar/model/source.h"

namespace kabar::schema {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(StringLimits, CutsTheHeadlineAndNamesOfAnOutletThatGoesTooFar) {
  Article article;
  article.title = "x" + std::string(500'000, '\'');
  article.site = std::string(2'000'000, 'F');
  article.agency = std::string(1'000, 'A');
  article.authors.assign(1'000, std::string(1'000, 'B'));
  limit_strings(article);
  EXPECT_THAT(article.title, SizeIs(kLongestTitle));
  EXPECT_THAT(article.site, SizeIs(kLongestName));
  EXPECT_THAT(article.agency, SizeIs(kLongestName));
  ASSERT_THAT(article.authors, SizeIs(kMostAuthors));
  EXPECT_THAT(article.authors.back(), SizeIs(kLongestName));
}

TEST(StringLimits, CutsBetweenCharactersAndLeavesNoBlankAtTheEnd) {
  Article article;
  article.title = std::string(kLongestTitle - 3, 'x') + " \xE6\x96\xB0\xE8\x81\x9E";
  limit_strings(article);
  EXPECT_EQ(article.title, std::string(kLongestTitle - 3, 'x'));
}

TEST(StringLimits, LeavesOutAddressesThatAreTooLongAndSaysSo) {
  Article article;
  article.url = "https://a.example/" + std::string(kLongestAddress, 'x');
  article.image = article.url;
  article.source = std::string(kLongestSourceId + 1, 's');
  article.links = {{LinkRole::kBody, article.url, "gone"}, {LinkRole::kBody, "https://a.example/", "kept"}};
  limit_strings(article);
  EXPECT_THAT(article.url, IsEmpty());
  EXPECT_THAT(article.image, IsEmpty());
  EXPECT_THAT(article.source, IsEmpty());
  EXPECT_THAT(article.links, SizeIs(1));
  EXPECT_THAT(article.warnings, ElementsAre(HasSubstr("`source`"), HasSubstr("`url`"), HasSubstr("`image`")));
}

TEST(StringLimits, LeaveWhatIsOfUsualLengthAsItIs) {
  Article article;
  article.title = std::string(kLongestTitle, 'x');
  article.site = std::string(kLongestName, 'y');
  article.blocks = {{BlockKind::kParagraph, std::string(100'000, 'z')}};
  const auto before = article.blocks;
  limit_strings(article);
  EXPECT_THAT(article.title, SizeIs(kLongestTitle));
  EXPECT_THAT(article.site, SizeIs(kLongestName));
  EXPECT_EQ(article.blocks, before);
  EXPECT_THAT(article.warnings, IsEmpty());
}

}  // namespace
}  // namespace kabar::schema

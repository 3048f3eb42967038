#include "kabar/serve/visit.h"

#include <gmock/gmock.h>

#include "kabar/serve/operator_page.h"
#include "kabar/serve/page_fixture.h"

namespace kabar::serve {
namespace {

using testing::HasSubstr;
using testing::Not;

class VisitTest : public PageFixture {};

TEST_F(VisitTest, LinksAreTheSameInEveryLanguageButForFeedReaders) {
  request_.params.emplace_back("ui", "id");
  EXPECT_EQ(visit("en").link("/sources"), "/sources");
  EXPECT_EQ(visit("id").link("/sources"), "/sources");
  EXPECT_EQ(visit("fr").link("/search", {{"q", "a b"}}), "/search?q=a%20b");
  EXPECT_EQ(visit("fr").link_in_language("/feed/front.rss", {{"q", "a b"}}), "/feed/front.rss?q=a%20b&ui=fr");
  EXPECT_EQ(visit("en").link_in_language("/feed/front.rss"), "/feed/front.rss");
}

TEST_F(VisitTest, ChoosesTheLanguageByParameterThenCookieThenBrowser) {
  Request request;
  EXPECT_EQ(choose_language(request, "en"), "en");
  request.headers.emplace_back("accept-language", "id");
  EXPECT_EQ(choose_language(request, "en"), "id");
  request.headers.emplace_back("cookie", "a=b; ui=fr");
  EXPECT_EQ(choose_language(request, "en"), "fr");
  request.params.emplace_back("ui", "id");
  EXPECT_EQ(choose_language(request, "en"), "id");
  request.params.front().second = "<script>";
  EXPECT_EQ(choose_language(request, "en"), "fr");
}

TEST_F(VisitTest, APageRemembersNoLanguageThatItsAddressAskedFor) {
  request_.params = {{"ui", "fr"}, {"langs", "fr"}};
  EXPECT_TRUE(about_page(visit("fr"), {}).header("Set-Cookie").empty());
}

TEST_F(VisitTest, LanguageLinksKeepTheParametersOfThePage) {
  request_.path = "/search";
  request_.params = {{"q", "\"><b>"}, {"ui", "fr"}};
  SearchModel model;
  model.asked.query = "\"><b>";
  const auto page = search_page(visit("fr"), model);
  EXPECT_THAT(page.body, HasSubstr("href=\"/edition?set=ui&amp;ui=id&amp;to="
                                   "%2Fsearch%3Fq%3D%2522%253E%253Cb%253E\""));
  EXPECT_THAT(page.body, HasSubstr("<html lang=\"fr\" dir=\"ltr\">"));
}

TEST_F(VisitTest, WholeAddressesGoByTheBaseUrlElseByTheHostThatWasAsked) {
  request_.headers.emplace_back("host", "localhost:8080");
  EXPECT_THAT(about_page(visit("en"), {}).body,
              HasSubstr("rel=\"canonical\" href=\"http://localhost:8080/about\""));
  const auto page = about_page(visit("fr", "https://news.example"), {}).body;
  EXPECT_THAT(page, HasSubstr("rel=\"canonical\" href=\"https://news.example/about?ui=fr\""));
  EXPECT_THAT(page, HasSubstr("hreflang=\"id\" href=\"https://news.example/about?ui=id\""));
}

TEST_F(VisitTest, AddressesSayTheLanguageWhereItIsNotTheSites) {
  const auto page = about_page(visit("en", "https://news.example", "id"), {}).body;
  EXPECT_THAT(page, HasSubstr("rel=\"canonical\" href=\"https://news.example/about?ui=en\""));
  EXPECT_THAT(page, HasSubstr("hreflang=\"en\" href=\"https://news.example/about?ui=en\""));
  EXPECT_THAT(page, HasSubstr("hreflang=\"id\" href=\"https://news.example/about\""));
  EXPECT_THAT(page, HasSubstr("hreflang=\"x-default\" href=\"https://news.example/about\""));
  EXPECT_EQ(visit("en", "", "id").link_in_language("/feed/front.rss"), "/feed/front.rss?ui=en");
  EXPECT_EQ(visit("id", "", "id").link_in_language("/feed/front.rss"), "/feed/front.rss");
}

/// The page without what it tells programs, which has braces of its own.
std::string without_data(std::string html) {
  const std::string open = "<script type=\"application/ld+json\">", close = "</script>";
  const auto start = html.find(open);
  if (start == html.npos) return html;
  return html.erase(start, html.find(close, start) - start);
}

class EveryLanguage : public PageFixture, public testing::WithParamInterface<LanguageInfo> {};

TEST_P(EveryLanguage, LeavesNoTagUnfilled) {
  const auto page = visit(GetParam().code);
  StoryModel story;
  story.lead = teaser(1, "a");
  story.versions = {{teaser(1, "a"), {teaser(2, "b")}}};
  ArticleModel article;
  article.head = teaser(1, "a");
  article.similar = story.versions;
  SourceModel source;
  source.articles = {teaser(1, "a")};
  for (const auto& response :
       {front_page(page, {}), story_page(page, story), article_page(page, article), source_page(page, source),
        sources_page(page, {}), search_page(page, {}), about_page(page, {}),
        section_page(page, {}, {"Sport", "", "/topic/sport", "", ""}), edition_page(page, {}),
        operator_page(page, {}), error_page(page, 404), error_page(page, 500)}) {
    EXPECT_THAT(without_data(response.body), Not(HasSubstr("{")));
    EXPECT_THAT(response.body, HasSubstr("</html>"));
  }
}

INSTANTIATE_TEST_SUITE_P(Visit, EveryLanguage, testing::ValuesIn(interface_languages()),
                         [](const auto& test) { return std::string(test.param.code); });

}  // namespace
}  // namespace kabar::serve

#include "kabar/extract/body_fallback.h"

#include <gtest/gtest.h>

#include <string>

#include "kabar/base/bytes.h"
#include "kabar/extract/extractor.h"

namespace kabar::extract {
namespace {

constexpr std::string_view kFirst =
    "The harbour master, Jonas Peel, had asked for twelve new berths and a stronger crane, which the town "
    "could not pay.";
constexpr std::string_view kRest =
    "Two engineers from the shipyard explained why the keel, laid in 1958, would last another three decades "
    "at least. "
    "The vote was close: eleven members were for the repair, nine against it, and one had gone home before "
    "midnight. "
    "Residents of the old quarter gathered outside with lanterns and sang until the windows of the chamber "
    "opened. "
    "The treasurer promised a second reading in spring, when the price of steel is known and the budget is "
    "passed.";

Article article_with(const std::string& body, std::string_view shown) {
  const std::string html =
      "<html lang=en><head><title>Council keeps the old ferry</title><script type=\"application/ld+json\">"
      "{\"@type\":\"NewsArticle\",\"headline\":\"Council keeps the old ferry\",\"articleBody\":\"" +
      body + "\"}</script></head><body><article><h1>Council keeps the old ferry</h1><p>" +
      std::string(shown) + "</p></article></body></html>";
  RawDocument page;
  const auto bytes = as_bytes(html);
  page.bytes.assign(bytes.begin(), bytes.end());
  return *extract(page);
}

TEST(BodyFromStructure, HoldsWhatThePageShows) {
  const std::string whole = std::string(kFirst) + " " + std::string(kRest);
  const Article article = article_with(whole, kFirst);
  EXPECT_EQ(body_text(article), whole);
  EXPECT_FALSE(article.warnings.empty());
}

TEST(BodyFromStructure, IsNotTakenWhereItSaysSomethingElse) {
  std::string pills;
  for (int i = 0; i < 100; ++i) pills += "Buy pills now. ";
  EXPECT_EQ(body_text(article_with(pills, kFirst)), kFirst);
}

TEST(BodyFromStructure, IsTakenWhereThePageShowsNone) {
  EXPECT_EQ(body_text(article_with(std::string(kRest), "Loading")), kRest);
}

TEST(BodyFromStructure, HasNoMarkup) {
  const Article article = article_with(
      "<p>" + std::string(kFirst) + "<\\/p><script>alert(1)<\\/sCript><p>" + std::string(kRest) + "<\\/p>",
      "");
  ASSERT_EQ(article.blocks.size(), 2U);
  EXPECT_EQ(article.blocks[0].text, kFirst);
  EXPECT_EQ(article.blocks[1].text, kRest);
}

// A page that shows one text and whose script holds another.
Article article_with_script(const std::string& text, std::string_view shown) {
  const std::string html =
      "<html lang=en><head><title>Council keeps the old ferry</title><meta property=og:type "
      "content=article></head><body><article><h1>Council keeps the old ferry</h1><p>" +
      std::string(shown) +
      "</p></article><script id=__NEXT_DATA__ type=\"application/json\">{\"props\":{\"paragraphs\":[" + text +
      "]}}</script></body></html>";
  RawDocument page;
  const auto bytes = as_bytes(html);
  page.bytes.assign(bytes.begin(), bytes.end());
  return *extract(page);
}

TEST(BodyFromScripts, GoesOnWhereThePageStops) {
  const std::string first =
      std::string(kFirst) + " The council voted on Monday night, after a debate of four hours.";
  const std::string rest(kRest);
  const std::string text = '"' + first + "\",\"" + rest + "\",\"" + rest.substr(rest.find("The vote")) + '"';
  EXPECT_EQ(body_text(article_with_script(text, first)).substr(0, first.size() + rest.size() + 1),
            first + '\n' + rest);
}

TEST(BodyFromScripts, IsNotTakenWhereItSaysSomethingElse) {
  const std::string shown =
      std::string(kFirst) + " The council voted on Monday night, after a debate of four hours.";
  std::string pills;
  for (int i = 0; i < 20; ++i)
    pills += "\"Buy pills now, they are good for you and for all your friends at home.\",";
  EXPECT_EQ(body_text(article_with_script(pills + "\"\"", shown)), shown);
}

}  // namespace
}  // namespace kabar::extract

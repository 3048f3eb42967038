#include "kabar/cli/article_format.h"

#include <gtest/gtest.h>

namespace kabar::cli {
namespace {

Article sample() {
  Article article;
  article.lang = "fr";
  article.title = "Un <titre> & plus";
  article.blocks = {{BlockKind::kParagraph, "Premier *paragraphe*."},
                    {BlockKind::kHeading, "Suite"},
                    {BlockKind::kListItem, "un"},
                    {BlockKind::kListItem, "<script>deux</script>"},
                    {BlockKind::kCaption, "Photo"}};
  return article;
}

TEST(FormatArticle, TextHasTitleAndBodyWithoutCaptions) {
  EXPECT_EQ(format_article(sample(), "text"),
            "Un <titre> & plus\n\nPremier *paragraphe*.\nSuite\nun\n<script>deux</script>");
}

TEST(FormatArticle, MarkdownEscapesWhatWouldBeMarkup) {
  EXPECT_EQ(format_article(sample(), "markdown"),
            "# Un \\<titre\\> & plus\n\nPremier \\*paragraphe\\*.\n\n## Suite\n\n- un\n- "
            "\\<script\\>deux\\</script\\>\n\n*Photo*");
}

TEST(FormatArticle, HtmlEscapesEverythingForeign) {
  const auto html = format_article(sample(), "html");
  EXPECT_EQ(html.find("<script>"), std::string::npos);
  EXPECT_NE(html.find("<ul>\n<li>un</li>\n<li>&lt;script&gt;deux&lt;/script&gt;</li>\n</ul>"),
            std::string::npos);
}

TEST(FormatArticle, JsonIsTheSchema) {
  EXPECT_NE(format_article(sample(), "json").find("\"lang\":\"fr\""), std::string::npos);
}

}  // namespace
}  // namespace kabar::cli

#include "kabar/cli/article_format.h"

#include <gtest/gtest.h>

#include "kabar/extract/extractor.h"

namespace kabar::cli {
namespace {

constexpr std::string_view kPage =
    R"html(<html lang=fr><head><title>Un *titre* &amp; plus</title></head><body>
<article><h1>Un *titre* &amp; plus</h1>
<p>Premier *paragraphe* de cet article, qui raconte <em>longuement</em> ce que personne n’attendait, mardi soir.</p>
<h3>Suite</h3>
<p>La suite, qui tient <a href="/lien" onclick="x()">un lien</a> et assez de mots pour une phrase, arrive.</p>
<ul><li>Le premier point de la liste, assez long pour compter.</li>
<li>&lt;script&gt;deux&lt;/script&gt; est le second point de la liste.</li></ul>
<p>Le dernier paragraphe dit enfin, avec quelques virgules, comment tout cela s’est terminé au port.</p>
</article></body></html>)html";

extract::Extraction sample() {
  RawDocument document;
  document.url = "https://journal.example/1";
  const auto bytes = std::as_bytes(std::span(kPage));
  document.bytes.assign(bytes.begin(), bytes.end());
  return *extract::extract_in_full(document);
}

bool has(const std::string& text, std::string_view piece) {
  return text.find(piece) != std::string::npos;
}

TEST(FormatArticle, TextHasTitleAndBody) {
  const auto text = format_article(sample(), "text");
  EXPECT_TRUE(text.starts_with("Un *titre* & plus\n\nPremier *paragraphe* de")) << text;
  EXPECT_TRUE(has(text, "\n<script>deux</script> est")) << text;
}

TEST(FormatArticle, MarkdownKeepsTheStructureAndEscapesTheRest) {
  const auto text = format_article(sample(), "markdown");
  EXPECT_TRUE(text.starts_with("# Un \\*titre\\* & plus\n\nPremier \\*paragraphe\\* de")) << text;
  EXPECT_TRUE(has(text, "raconte *longuement* ce")) << text;
  EXPECT_TRUE(has(text, "\n\n### Suite\n\n")) << text;
  EXPECT_TRUE(has(text, "[un lien](https://journal.example/lien)")) << text;
  EXPECT_TRUE(has(text, "\n- \\<script\\>deux\\</script\\> est")) << text;
}

TEST(FormatArticle, HtmlKeepsTheStructureAndIsSafe) {
  const auto html = format_article(sample(), "html");
  EXPECT_TRUE(html.starts_with("<article lang=\"fr\">\n<h1>Un *titre* &amp; plus</h1>\n<p>")) << html;
  EXPECT_TRUE(has(html, "<a href=\"https://journal.example/lien\" rel=\"noopener nofollow\">un lien</a>"))
      << html;
  EXPECT_TRUE(has(html, "<li>&lt;script&gt;deux&lt;/script&gt; est")) << html;
  EXPECT_FALSE(has(html, "onclick")) << html;
}

TEST(FormatArticle, JsonIsTheSchema) {
  const auto json = format_article(sample(), "json");
  EXPECT_TRUE(has(json, "\"lang\":\"fr\"")) << json;
  EXPECT_TRUE(has(json, R"("links":[{"role":"body","url":"https://journal.example/lien","text":"un lien"}])"))
      << json;
}

}  // namespace
}  // namespace kabar::cli

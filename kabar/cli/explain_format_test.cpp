#include "kabar/cli/explain_format.h"

#include <gtest/gtest.h>

#include "kabar/extract/extractor.h"
#include "kabar/json/value.h"

namespace kabar::cli {
namespace {

constexpr std::string_view kPage =
    R"html(<html lang=en><head><title>Ferry &amp; mast return | The Post</title>
<meta property="og:title" content="Ferry &amp; mast return"><meta name="author" content="Ilse Brandt">
<meta property="article:published_time" content="2026-10-06T21:40:00+02:00"></head><body>
<nav class="menu &quot;><script>alert(1)</script>"><a href="/">News</a></nav><article><h1>Ferry &amp; mast return</h1>
<p>The council voted on Tuesday night to reopen the old ferry line, eleven years after the last boat sailed.</p>
<p>Councillors argued for almost four hours before the vote, which passed by nine to six. &lt;script&gt;x&lt;/script&gt;</p>
<p>The line will carry passengers and bicycles between the two banks, and should open before next summer.</p>
</article><footer><p>© 2026 The Post</p></footer></body></html>)html";

extract::Extraction sample() {
  RawDocument document;
  document.id = "page.html";
  const auto bytes = std::as_bytes(std::span(kPage));
  document.bytes.assign(bytes.begin(), bytes.end());
  return *extract::extract_in_full(document);
}

const json::Value& named(const json::Value& list, std::string_view key, std::string_view wanted) {
  static const json::Value kNone;
  for (const auto& item : list.items()) {
    if (item[key].text().find(wanted) != std::string::npos) return item;
  }
  return kNone;
}

TEST(ExplanationJson, SaysWhyEachBlockIsKeptOrDropped) {
  const auto whole = sample();
  const auto explained = json::parse(explanation_json(whole.article, extract::explain(whole)));
  ASSERT_TRUE(explained);
  const auto& blocks = (*explained)["blocks"];
  EXPECT_EQ(blocks.items().size(), whole.page.blocks.size());
  const auto& kept = named(blocks, "text", "The council voted");
  EXPECT_EQ(kept["verdict"].text(), "kept");
  EXPECT_EQ(kept["path"].text(), "article > p");
  EXPECT_GT(kept["score"].number(), 0.5);
  EXPECT_FALSE(kept["reasons"].items().empty());
  EXPECT_EQ(named(blocks, "text", "© 2026")["verdict"].text(), "unlikely");
}

TEST(ExplanationJson, NamesTheSourcesOfEachField) {
  const auto whole = sample();
  const auto explained = json::parse(explanation_json(whole.article, extract::explain(whole)));
  ASSERT_TRUE(explained);
  const auto& title = named((*explained)["fields"], "field", "title");
  EXPECT_EQ(title["chosen"].text(), "Ferry & mast return");
  EXPECT_TRUE(named(title["claims"], "source", "og:title")["chosen"].boolean());
  EXPECT_FALSE(named(title["claims"], "source", "<title>")["chosen"].boolean());
  const auto& published = named((*explained)["fields"], "field", "published");
  EXPECT_EQ(named(published["claims"], "source", "article:published_time")["read_as"].text(),
            "2026-10-06T21:40+02:00");
  EXPECT_TRUE(named((*explained)["fields"], "field", "authors")["claims"].items()[0]["chosen"].boolean());
}

TEST(ExplanationPage, EscapesWhatThePageSays) {
  const auto whole = sample();
  const auto page = explanation_page(whole.article, extract::explain(whole));
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_NE(page.find("&lt;script&gt;x&lt;/script&gt;"), std::string::npos);
  EXPECT_NE(page.find("Ferry &amp; mast return"), std::string::npos);
  EXPECT_EQ(page.find("http://"), std::string::npos);
}

}  // namespace
}  // namespace kabar::cli

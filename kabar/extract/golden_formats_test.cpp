// What an article's body is written as: every page of tests/golden/extract gives safe HTML, and that which
// lies beside it as body.html, body.md and links.txt, where it does.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "kabar/base/files.h"
#include "kabar/extract/article_html.h"
#include "kabar/extract/extractor.h"
#include "kabar/json/value.h"
#include "kabar/markup/markdown.h"
#include "kabar/markup/safe_html.h"
#include "kabar/markup/safe_html_check.h"
#include "kabar/text/utf8.h"

namespace kabar::extract {
namespace {

const std::filesystem::path kCases = std::filesystem::path(KABAR_SOURCE_DIR) / "tests/golden/extract";
constexpr std::size_t kMaxBytes = 1 << 20;

Extraction extraction_of(const std::filesystem::path& folder) {
  const auto expected = json::parse(*read_text_file(folder / "expected.json", kMaxBytes));
  RawDocument document;
  document.id = folder.filename();
  document.url = (*expected)["url"].text();
  document.charset = (*expected)["charset"].text();
  document.bytes = *read_file(folder / "input.html", kMaxBytes);
  return *extract_in_full(std::move(document));
}

std::string markdown_of(const std::string& html) {
  const auto tree = markup::HtmlTree::parse(html);
  return markup::to_markdown(*tree);
}

std::string text_of(const std::string& html) {
  const auto tree = markup::HtmlTree::parse(html);
  std::string out;
  for (const markup::HtmlNode& node : tree->nodes()) out += node.text;
  return out;
}

void expect_file(const std::filesystem::path& file, const std::string& found) {
  if (!std::filesystem::exists(file)) return;
  EXPECT_EQ(found, *read_text_file(file, kMaxBytes)) << file;
}

std::string written(const std::vector<Link>& links) {
  std::string out;
  for (const Link& link : links) {
    out += link.role == LinkRole::kBody ? "body " : "related ";
    out += link.url + ' ' + link.text + '\n';
  }
  return out;
}

TEST(GoldenFormats, AreSafeAndAsExpected) {
  for (const auto& entry : std::filesystem::directory_iterator(kCases)) {
    SCOPED_TRACE(entry.path().filename());
    const Extraction extraction = extraction_of(entry.path());
    const std::string html = article_html(extraction);
    EXPECT_EQ(markup::SafeHtmlCheck(html).fault(), "");
    EXPECT_EQ(markup::SafeHtmlCheck(text::to_nfc(html)).fault(), "");
    EXPECT_EQ(*markup::sanitize(html), html);
    EXPECT_EQ(html.empty(), extraction.article.blocks.empty());
    expect_file(entry.path() / "body.html", html);
    expect_file(entry.path() / "body.md", markdown_of(html));
    expect_file(entry.path() / "links.txt", written(extraction.article.links));
  }
}

std::string without_blanks(std::string text) {
  std::erase(text, ' ');
  std::erase(text, '\n');
  return text;
}

/// A row is written cell by cell.
std::vector<std::string> parts_of(const Block& block) {
  constexpr std::string_view kBar = " | ";
  std::vector<std::string> out;
  std::string_view rest = block.text;
  while (block.kind == BlockKind::kTable && rest.find(kBar) != rest.npos) {
    out.push_back(without_blanks(std::string(rest.substr(0, rest.find(kBar)))));
    rest.remove_prefix(rest.find(kBar) + kBar.size());
  }
  out.push_back(without_blanks(std::string(rest)));
  return out;
}

// The blocks' texts, in their order, are the texts of the HTML.
TEST(GoldenFormats, HtmlHoldsEachBlockInOrder) {
  for (const auto& entry : std::filesystem::directory_iterator(kCases)) {
    SCOPED_TRACE(entry.path().filename());
    const Extraction extraction = extraction_of(entry.path());
    const std::string text = without_blanks(text_of(article_html(extraction)));
    std::size_t at = 0;
    for (const Block& block : extraction.article.blocks) {
      for (const std::string& part : parts_of(block)) {
        const std::size_t hit = text.find(part, at);
        EXPECT_NE(hit, std::string::npos) << block.text;
        if (hit != std::string::npos) at = hit + part.size();
      }
    }
  }
}

// Marks that a reader's NFC would join to the ">" in front of them, alone and sorted behind others.
TEST(ArticleHtml, StaysSafeWhenItIsNormalised) {
  constexpr std::string_view kPage =
      "<article><h1>Ferry sails again to the islands</h1><p>After three years of rest the small ferry casts "
      "off "
      "on Monday for the first time, and the islanders came to see it.<p>MARKS onfocus=alert(1) tabindex=1 "
      "autofocus the crossing takes eleven minutes and costs as much as a loaf of bread.<p><b>MARKS x=1</b> "
      "and "
      "the captain has been the same for thirty years, as long as anybody can remember.</article>";
  for (const std::string_view marks :
       {"&#x338;", "&#x323;&#x338;", "&#x316;&#x344;&#x338;", "&#x338;&#x323;"}) {
    std::string page(kPage);
    for (auto at = page.find("MARKS"); at != page.npos; at = page.find("MARKS")) page.replace(at, 5, marks);
    RawDocument document;
    const auto bytes = std::as_bytes(std::span(page));
    document.bytes.assign(bytes.begin(), bytes.end());
    const auto extraction = extract_in_full(std::move(document));
    ASSERT_TRUE(extraction);
    const std::string html = article_html(*extraction);
    EXPECT_NE(html.find("onfocus"), std::string::npos) << html;
    EXPECT_EQ(markup::SafeHtmlCheck(html).fault(), "") << html;
    EXPECT_EQ(markup::SafeHtmlCheck(text::to_nfc(html)).fault(), "") << html;
    EXPECT_EQ(*markup::sanitize(html), html);
  }
}

}  // namespace
}  // namespace kabar::extract

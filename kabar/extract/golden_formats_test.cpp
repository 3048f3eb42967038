// What an article's body is written as: every page of tests/golden/extract gives safe HTML, and that which
// lies beside it as body.html, body.md and links.txt, where it does.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "kabar/base/files.h"
#include "kabar/extract/article_html.h"
#include "kabar/extract/extractor.h"
#include "kabar/json/value.h"
#include "kabar/markup/markdown.h"
#include "kabar/markup/safe_html.h"
#include "kabar/markup/safe_html_check.h"

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
    EXPECT_EQ(*markup::sanitize(html), html);
    EXPECT_EQ(html.empty(), extraction.article.blocks.empty());
    expect_file(entry.path() / "body.html", html);
    expect_file(entry.path() / "body.md", markdown_of(html));
    expect_file(entry.path() / "links.txt", written(extraction.article.links));
  }
}

// The blocks' texts, in their order, are the texts of the HTML.
TEST(GoldenFormats, HtmlHoldsEachBlockInOrder) {
  for (const auto& entry : std::filesystem::directory_iterator(kCases)) {
    SCOPED_TRACE(entry.path().filename());
    const Extraction extraction = extraction_of(entry.path());
    const std::string text = text_of(article_html(extraction));
    std::size_t at = 0;
    for (const Block& block : extraction.article.blocks) {
      const std::size_t hit = text.find(block.text.substr(0, block.text.find(' ')), at);
      EXPECT_NE(hit, std::string::npos) << block.text;
      if (hit != std::string::npos) at = hit;
    }
  }
}

}  // namespace
}  // namespace kabar::extract

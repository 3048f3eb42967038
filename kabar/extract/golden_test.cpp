// Every folder of tests/golden/extract: input.html and what an article made of it must and must not have.
//
//   {"keeps": […], "drops": […], "order": […], "captions": […], "kind", "access", "lang"}
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "kabar/base/files.h"
#include "kabar/extract/extractor.h"
#include "kabar/json/value.h"

namespace kabar::extract {
namespace {

const std::filesystem::path kCases = std::filesystem::path(KABAR_SOURCE_DIR) / "tests/golden/extract";

std::vector<std::string> case_names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(kCases))
    names.push_back(entry.path().filename());
  std::sort(names.begin(), names.end());
  return names;
}

void expect_order(const json::Value& wanted, const std::string& text) {
  std::size_t at = 0;
  for (const json::Value& piece : wanted.items()) {
    const std::size_t hit = text.find(piece.text(), at);
    EXPECT_NE(hit, std::string::npos) << "not in order: " << piece.text();
    if (hit != std::string::npos) at = hit;
  }
}

bool has_caption(const Article& article, const std::string& wanted) {
  return std::any_of(article.blocks.begin(), article.blocks.end(), [&](const Block& block) {
    return block.kind == BlockKind::kCaption && block.text.find(wanted) != std::string::npos;
  });
}

void expect_label(const json::Value& wanted, const std::string& label) {
  if (wanted.is_string()) {
    EXPECT_EQ(label, wanted.text());
  }
}

std::string test_name(const testing::TestParamInfo<std::string>& test) {
  std::string name = test.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

class GoldenExtract : public testing::TestWithParam<std::string> {};

TEST_P(GoldenExtract, KeepsTheArticleAndDropsTheFurniture) {
  RawDocument document;
  document.id = GetParam();
  document.bytes = *read_file(kCases / GetParam() / "input.html", 1 << 20);
  const auto expected = json::parse(*read_text_file(kCases / GetParam() / "expected.json", 1 << 20));
  ASSERT_TRUE(expected);
  const auto article = extract(document);
  ASSERT_TRUE(article);
  const std::string text = "\n" + body_text(*article) + "\n";

  for (const json::Value& wanted : (*expected)["keeps"].items()) {
    EXPECT_NE(text.find(wanted.text()), std::string::npos) << "lost: " << wanted.text();
  }
  for (const json::Value& unwanted : (*expected)["drops"].items()) {
    EXPECT_EQ(text.find(unwanted.text()), std::string::npos) << "kept: " << unwanted.text();
  }
  for (const json::Value& caption : (*expected)["captions"].items()) {
    EXPECT_TRUE(has_caption(*article, caption.text())) << "no caption: " << caption.text();
  }
  expect_order((*expected)["order"], text);
  expect_label((*expected)["kind"], article->kind == ArticleKind::kArticle ? "article" : "other");
  expect_label((*expected)["lang"], article->lang);
  expect_label((*expected)["access"], article->access == Access::kPartial ? "partial" : "full");
}

INSTANTIATE_TEST_SUITE_P(Pages, GoldenExtract, testing::ValuesIn(case_names()), test_name);

}  // namespace
}  // namespace kabar::extract

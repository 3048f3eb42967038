#include "kabar/cli/copy_variants.h"

#include <gtest/gtest.h>

namespace kabar::cli {
namespace {

Article article(std::string title, std::string_view text) {
  Article out;
  out.id = title;
  out.lang = "en";
  out.title = std::move(title);
  out.blocks = paragraphs_of(text);
  return out;
}

const Article kOriginal =
    article("One", "First one here.\nSecond one here.\nThird one here.\nFourth one here.");
const Article kOther = article("Two", "Other news here.\nMore of it.\nAnd more.\nAnd the end.");

TEST(CopyVariants, ReorderTheParagraphs) {
  EXPECT_EQ(body_text(rework(kOriginal, kOther, Rework::kReorder)),
            "Fourth one here.\nThird one here.\nSecond one here.\nFirst one here.");
}

TEST(CopyVariants, ReplaceAtMostThreeTenths) {
  EXPECT_EQ(body_text(rework(kOriginal, kOther, Rework::kReplace)),
            "Other news here.\nSecond one here.\nThird one here.\nFourth one here.");
}

TEST(CopyVariants, TakeAnotherHeadlineAndKeepTheText) {
  const auto copy = rework(kOriginal, kOther, Rework::kHeadline);
  EXPECT_EQ(copy.title, "Two");
  EXPECT_EQ(body_text(copy), body_text(kOriginal));
}

TEST(CopyVariants, CutWholeWords) {
  const auto whole = body_text(kOriginal);
  const auto copy = body_text(rework(kOriginal, kOther, Rework::kExcerpt));
  EXPECT_EQ(whole.find(copy), 0U);
  EXPECT_EQ(whole[copy.size()], ' ');
  EXPECT_LT(copy.size(), whole.size() / 2);
}

}  // namespace
}  // namespace kabar::cli

#include "kabar/extract/comments.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace kabar::extract {
namespace {

// A page whose every block is kept; gives how many are left.
std::size_t left_of(const std::string& html) {
  const auto tree = markup::HtmlTree::parse(html);
  const PageText page = segment(*tree);
  Body body;
  body.verdicts.assign(page.blocks.size(), Verdict::kKept);
  drop_comments(*tree, page, body);
  return static_cast<std::size_t>(std::count(body.verdicts.begin(), body.verdicts.end(), Verdict::kKept));
}

std::string paragraphs(int count, const std::string& words = "The ferry runs again, the council said. ") {
  std::string out;
  for (int i = 0; i < count; ++i) out += "<p>" + words + words + words + "</p>";
  return out;
}

TEST(DropComments, TakesTheContainerOfTheLineThatHeadsThem) {
  EXPECT_EQ(left_of("<div>" + paragraphs(6) + "</div><div><b>Comments (2)</b>" + paragraphs(2) + "</div>"),
            6U);
  EXPECT_EQ(
      left_of("<div>" + paragraphs(6) + "</div><div><div>12 Комментариев</div>" + paragraphs(2) + "</div>"),
      9U);
  EXPECT_EQ(
      left_of("<div>" + paragraphs(6) + "</div><div><div>Комментарии: 12</div>" + paragraphs(2) + "</div>"),
      6U);
}

TEST(DropComments, TakesLongerOnesOnlyBelowAHeading) {
  EXPECT_EQ(
      left_of("<div>" + paragraphs(6) + "</div><div><h3>Komentarze (9)</h3>" + paragraphs(9) + "</div>"), 6U);
  EXPECT_EQ(left_of("<div>" + paragraphs(6) + "</div><div><p>Komentarze (9)</p>" + paragraphs(9) + "</div>"),
            16U);
}

TEST(DropComments, LeavesTheTextBelowALinkToThem) {
  EXPECT_EQ(left_of("<div><p>Comments (2)</p>" + paragraphs(6) + "</div>"), 7U);
  EXPECT_EQ(left_of("<div>" + paragraphs(6) + "<p>Comments by the mayor were brief.</p></div>"), 7U);
}

TEST(DropComments, OfAnEmptyPageTakesNothing) {
  EXPECT_EQ(left_of(""), 0U);
}

}  // namespace
}  // namespace kabar::extract

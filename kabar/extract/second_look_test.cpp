#include "kabar/extract/second_look.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace kabar::extract {
namespace {

using Rule = void (*)(const markup::HtmlTree&, const PageText&, Body&);

// What a rule leaves of a page's blocks, which have these scores: a letter each, "k" for kept.
std::string left_of(Rule rule, const std::string& html, const std::vector<float>& scores) {
  const auto tree = markup::HtmlTree::parse(html);
  const PageText page = segment(*tree);
  EXPECT_EQ(page.blocks.size(), scores.size()) << html;
  Body body;
  body.scores = scores;
  for (const float score : scores)
    body.verdicts.push_back(score >= kKeep ? Verdict::kKept : Verdict::kUnlikely);
  rule(*tree, page, body);
  std::string left;
  for (const Verdict verdict : body.verdicts) left += verdict == Verdict::kKept ? 'k' : '-';
  return left;
}

const std::string kEntry = "<p class=entry>The bridge is closed until the evening.</p>";
const std::string kSentence = "<p>The bridge is closed until the evening, the city said on Monday.</p>";

TEST(KeepAlike, KeepsWhatLooksLikeTheKept) {
  EXPECT_EQ(left_of(keep_alike, kEntry + kEntry + kEntry + kEntry, {.9F, .4F, .9F, .8F}), "kkkk");
}

TEST(KeepAlike, LeavesOutWhatIsHardlyBodyOrLooksLikeTheDropped) {
  EXPECT_EQ(left_of(keep_alike, kEntry + kEntry + kEntry + kEntry, {.9F, .2F, .9F, .8F}), "k-kk");
  EXPECT_EQ(left_of(keep_alike, kEntry + kEntry + kEntry + kEntry, {.9F, .4F, .1F, .1F}), "k---");
  EXPECT_EQ(left_of(keep_alike, kEntry + kSentence + kEntry, {.9F, .4F, .9F}), "k-k");
}

TEST(KeepAlike, KeepsTheItemsOfAListThatWasKept) {
  const std::string list =
      "<ul><li>Underwings, many of them:<ol><li>in warm nights</ol><li>One hawk-moth</ul>";
  EXPECT_EQ(left_of(keep_alike, list, {.9F, .4F, .9F}), "kkk");
  EXPECT_EQ(left_of(keep_alike, list, {.1F, .4F, .9F}), "--k");
}

TEST(KeepHeadings, KeepsOneBetweenParagraphsOfItsContainer) {
  EXPECT_EQ(left_of(keep_headings, "<div>" + kSentence + "<h3>What now</h3>" + kSentence + "</div>",
                    {.9F, .4F, .9F}),
            "kkk");
  const std::string link = "<div><p><a href=/x>Read also</a></p></div>";
  EXPECT_EQ(left_of(keep_headings, "<div>" + kSentence + link + "<h3>What now</h3>" + kSentence + "</div>",
                    {.9F, .1F, .4F, .9F}),
            "k-kk");
}

TEST(KeepHeadings, LeavesOutLinksTheLastAndThoseOfBoxes) {
  EXPECT_EQ(
      left_of(keep_headings, "<div>" + kSentence + "<h3><a href=/x>What now</a></h3>" + kSentence + "</div>",
              {.9F, .4F, .9F}),
      "k-k");
  EXPECT_EQ(
      left_of(keep_headings, "<div>" + kSentence + "<h3>More</h3>" + kSentence + "</div>", {.9F, .4F, .1F}),
      "k--");
  EXPECT_EQ(
      left_of(keep_headings, kSentence + "<div><h3>Letters</h3>" + kSentence + "</div>", {.9F, .4F, .9F}),
      "k-k");
}

TEST(DropRemnants, DropsTheHeadingOfABoxWhoseSentencesWereDropped) {
  const std::string box = "<div><h3>Our letter</h3>" + kSentence + kSentence + "</div>";
  EXPECT_EQ(left_of(drop_remnants, kSentence + box + kSentence, {.9F, .6F, .1F, .1F, .9F}), "k---k");
}

TEST(DropRemnants, LeavesParagraphsBesideABox) {
  const std::string box = "<div><h3>Our letter</h3>" + kSentence + "</div>";
  EXPECT_EQ(left_of(drop_remnants, kSentence + box + kSentence, {.9F, .1F, .1F, .9F}), "k--k");
  EXPECT_EQ(left_of(drop_remnants, kSentence + box, {.9F, .6F, .6F}), "kkk");
}

}  // namespace
}  // namespace kabar::extract

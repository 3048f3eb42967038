#include "kabar/extract/segmenter.h"

#include <gtest/gtest.h>

#include <string>

namespace kabar::extract {
namespace {

std::string blocks_of(std::string_view html) {
  const auto tree = markup::HtmlTree::parse(html);
  const PageText page = segment(*tree);
  std::string out;
  for (const TextBlock& block : page.blocks) {
    if (!out.empty()) out += " / ";
    out += page.text_of(block);
  }
  return out;
}

struct SegmentCase {
  const char* html;
  const char* blocks;
};

class Segment : public testing::TestWithParam<SegmentCase> {};

TEST_P(Segment, CutsAsAReaderWould) {
  EXPECT_EQ(blocks_of(GetParam().html), GetParam().blocks);
}

INSTANTIATE_TEST_SUITE_P(
    Blocks, Segment,
    testing::Values(SegmentCase{"<p>One<p>Two", "One / Two"},
                    SegmentCase{"<p>un<b>believ</b>able <i>x</i>, y", "unbelievable x, y"},
                    SegmentCase{"<p>a<span> b</span> <a href=c>c </a> d", "a b c d"},
                    SegmentCase{"one<br>two<br><br>three<br> <br>four", "one two / three / four"},
                    SegmentCase{"<div>a<div></div>b</div>c", "a / b / c"},
                    SegmentCase{"<div>a<p>b</p>c</div>", "a / b / c"},
                    SegmentCase{"<table><tr><td>x<td>y</table>", "x / y"},
                    SegmentCase{"<p>a<script>no</script>b<style>no</style> <select><option>no</select>c",
                                "ab c"},
                    SegmentCase{"<p>soft\xC2\xADhyphen\xC2\xA0 blank\xE2\x80\x8B", "softhyphen blank"},
                    SegmentCase{"<p>one\xE2\x80\xA9line\x01 of\xE2\x80\xA8text\x7F", "one line of text"},
                    SegmentCase{"<ul><li>a<li><p>b</p></ul>", "a / b"}, SegmentCase{"", ""}));

TEST(SegmentFacts, KnowsLinksHintsAndSurroundings) {
  const auto tree = markup::HtmlTree::parse(
      "<article class='post-content'><h2>Head</h2><p>Text with <a href=x>a link</a></p>"
      "<aside class=related-links><li><a href=y>More</a></aside>");
  const PageText page = segment(*tree);
  ASSERT_EQ(page.blocks.size(), 3U);
  EXPECT_EQ(page.blocks[0].heading, 2);
  EXPECT_EQ(page.blocks[1].links, 1);
  EXPECT_EQ(page.blocks[1].link_bytes, 7U);
  EXPECT_EQ(page.blocks[2].kind, BlockKind::kListItem);
  EXPECT_TRUE((page.blocks[2].inside & kInAside) != 0 && (page.blocks[2].inside & kInArticle) != 0);
}

TEST(SegmentFacts, CountsSentencesOfAllScripts) {
  EXPECT_EQ(stats_of("Один. Два, три!").stops, 2U);
  EXPECT_EQ(stats_of("一句话。第二句，完。").stops, 2U);
  EXPECT_TRUE(stats_of("“Done.”").ends_with_stop);
  EXPECT_FALSE(stats_of("Not done, 3.5 of").ends_with_stop);
}

}  // namespace
}  // namespace kabar::extract

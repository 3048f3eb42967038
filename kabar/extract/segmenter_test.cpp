#include "kabar/extract/segmenter.h"

#include <gtest/gtest.h>

#include <string>

#include "kabar/base/blanks.h"

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

struct LinkCase {
  std::string html;
  bool linked;
};

TEST(SegmentFacts, CountsNoLinkThatIsNone) {
  std::string text;
  for (int i = 0; i < 20; ++i) text += "<p>The council of the harbour town decided on the old ferry.</p>";
  const LinkCase cases[] = {{"<a name=top>" + text, false},
                            {"<a id=top></a>" + text, false},
                            {"<a href=/x>" + text + "</a>", false},
                            {"<p><a href=/x>Read on</a>" + text, true},
                            {"<p><a href=/x>Read on</a><p><a href=/y>Or this</a>", true}};
  for (const LinkCase& test : cases) {
    const auto tree = markup::HtmlTree::parse(test.html);
    const PageText page = segment(*tree);
    std::uint32_t bytes = 0;
    for (const TextBlock& block : page.blocks) bytes += block.link_bytes;
    EXPECT_EQ(bytes != 0, test.linked) << test.html.substr(0, 40);
  }
}

TEST(SegmentFacts, TellsWhichStylesHide) {
  for (const std::string_view style :
       {"opacity:0", "opacity: 0.0;color:red", "color:red;font-size:0px", "position:absolute;left:-9999px",
        "text-indent:-999em", "display:none", "DISPLAY:NONE", "color:red; Visibility : Hidden",
        "margin:0;\nLEFT:-9999px"})
    EXPECT_TRUE(is_out_of_sight(style)) << style;
  for (const std::string_view style :
       {"opacity:0.9", "fill-opacity:0", "font-size:0.9em", "margin-left:-9999px", "left:-99px",
        "left:9999px", "backface-visibility:hidden", "display:block", "opacity:", ""})
    EXPECT_FALSE(is_out_of_sight(style)) << style;
}

TEST(SegmentFacts, LeavesOutWhatIsHiddenWithinALine) {
  const std::string html = "<p>Seen <span style=display:none>unseen <b>too</b></span> words.</p>";
  const auto tree = markup::HtmlTree::parse(html);
  const PageText page = segment(*tree);
  EXPECT_EQ(page.text, "Seen words.");
  EXPECT_EQ(page.unseen.size(), 2U);
}

TEST(SegmentFacts, LeavesOutWhatIsHiddenAtTheBeginningOfALine) {
  const std::string html =
      "<h1>Head</h1><p><span style=display:none>unseen <b>too</b></span> <em>Seen</em> words.<br><br><i "
      "style=font-size:0>x</i>More.";
  const auto tree = markup::HtmlTree::parse(html);
  const PageText page = segment(*tree);
  ASSERT_EQ(page.blocks.size(), 3U);
  EXPECT_EQ(page.text_of(page.blocks[1]), "Seen words.");
  EXPECT_EQ(page.text_of(page.blocks[2]), "More.");
  EXPECT_EQ(page.blocks[1].inside & (kInHidden | kInUnseen), 0U);
  EXPECT_EQ((*tree)[page.blocks[1].first].text, "Seen");
  for (const markup::NodeIndex i : page.unseen)
    EXPECT_TRUE(is_blank((*tree)[i].text) || page.text.find((*tree)[i].text) == std::string::npos);
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    EXPECT_EQ(page.blocks_before[page.blocks[i].first], i);
    EXPECT_EQ(page.blocks_before[page.blocks[i].first + 1], i + 1);
  }
}

TEST(SegmentFacts, KeepsALineOfWhichAllIsHidden) {
  EXPECT_EQ(blocks_of("<p><span style=display:none>all <b>of</b> it</span></p><p>Seen"), "all of it / Seen");
}

TEST(SegmentFacts, CountsSentencesOfAllScripts) {
  EXPECT_EQ(stats_of("Один. Два, три!").stops, 2U);
  EXPECT_EQ(stats_of("一句话。第二句，完。").stops, 2U);
  EXPECT_TRUE(stats_of("“Done.”").ends_with_stop);
  EXPECT_FALSE(stats_of("Not done, 3.5 of").ends_with_stop);
}

}  // namespace
}  // namespace kabar::extract

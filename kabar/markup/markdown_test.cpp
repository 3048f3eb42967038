#include "kabar/markup/markdown.h"

#include <gtest/gtest.h>

#include "kabar/markup/safe_html.h"

namespace kabar::markup {
namespace {

struct Case {
  const char* name;
  const char* html;
  const char* markdown;
};

class ToMarkdown : public testing::TestWithParam<Case> {};

TEST_P(ToMarkdown, KeepsTheStructure) {
  const std::string html = *sanitize(GetParam().html);
  const auto tree = HtmlTree::parse(html);
  ASSERT_TRUE(tree);
  EXPECT_EQ(to_markdown(*tree), GetParam().markdown);
}

INSTANTIATE_TEST_SUITE_P(
    Pages, ToMarkdown,
    testing::Values(
        Case{"Nothing", "", ""}, Case{"Paragraphs", "<p>a<br>b</p><p>c</p>", "a  \nb\n\nc\n"},
        Case{"Headings", "<h1>a</h1><h3>b<br>c</h3>", "## a\n\n### b c\n"},
        Case{"Marks", "<p><b>a</b> <i>b</i> <code>c`*d</code> <s>e</s> x<sup>2</sup>",
             "**a** *b* ``c`*d`` ~~e~~ x<sup>2</sup>\n"},
        Case{"Links", "<p><a href='https://a.example/(x)'>a [b]</a></p>",
             "[a \\[b\\]](https://a.example/\\(x\\))\n"},
        Case{"Lists", "<ul><li>a<li>b<ol><li>c<li>d</ol></ul><p>e</p>", "- a\n- b\n\n  1. c\n  2. d\n\ne\n"},
        Case{"Quotes", "<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b\n"},
        Case{"Tables", "<table><caption>t</caption><tr><th>a<th>b<tr><td>1|2<td><p>3</p><p>4</p></table>",
             "*t*\n\n| a | b |\n| --- | --- |\n| 1\\|2 | 3 4 |\n"},
        Case{"CellsOverColumns",
             "<table><tr><th colspan=2>a<th>b<tr><td>1<td>2<td>3<tr><td colspan=3>4</table>",
             "| a | | b |\n| --- | --- | --- |\n| 1 | 2 | 3 |\n| 4 |\n"},
        Case{"CellsOverRows",
             "<table><tr><th>Party<th>Year<th>Seats<tr><td rowspan=2>Greens<td>2019<td>12<tr><td>2023<td>15"
             "<tr><td>Reds<td rowspan=2 colspan=2>none<tr><td>Blues</table>",
             "| Party | Year | Seats |\n| --- | --- | --- |\n| Greens | 2019 | 12 |\n| | 2023 | 15 |\n"
             "| Reds | none |\n| Blues |\n"},
        Case{"CellsEndWithTheirSection",
             "<table><thead><tr><th rowspan=9>a<th>b</thead><tbody><tr><td>1<td>2</tbody></table>",
             "| a | b |\n| --- | --- |\n| 1 | 2 |\n"},
        Case{"NoPicture", "<p>See!<a href='https://a.example/x.png'>b</a>",
             "See\\![b](https://a.example/x.png)\n"},
        Case{"Figures", "<figure><img src=https://a.example/i.jpg alt=x><figcaption>c</figcaption></figure>",
             "![x](https://a.example/i.jpg)\n\n*c*\n"},
        Case{"Preformatted", "<pre>a\n  ```\nb</pre>", "````\na\n  ```\nb\n````\n"},
        Case{"MarkupInText", "<p>1. a *b* &amp;lt; #c<br>- d</p><p>+1 = <br>=== x</p>",
             "1\\. a \\*b\\* \\&lt; \\#c  \n\\- d\n\n\\+1 =  \n\\=== x\n"}),
    [](const testing::TestParamInfo<Case>& test) { return test.param.name; });

// Marks that CommonMark would take for letters.
INSTANTIATE_TEST_SUITE_P(
    Emphasis, ToMarkdown,
    testing::Values(
        Case{"SignBeforeALetter", "<p><b>Compatibility:</b>Most", "**Compatibility**:Most\n"},
        Case{"SignBeforeABlank", "<p><b>Note:</b> all", "**Note:** all\n"},
        Case{"SignBehindALetter", "<p>so<b>“We” go</b>", "so“**We” go**\n"},
        Case{"SignsAlone", "<p><b>\"</b>We <b>*</b>", "\"We \\*\n"},
        Case{"LineMarkAlone", "<p><b>-</b> one", "\\- one\n"},
        Case{"Neighbours", "<p><b>G</b><b>ranny</b> <b>a</b> <b>b</b>", "**Granny** **a** **b**\n"},
        Case{"BlanksInside", "<p>a<b> b </b>c<i>d<br></i>e", "a **b** c*d*  \ne\n"},
        Case{"WithoutBlanks", "<p><b>「東京」</b>です", "**「東京**」です\n"},
        Case{"EscapedSign", "<p><b>a*</b>b", "**a**\\*b\n"},
        Case{"CodeAtTheEnd", "<p><b>a <code>b</code></b>c", "a `b`c\n"},
        Case{"SignBehindALink", "<p><b><a href='https://a.example/x'>a</a>.</b>b",
             "**[a](https://a.example/x)**.b\n"},
        Case{"CodeThatTouchesCode", "<p><code>x</code><code>`&lt;img src=x&gt;</code>",
             "``x`<img src=x>``\n"},
        Case{"CodeBehindUnmarkedCode", "<p>a<b><code>x</code></b><code>y</code>", "a`x` `y`\n"},
        Case{"CodeInATable", "<table><tr><td><code>a|&lt;i&gt;|b</code><td>c</table>",
             "| `a\\|<i>\\|b` | c |\n| --- | --- |\n"},
        Case{"CodeWithALineBreak", "<p><code>x<br>- y</code>", "`x - y`\n"},
        Case{"EmptyCode", "<p>a<code></code>b `", "ab \\`\n"},
        Case{"LineMarkInPieces", "<p><cite>1</cite>. Foo<br><ins>-</ins> b", "1\\. Foo  \n\\- b\n"},
        Case{"ReferenceInPieces", "<p><mark>&amp;</mark>lt;", "\\&lt;\n"},
        Case{"AddressWithAReference", "<p><a href='https://a.example/?a=1&amp;lt;b=2|3'>a</a>",
             "[a](https://a.example/?a=1\\&lt;b=2%7C3)\n"},
        Case{"WithinAWord", "<p>un<b>believ</b>able", "un**believ**able\n"}),
    [](const testing::TestParamInfo<Case>& test) { return test.param.name; });

TEST(ToMarkdown, GrowsWithThePageAndNotWithItsSpans) {
  std::string page = "<table><tr>";
  for (int i = 0; i < 300; ++i) page += "<td colspan=99 rowspan=99>x";
  for (int i = 0; i < 1000; ++i) page += "<tr><td rowspan=99 colspan=99>y<td>z";
  const std::string safe = *sanitize(page);
  const auto tree = HtmlTree::parse(safe);
  ASSERT_TRUE(tree);
  EXPECT_LT(to_markdown(*tree).size(), 10 * page.size());
}

}  // namespace
}  // namespace kabar::markup

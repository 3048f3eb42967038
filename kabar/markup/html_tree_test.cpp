#include "kabar/markup/html_tree.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace kabar::markup {
namespace {

// The tree below <body> in short: elements as name(…), texts in quotes.
std::string outline(const HtmlTree& tree, NodeIndex i) {
  const HtmlNode& node = tree[i];
  if (node.tag == Tag::kText) return "'" + std::string(node.text) + "'";
  std::string out(name_of(node.tag));
  out += '(';
  for (NodeIndex child = i + 1; child < node.end; child = tree[child].end) out += outline(tree, child);
  return out + ')';
}

std::string body_of(std::string_view html) {
  const auto tree = HtmlTree::parse(html);
  for (NodeIndex i = 0; i < tree->nodes().size(); ++i) {
    if ((*tree)[i].tag == Tag::kBody) return outline(*tree, i);
  }
  return "";
}

struct TreeCase {
  const char* html;
  const char* body;
};

class HtmlTreeBuilds : public testing::TestWithParam<TreeCase> {};

TEST_P(HtmlTreeBuilds, AsTheHtmlStandardSays) {
  EXPECT_EQ(body_of(GetParam().html), GetParam().body);
}

INSTANTIATE_TEST_SUITE_P(
    Tree, HtmlTreeBuilds,
    testing::Values(TreeCase{"<p>One<p>Two", "body(p('One')p('Two'))"},
                    TreeCase{"<ul><li>a<li>b</ul>c", "body(ul(li('a')li('b'))'c')"},
                    TreeCase{"<b>x<p>y</b>z</p>", "body(b('x')p(b('y')'z'))"},
                    TreeCase{"<table>x<tr><td>y</table>", "body('x'table(tbody(tr(td('y')))))"},
                    TreeCase{"a<!-- no -->b", "body('a''b')"},
                    TreeCase{"caf&eacute; &amp; &#x20AC;", "body('café & €')"},
                    TreeCase{"<script>if (a<b) {}</script>", "body()"},
                    TreeCase{"<p><my-player>x</my-player>", "body(p(('x')))"},
                    TreeCase{"<svg><g>x</g></svg>", "body(svg(('x')))"}, TreeCase{"", "body()"}));

// What is scanned for a single character, and pointed to where it stands, is read as everywhere else.
INSTANTIATE_TEST_SUITE_P(
    Texts, HtmlTreeBuilds,
    testing::Values(TreeCase{"<p> \n a</p> <p>b", "body(p(' \n a')' 'p('b'))"},
                    TreeCase{" <title>t</title> \n <p>x", "body(p('x'))"},
                    TreeCase{"<body><pre>\n\nx</pre>\n", "body(pre('\nx')'\n')"},
                    TreeCase{"<body>\v<p>a\r\nb\rc", "body('\v'p('a\nb\nc'))"},
                    TreeCase{"<body><p>a < b <3 c", "body(p('a < b <3 c'))"},
                    TreeCase{"<table> <tr> <td> a </td> </tr></table>",
                             "body(table(' 'tbody(tr(' 'td(' a ')' '))))"},
                    TreeCase{"<body><!-- - -- a -->b<!---->c<!-- d", "body('b''c')"},
                    TreeCase{"<body><p title='a\"b' class=\"c'd\">e", "body(p('e'))"},
                    TreeCase{"<body><script>a</b<!--</script>c", "body(script('a</b<!--')'c')"},
                    TreeCase{"<body><style>a<b</styl</style>c", "body(style('a<b</styl')'c')"},
                    TreeCase{"<body><textarea>\na<b>&amp;</textarea>c", "body(textarea('a<b>&')'c')"},
                    TreeCase{"<body>a<p class=\"unclosed>b", "body('a')"}));

TEST(HtmlTree, TakesZeroBytesOutOfTexts) {
  using std::string_view_literals::operator""sv;
  EXPECT_EQ(body_of("<body><p>a\0b</p>\0<i>\0 c</i>"sv), "body(p('ab')i(' c'))");
}

TEST(HtmlTree, LeavesLongDataOfScriptsAsItStandsAndDrawingsBare) {
  const std::string data = std::string(2000, 'x') + "&amp;";
  const std::string html = "<p data-state='" + data + "' title='" + data + "'><svg width=1><path d=M1>";
  const auto tree = HtmlTree::parse(html);
  const auto path = static_cast<NodeIndex>(tree->nodes().size() - 1);
  EXPECT_EQ(tree->attribute(path - 2, "data-state"), data);
  EXPECT_EQ(tree->attribute(path - 2, "title").size(), data.size() - 4);
  EXPECT_EQ(tree->attribute(path - 1, "width"), "1");
  EXPECT_TRUE(tree->attributes(path).empty());
}

TEST(HtmlTree, KeepsAttributesDecodedAndTheFirstOfTwo) {
  const auto tree = HtmlTree::parse("<p ID=a title='x &amp; y' id=b hidden>");
  const NodeIndex p = static_cast<NodeIndex>(tree->nodes().size() - 1);
  EXPECT_EQ(tree->attribute(p, "id"), "a");
  EXPECT_EQ(tree->attribute(p, "title"), "x & y");
  EXPECT_EQ(tree->attributes(p).size(), 4U);
  EXPECT_EQ(tree->attribute(p, "class"), "");
}

TEST(HtmlTree, CutsTheDepthButKeepsTheText) {
  std::string html;
  for (int i = 0; i < 20'000; ++i) html += "<div>";
  html += "deep";
  for (int i = 0; i < 20'000; ++i) html += "</div>";
  html += "<p>after";
  const auto tree = HtmlTree::parse(html);
  EXPECT_TRUE(tree->flattened());
  EXPECT_FALSE(tree->truncated());
  const auto nodes = tree->nodes();
  EXPECT_EQ(nodes.back().text, "after");
  EXPECT_EQ(nodes.back().depth, 3);
  EXPECT_EQ(nodes[nodes.size() - 3].text, "deep");
  for (const HtmlNode& node : nodes) EXPECT_LE(node.depth, 513);
}

TEST(HtmlTree, FlattensManyBlocksInSteepPagesEarlierAndLosesNone) {
  std::string html;
  for (int i = 0; i < 100; ++i) html += "<div>";
  for (int i = 0; i < 2'000; ++i) html += "<p>t</p>";
  const auto tree = HtmlTree::parse(html);
  EXPECT_TRUE(tree->flattened());
  EXPECT_FALSE(tree->truncated());
  const auto texts = std::count_if(tree->nodes().begin(), tree->nodes().end(),
                                   [](const HtmlNode& node) { return node.tag == Tag::kText; });
  EXPECT_EQ(texts, 2'000);
  EXPECT_FALSE(HtmlTree::parse("<div><p>t")->flattened());
}

TEST(HtmlTree, ComesToAnEndWhereACellIsClosedEarly) {
  const HtmlLimits limits{.max_depth = 64};
  for (int depth = 40; depth < 70; ++depth) {
    std::string html;
    for (int i = 0; i < depth; ++i) html += "<div>";
    html += "<table>a<td>b<td>c</table><select><option>d</select><p>last";
    const auto tree = HtmlTree::parse(html, limits);
    ASSERT_TRUE(tree);
    EXPECT_EQ(tree->nodes().back().text, "last") << depth;
  }
}

TEST(HtmlTree, CapsNodesThatFormattingElementsMultiply) {
  std::string html;
  for (int i = 0; i < 4'000; ++i) html += "<p><b id=" + std::to_string(i) + ">t";
  const auto tree = HtmlTree::parse(html);
  EXPECT_LT(tree->nodes().size(), 50'000U);

  const auto small = HtmlTree::parse(html, {.max_nodes = 100});
  EXPECT_LT(small->nodes().size(), 130U);
  EXPECT_TRUE(small->truncated());
}

TEST(HtmlTree, MergesFewAttributesOfFurtherBodies) {
  std::string html = "<body a=1><body b=2 a=3>text";
  const auto few = HtmlTree::parse(html);
  EXPECT_EQ(few->attribute(2, "a"), "1");
  EXPECT_EQ(few->attribute(2, "b"), "2");
  for (int i = 0; i < 2'000; ++i) html += "<body x" + std::to_string(i) + ">";
  html += "<html";
  for (int i = 0; i < 2'000; ++i) html += " y" + std::to_string(i);
  html += ">more";
  const auto many = HtmlTree::parse(html);
  EXPECT_EQ(many->attribute(2, "b"), "2");
  EXPECT_LT(many->attributes(2).size(), 100U);
  EXPECT_TRUE(many->attributes(0).empty());
  EXPECT_EQ(many->nodes().back().text, "more");
}

// The words of values, scripts, comments and texts are none.
TEST(HtmlTree, CountsNoAttributesThatAreNone) {
  std::string words;
  for (int i = 0; i < 2'000; ++i) words += "x ";
  const HtmlLimits few = {.max_attributes = 900};
  for (const std::string_view around :
       {"<p class=\"W\">", "<p a= b =c=\"W\">", "<p a='W'>", "<script>W</script>", "<style>W</style>",
        "<!-- W -->", "<!-- W --!>", "W", "<title>W</title>", "<?W>",
        "<script>if (a<b) { '</p W' }</script>"}) {
    std::string html(around);
    html.replace(html.find('W'), 1, words);
    html += "<p id=z>after";
    const auto tree = HtmlTree::parse(html, few);
    EXPECT_FALSE(tree->truncated()) << around;
    EXPECT_EQ(tree->nodes().back().text, "after") << around;
  }
  for (const std::string_view around :
       {"<p W>", "</p W>", "<p a=b\"c W d=\">", "<p a='>\"' W b='\"'>", "<!--><p W -->", "<!---><p W -->",
        "<svg><style><p W</style>", "<script><!--<script></script><x y=\"</script><p W \">",
        "<script></scripts a=\"</script><p W\">", "<p =\"W\">"}) {
    std::string html(around);
    html.replace(html.find('W'), 1, words);
    EXPECT_TRUE(HtmlTree::parse(html, few)->truncated()) << around;
  }
}

TEST(HtmlTree, CapsAttributesHoweverTheyAreParted) {
  for (const std::string_view attribute : {"a ", "a/", "a=''", "a=\"\"", "a=\"\n>\""}) {
    std::string html = "<p>before<p ";
    for (int i = 0; i < 1'000; ++i) html += attribute;
    EXPECT_TRUE(HtmlTree::parse(html, {.max_attributes = 900})->truncated()) << attribute;
    html += ">after";
    const auto enough = HtmlTree::parse(html, {.max_attributes = 3'000});
    EXPECT_FALSE(enough->truncated()) << attribute;
    EXPECT_EQ(enough->nodes().back().text, "after");
  }
}

TEST(HtmlTree, OutlivesItsPredecessors) {
  auto first = HtmlTree::parse("<p>first");
  auto second = HtmlTree::parse("<p>second");
  EXPECT_EQ(first->nodes().back().text, "first");
  *first = *std::move(second);
  EXPECT_EQ(first->nodes().back().text, "second");
}

TEST(HtmlTag, NamesGoBothWays) {
  for (std::size_t i = static_cast<std::size_t>(Tag::kA); i < kTagCount; ++i) {
    EXPECT_EQ(tag_named(name_of(static_cast<Tag>(i))), static_cast<Tag>(i));
  }
  EXPECT_EQ(tag_named("my-player"), Tag::kUnknown);
  EXPECT_TRUE(is_block(Tag::kP) && is_inline(Tag::kEm) && is_opaque(Tag::kScript));
  EXPECT_EQ(heading_level(Tag::kH3), 3);
}

}  // namespace
}  // namespace kabar::markup

#include "kabar/markup/safe_html.h"

#include <gtest/gtest.h>

#include "kabar/markup/safe_html_check.h"

namespace kabar::markup {
namespace {

struct Case {
  const char* name;
  const char* html;
  const char* safe;
};

class Sanitize : public testing::TestWithParam<Case> {};

TEST_P(Sanitize, GivesSafeHtmlThatStaysAsItIs) {
  const auto safe = sanitize(GetParam().html);
  ASSERT_TRUE(safe);
  EXPECT_EQ(*safe, GetParam().safe);
  EXPECT_EQ(SafeHtmlCheck(*safe).fault(), "");
  EXPECT_EQ(*sanitize(*safe), *safe);
}

std::string name_of_case(const testing::TestParamInfo<Case>& test) {
  return test.param.name;
}

INSTANTIATE_TEST_SUITE_P(
    Structure, Sanitize,
    testing::Values(
        Case{"Nothing", "", ""}, Case{"LooseText", "a <b>b</b>\n c", "<p>a <strong>b</strong> c</p>\n"},
        Case{"DivsAreParagraphs", "<div>a<div>b</div>c</div>", "<p>a</p>\n<p>b</p>\n<p>c</p>\n"},
        Case{"TwoBreaks", "a<br>b<br><br>c<br>", "<p>a<br>b</p>\n<p>c</p>\n"},
        Case{"BreaksInAParagraph", "<p>a<br> <br>b</p>", "<p>a</p>\n<p>b</p>\n"},
        Case{"BlanksStandOutsideMarks", "<p><em>a </em><strong> b</strong></p>",
             "<p><em>a</em> <strong>b</strong></p>\n"},
        Case{"MarksGoOnInTheNextBlock", "<em><p>a</p><p>b</p></em>",
             "<p><em>a</em></p>\n<p><em>b</em></p>\n"},
        Case{"EmptyElementsGo", "<p> </p><ul><li></li></ul><h2>&nbsp;</h2><em></em>", ""},
        Case{"Lists", "<ul><li>a<ol><li>b</ol><li><p>c</p><p>d</p></ul>",
             "<ul><li>a<ol><li>b</li>\n</ol>\n</li>\n<li><p>c</p>\n<p>d</p>\n</li>\n</ul>\n"},
        Case{"ListsWithoutItems", "<ul>a<ul><li>b</ul></ul>",
             "<ul><li>a</li>\n<li><ul><li>b</li>\n</ul>\n</li>\n</ul>\n"},
        Case{"BlocksInHeadings", "<h2><div>a</div><div>b</div></h2>", "<h2>a b</h2>\n"},
        Case{"Quotes", "<blockquote>a<p>b</blockquote>", "<blockquote><p>a</p>\n<p>b</p>\n</blockquote>\n"},
        Case{"Tables", "<table><tr><th>a<th></tr><tr><td>1<td colspan=2 rowspan=x>2</table>",
             "<table><tbody><tr><th>a</th><th></th></tr>\n<tr><td>1</td><td colspan=\"2\">2</td></tr>\n"
             "</tbody>\n</table>\n"},
        Case{"LayoutTables", "<table><tr><td><p>a<td></tr><tr><td>b</table>", "<p>a</p>\n<p>b</p>\n"},
        Case{"TablesInTables", "<table><tr><td>x<td><table><tr><td>1<td>2</table></table>",
             "<table><tbody><tr><td>x</td><td>1<br>2</td></tr>\n</tbody>\n</table>\n"},
        Case{"Figures",
             "<figure><a href='https://a.example/'><img src=https://a.example/i.jpg alt='a \"b\"' width=9 "
             "height=1e9 onload=x()></a><figcaption>c</figcaption></figure>",
             "<figure><a href=\"https://a.example/\" rel=\"noopener nofollow\"><img "
             "src=\"https://a.example/i.jpg\" alt=\"a &quot;b&quot;\" width=\"9\"></a>"
             "<figcaption>c</figcaption>\n</figure>\n"},
        Case{"LazyPictures", "<img src='data:image/gif;base64,R0' data-src='https://a.example/i.jpg'>",
             "<p><img src=\"https://a.example/i.jpg\" alt=\"\"></p>\n"},
        Case{"Preformatted", "<pre>\n\n  a\n   <b>b</b>\n\n</pre>",
             "<pre>  a\n   <strong>b</strong></pre>\n"},
        Case{"OverlayBehindATag", "<p>\xCC\xB8x</p>", "<p>&#x338;x</p>\n"},
        Case{"TextInNfc", "<p>e\xCC\x81t<b>e\xE2\x80\x8B\xCC\x81</b></p>", "<p>ét<strong>é</strong></p>\n"},
        Case{"MarkOfAMark", "<p>a<b>\xCC\x81z</b>", "<p>a<strong>&#x301;z</strong></p>\n"},
        Case{"AddressesKeepTheirBytes", "<a href='https://a.example/e\xCC\x81'>a</a>",
             "<p><a href=\"https://a.example/e%CC%81\" rel=\"noopener nofollow\">a</a></p>\n"},
        Case{"RubyReadings", "<p><ruby>漢<rp>(</rp><rt>かん</rt></ruby>字", "<p>漢字</p>\n"},
        Case{"ControlCharacters",
             "<p>a&#1;\x7F"
             "b\xC2\xAD"
             "c\xE2\x80\xAE\xE2\x81\xA6\xC2\x9B</p><pre>a\x1B[2J\xC2\x80 b\xE2\x80\xAE</pre>",
             "<p>abc</p>\n<pre>a[2J b</pre>\n"}),
    name_of_case);

INSTANTIATE_TEST_SUITE_P(
    Attacks, Sanitize,
    testing::Values(
        Case{"Script", "<p>a<script>alert(1)</script>b<style>*{}</style></p>", "<p>ab</p>\n"},
        Case{"Handlers",
             "<p onclick=a() style='x' class=c id=i><a href=https://a.example onfocus=x>l</a></p>",
             "<p><a href=\"https://a.example\" rel=\"noopener nofollow\">l</a></p>\n"},
        Case{"ScriptAddress", "<a href='java\tscript:alert(1)'>a</a><a href=' &#106;avascript:x'>b</a>",
             "<p>ab</p>\n"},
        Case{"OtherSchemes", "<a href='data:text/html,x'>a</a><a href=vbscript:x>b</a><img src=blob:x>",
             "<p>ab</p>\n"},
        Case{"AddressBreaksOut", "<a href='https://a.example/\"><img src=x onerror=x>'>a</a>",
             "<p><a href=\"https://a.example/%22%3E%3Cimg%20src=x%20onerror=x%3E\" "
             "rel=\"noopener nofollow\">a</a></p>\n"},
        Case{"Frames", "<iframe srcdoc='<script>x</script>'></iframe><object data=x></object><embed src=x>a",
             "<p>a</p>\n"},
        Case{"Forms", "<form action=/x><label>Name <input name=n></label><button>Go</button></form>",
             "<p>Name</p>\n"},
        Case{"EscapedMarkup", "&lt;script&gt;alert(1)&lt;/script&gt;",
             "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"},
        Case{"SvgStyle", "<svg><style><img src=x onerror=alert(1)></style></svg>b", "<p>b</p>\n"},
        Case{"MathTextIntegration",
             "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 "
             "onerror=alert(1)&gt;\">",
             ""},
        Case{"Noscript", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>a",
             "<p>a</p>\n"},
        Case{"Template", "<template><p>a<script>x</script></template>b", "<p>b</p>\n"},
        Case{"Comment", "<!--><img src=x onerror=x>-->a<!-- --!><b>b</b>",
             "<p>--&gt;a<strong>b</strong></p>\n"},
        Case{"NestedForms", "<form><div></form><form>a", "<p>a</p>\n"},
        Case{"Base", "<base href='javascript:/a/-alert(1)///////'><a href=../x>a</a>", "<p>a</p>\n"},
        Case{"MarksThatNormalisingMovesToTheTag",
             "<p>&#x323;&#x338; onfocus=alert(1) tabindex=1 autofocus "
             "x</p><table><tr><td>&#x316;&#x338;a<td>b<br>"
             "&#x344;&#x338;c</table>",
             "<p>&#x338;\xCC\xA3 onfocus=alert(1) tabindex=1 autofocus "
             "x</p>\n<table><tbody><tr><td>&#x338;\xCC\x96"
             "a</td><td>b<br>&#x338;\xCC\x88\xCC\x81"
             "c</td></tr>\n</tbody>\n</table>\n"},
        Case{"MetaRefresh", "<meta http-equiv=refresh content='0;url=https://a.example'><link rel=x href=x>a",
             "<p>a</p>\n"}),
    name_of_case);

struct AddressCase {
  const char* address;
  const char* safe;
};

class SafeAddress : public testing::TestWithParam<AddressCase> {};

TEST_P(SafeAddress, KeepsTheWebAloneAndIsStable) {
  EXPECT_EQ(safe_address(GetParam().address), GetParam().safe);
  EXPECT_EQ(safe_address(GetParam().safe), GetParam().safe);
}

INSTANTIATE_TEST_SUITE_P(
    Addresses, SafeAddress,
    testing::Values(AddressCase{"https://a.example/b?c=d#e", "https://a.example/b?c=d#e"},
                    AddressCase{" HTTP://a.example ", "http://a.example"},
                    AddressCase{"https://a.example/a b'c`", "https://a.example/a%20b%27c%60"},
                    AddressCase{"https://a.example/é", "https://a.example/é"}, AddressCase{"/relative", ""},
                    AddressCase{"https://", ""}, AddressCase{"http://\n/x", ""},
                    AddressCase{"ftp://a.example", ""}, AddressCase{"javascript:https://a.example", ""},
                    AddressCase{"//a.example", ""}));

class EmbedPolicy final : public HtmlPolicy {
 public:
  explicit EmbedPolicy(const HtmlTree& tree) : tree_(tree) {}
  std::optional<EmbedText> embed(NodeIndex i) const override {
    if (tree_[i].tag != Tag::kIframe) return std::nullopt;
    return EmbedText{"https://v.example/1", tree_.attribute(i, "title"), !tree_.attribute(i, "name").empty()};
  }

 private:
  const HtmlTree& tree_;
};

TEST(SafeHtml, WritesAnEmbedAsItsLink) {
  const auto tree =
      HtmlTree::parse("<p>a<iframe name=x title='<b>'></iframe>b<iframe title='The film'></iframe></p>");
  ASSERT_TRUE(tree);
  const std::string html = safe_html(*tree, EmbedPolicy(*tree));
  EXPECT_EQ(
      html,
      "<p>a</p>\n<figure><blockquote><p>&lt;b&gt;</p>\n</blockquote>\n<p><a href=\"https://v.example/1\" "
      "rel=\"noopener nofollow\">https://v.example/1</a></p>\n</figure>\n<p>b</p>\n<figure>"
      "<p><a href=\"https://v.example/1\" rel=\"noopener nofollow\">The film</a></p>\n</figure>\n");
  EXPECT_EQ(*sanitize(html), html);
}

// The parser reads back what is written only if an embed neither takes a table apart nor goes too deep.
TEST(SafeHtml, StaysAsItIsWithEmbedsAnywhere) {
  const std::string film = "<iframe title='The film'></iframe>";
  const std::string quote = "<iframe name=x title='A post'></iframe>";
  std::string deep;
  for (int i = 0; i < 40; ++i) deep += "<blockquote>a" + quote;
  std::string deep_table;
  for (int i = 0; i < 27; ++i) deep_table += "<blockquote>";
  const std::string two_cells = "<tr><td>a<td>b</tr>";
  const std::string pages[] = {
      "<table><tr><td>alone</tr><tr><td>" + film + "</tr>" + two_cells + "</table>",
      "<table><tr><td>a<td>" + film + "</tr></table>",
      "<table><caption>c" + film + "</caption>" + two_cells + "</table>",
      "<table><tr><td>x<td><ul><li>" + quote + "<li>y</ul></table>",
      "<figure>" + quote + "<figcaption>c" + film + "</figcaption></figure>",
      "<ul><li>a" + film + "b</li>" + film + "</ul><h2>h" + quote + "h</h2><pre>p" + film + "p</pre>",
      "<a href=https://a.example><b>a" + film + "b</b></a>",
      "<iframe name=x title='\xCC\xB8x'></iframe><iframe title='\xCC\xB8x'></iframe>",
      deep,
      deep_table + "<table>" + two_cells + "<tr><td>c<td>" + quote + "</table>",
  };
  for (const std::string& page : pages) {
    const auto tree = HtmlTree::parse(page);
    ASSERT_TRUE(tree);
    const std::string html = safe_html(*tree, EmbedPolicy(*tree));
    EXPECT_NE(html.find("https://v.example/1"), html.npos) << page;
    EXPECT_EQ(SafeHtmlCheck(html).fault(), "") << page;
    EXPECT_EQ(*sanitize(html), html) << page;
  }
}

TEST(SafeHtml, DoesNotGrowWithALinkThatIsLeftOpen) {
  std::string page = "<p><a href='https://a.example/" + std::string(2000, 'x') + "'>x";
  for (int i = 0; i < 4000; ++i) page += "<p>y";
  const auto html = sanitize(page);
  ASSERT_TRUE(html);
  EXPECT_LT(html->size(), std::size_t{5} << 20);
  EXPECT_EQ(*sanitize(*html), *html);
}

TEST(SafeHtml, IsLinearInNestedTables) {
  std::string page;
  for (int i = 0; i < 20'000; ++i) page += "<table><tr><td>";
  EXPECT_TRUE(sanitize(page + "a"));
}

}  // namespace
}  // namespace kabar::markup

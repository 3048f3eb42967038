#include "kabar/extract/json_ld.h"

#include <gtest/gtest.h>

#include "kabar/extract/json_repair.h"
#include "kabar/json/value.h"

namespace kabar::extract {
namespace {

std::string authors_of(std::string_view block) {
  const auto data = read_json_ld({block});
  if (data.articles.empty()) return "no article";
  std::string out;
  for (const auto& author : data.articles.front().authors)
    out += (out.empty() ? "" : "|") + author.name + (author.organization ? "*" : "");
  return out;
}

struct Shape {
  const char* name;
  std::string_view author;
  std::string_view expected;
};

class AuthorShape : public testing::TestWithParam<Shape> {};

TEST_P(AuthorShape, IsRead) {
  const auto block = R"({"@type":"NewsArticle","author":)" + std::string(GetParam().author) + "}";
  EXPECT_EQ(authors_of(block), GetParam().expected);
}

constexpr Shape kShapes[] = {
    {"String", R"("Ann Lee")", "Ann Lee"},
    {"Strings", R"(["Ann Lee","John Roe"])", "Ann Lee|John Roe"},
    {"Person", R"({"@type":"Person","name":"Ann Lee"})", "Ann Lee"},
    {"Persons", R"([{"@type":"Person","name":"Ann Lee"},{"name":"John Roe"}])", "Ann Lee|John Roe"},
    {"NestedList", R"([[{"name":"Ann Lee"}]])", "Ann Lee"},
    {"NamesInOnePerson", R"({"@type":"Person","name":["Ann Lee","John Roe"]})", "Ann Lee|John Roe"},
    {"GivenAndFamilyName", R"({"@type":"Person","givenName":"Ann","familyName":"Lee"})", "Ann Lee"},
    {"NameObject", R"({"name":{"@value":"Ann Lee"}})", "Ann Lee"},
    {"TypeList", R"({"@type":["Person","Thing"],"name":"Ann Lee"})", "Ann Lee"},
    {"Organization", R"({"@type":"Organization","name":"AFP"})", "AFP*"},
    {"Url", R"("https://outlet.example/author/ann")", ""},
    {"UrlAsName", R"({"@type":"Person","name":"https://outlet.example/ann"})", ""},
    {"Entities", R"("Ann O&amp;#039;Lee")", "Ann O'Lee"},
    {"Null", "null", ""},
    {"Number", "5", ""},
    {"EmptyObject", "{}", ""},
    {"NullInList", R"([null,{"name":"Ann Lee"}])", "Ann Lee"},
};
INSTANTIATE_TEST_SUITE_P(JsonLd, AuthorShape, testing::ValuesIn(kShapes),
                         [](const auto& test) { return std::string(test.param.name); });

struct Broken {
  const char* name;
  std::string_view block;
  std::string_view headline;
};

class BrokenJsonLd : public testing::TestWithParam<Broken> {};

TEST_P(BrokenJsonLd, IsRepaired) {
  const auto data = read_json_ld({GetParam().block});
  ASSERT_FALSE(data.articles.empty());
  EXPECT_EQ(data.articles.front().headline, GetParam().headline);
  EXPECT_TRUE(data.warnings.empty());
}

constexpr Broken kBroken[] = {
    {"TrailingComma", R"({"@type":"NewsArticle","headline":"Rain",})", "Rain"},
    {"TrailingCommaInList", R"([{"@type":"NewsArticle","headline":"Rain"},])", "Rain"},
    {"RawNewline", "{\"@type\":\"NewsArticle\",\"headline\":\"Rain\nfalls\"}", "Rain falls"},
    {"RawTab", "{\"@type\":\"NewsArticle\",\"headline\":\"Rain\tfalls\"}", "Rain falls"},
    {"Cdata", "//<![CDATA[\n{\"@type\":\"NewsArticle\",\"headline\":\"Rain\"}\n//]]>", "Rain"},
    {"HtmlComment", "<!-- {\"@type\":\"NewsArticle\",\"headline\":\"Rain\"} -->", "Rain"},
    {"BlockComment", "/* note */{\"@type\":\"NewsArticle\",/* x */\"headline\":\"Rain\"}", "Rain"},
    {"LineComment", "{\"@type\":\"NewsArticle\", // kind\n\"headline\":\"Rain\"}", "Rain"},
    {"Semicolon", R"({"@type":"NewsArticle","headline":"Rain"};)", "Rain"},
    {"BareQuotes", R"({"@type":"NewsArticle","headline":"The "big" rain","x":1})", "The \"big\" rain"},
    {"MissingComma", "{\"@type\":\"NewsArticle\"\n\"headline\":\"Rain\"}", "Rain"},
    {"DoubledComma", R"({"@type":"NewsArticle",,"headline":"Rain"})", "Rain"},
    {"MissingBracket", R"({"@type":"NewsArticle","headline":"Rain","author":{"name":"Ann")", "Rain"},
    {"UnknownEscape", R"({"@type":"NewsArticle","headline":"Rain \'n\' wind"})", "Rain 'n' wind"},
    {"SingleQuotes", "{'@type':'NewsArticle','headline':'Rain'}", "Rain"},
    {"EscapedQuotes", "{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;headline&quot;:&quot;Rain&quot;}",
     "Rain"},
    {"MissingValue", R"({"@type":"NewsArticle","image":,"headline":"Rain"})", "Rain"},
    {"Undefined", R"({"@type":"NewsArticle","image":undefined,"headline":"Rain"})", "Rain"},
    {"ByteOrderMark", "\xEF\xBB\xBF{\"@type\":\"NewsArticle\",\"headline\":\"Rain\",}", "Rain"},
};
INSTANTIATE_TEST_SUITE_P(JsonLd, BrokenJsonLd, testing::ValuesIn(kBroken),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(JsonLd, FollowsReferencesInAGraph) {
  const auto data = read_json_ld({R"({"@graph":[
      {"@type":"WebSite","name":"The Post"},
      {"@type":"Article","headline":"Rain","author":{"@id":"#ann"},"publisher":{"@id":"#post"}},
      {"@type":"Person","@id":"#ann","name":"Ann Lee"},
      {"@type":"NewsMediaOrganization","@id":"#post","name":"The Post"}]})"});
  ASSERT_EQ(data.articles.size(), 1U);
  EXPECT_EQ(data.articles[0].authors.at(0).name, "Ann Lee");
  EXPECT_EQ(data.articles[0].publisher, "The Post");
  EXPECT_EQ(data.site, "The Post");
}

TEST(JsonLd, ChoosesThePagesOwnArticle) {
  const auto data = read_json_ld({R"([
      {"@type":"NewsArticle","headline":"Another story","url":"https://post.example/b"},
      {"@type":"WebPage","name":"Rain falls"},
      {"@type":"NewsArticle","headline":"Rain falls","url":"https://post.example/a"}])"});
  const auto* main = data.main_article("https://post.example/a?utm_source=x", "Rain falls - The Post");
  ASSERT_NE(main, nullptr);
  EXPECT_EQ(main->headline, "Rain falls");
  EXPECT_TRUE(main->is_article);
}

TEST(JsonLd, LeavesRelatedArticlesAlone) {
  const auto data = read_json_ld({R"({"@type":"ItemList","itemListElement":[
      {"@type":"NewsArticle","headline":"Another story","author":"John Roe"}]})"});
  EXPECT_TRUE(data.articles.empty());
}

TEST(JsonLd, GivesUpOnWhatIsNoJson) {
  const auto data = read_json_ld({"{\"@type\":\"NewsArticle\",\"headline\":\"Rain\"}", "window.x = y"});
  EXPECT_EQ(data.articles.size(), 1U);
  ASSERT_EQ(data.warnings.size(), 1U);
  EXPECT_TRUE(data.warnings[0].starts_with("JSON-LD left out: block 2: ")) << data.warnings[0];
}

TEST(JsonLd, CutsDeepNesting) {
  std::string deep = R"({"@type":"NewsArticle","headline":"Rain","x":)";
  for (int i = 0; i < 100'000; ++i) deep += R"([{"a":)";
  const auto data = read_json_ld({deep});
  ASSERT_EQ(data.articles.size(), 1U);
  EXPECT_EQ(data.articles[0].headline, "Rain");
}

TEST(RepairJson, LeavesSoundJsonAsItMeans) {
  const auto repaired = repair_json(R"({ "a" : [1, -2.5, true, null, "x\"y\u00e9"], "b" : {} })");
  EXPECT_EQ(repaired, R"({"a":[1,-2.5,true,null,"x\"y\u00e9"],"b":{}})");
}

TEST(RepairJson, ClosesWhatWasLeftOpen) {
  for (const std::string_view text :
       {"{", "[", "{\"a\":", "[1,", "[{\"a\":[1", "{\"a\":\"x", "[}", "{\"a\":1]"}) {
    const auto repaired = repair_json(text);
    EXPECT_TRUE(json::parse(repaired)) << text << " -> " << repaired;
  }
}

}  // namespace
}  // namespace kabar::extract

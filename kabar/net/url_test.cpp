#include "kabar/net/url.h"

#include <gtest/gtest.h>

namespace kabar::net {
namespace {

struct ParseCase {
  const char* name;
  std::string_view text;
  std::string_view expected;  // empty: rejected
};

class UrlParse : public testing::TestWithParam<ParseCase> {};

TEST_P(UrlParse, Normalises) {
  const auto url = Url::parse(GetParam().text);
  EXPECT_EQ(url ? url->to_string() : std::string(), GetParam().expected);
}

constexpr ParseCase kParseCases[] = {
    {"CaseAndDefaultPort", "HTTPS://WWW.Example.ORG:443/A", "https://www.example.org/A"},
    {"EmptyPath", "http://example.org", "http://example.org/"},
    {"DotSegments", "http://example.org/a/../b/./c", "http://example.org/b/c"},
    {"OtherPort", "http://example.org:8080/?q=1#f", "http://example.org:8080/?q=1#f"},
    {"Blanks", "  http://example.org/a b\n", "http://example.org/a%20b"},
    {"EscapesInUpperCase", "http://example.org/%c3%a9", "http://example.org/%C3%A9"},
    {"Idna", "http://bücher.example/", "http://xn--bcher-kva.example/"},
    {"BlankByMapping", "http://a\u00A8b.example/", ""},
    {"SlashByMapping", "http://a\uFF0Fb.example/", ""},
    {"JavaScript", "javascript:alert(1)", ""},
    {"File", "file:///etc/passwd", ""},
    {"User", "http://user:pw@example.org/", ""},
    {"Relative", "/a/b", ""},
    {"ThreeSlashes", "http:///a", "http://a/"},
    {"Empty", "", ""},
};

INSTANTIATE_TEST_SUITE_P(Url, UrlParse, testing::ValuesIn(kParseCases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Url, ResolvesReferences) {
  const auto base = Url::parse("https://example.org/news/today/page.html?x=1");
  ASSERT_TRUE(base);
  EXPECT_EQ(base->resolve("img/a.jpg")->to_string(), "https://example.org/news/today/img/a.jpg");
  EXPECT_EQ(base->resolve("/a")->to_string(), "https://example.org/a");
  EXPECT_EQ(base->resolve("//cdn.example.net/a")->to_string(), "https://cdn.example.net/a");
  EXPECT_EQ(base->resolve("../b")->to_string(), "https://example.org/news/b");
  EXPECT_FALSE(base->resolve("mailto:a@example.org"));
  EXPECT_FALSE(base->resolve("data:image/png;base64,AAAA"));
}

TEST(Url, TellsItsHost) {
  EXPECT_EQ(host_in("HTTPS://News.Example:8443/a?b"), "news.example");
  EXPECT_EQ(host_in("no address"), "no address");
  EXPECT_EQ(bare_host("www.news.example"), "news.example");
  EXPECT_EQ(bare_host("wwwnews.example"), "wwwnews.example");
}

}  // namespace
}  // namespace kabar::net

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

struct FamilyCase {
  const char* name;
  std::string_view a;
  std::string_view b;
  bool same;
};

class UrlFamily : public testing::TestWithParam<FamilyCase> {};

TEST_P(UrlFamily, FoldsTwinsAndNothingElse) {
  ASSERT_FALSE(url_family(GetParam().a).empty());
  EXPECT_EQ(url_family(GetParam().a) == url_family(GetParam().b), GetParam().same)
      << url_family(GetParam().a) << " | " << url_family(GetParam().b);
}

constexpr FamilyCase kFamilyCases[] = {
    {"SchemeWwwFragment", "http://www.example.org/a#top", "https://example.org/a", true},
    {"TrailingSlash", "https://example.org/a/", "https://example.org/a", true},
    {"Tracking", "https://example.org/a?utm_source=x&id=5&fbclid=1", "https://example.org/a?id=5", true},
    {"OrderOfParameters", "https://example.org/a?x=1&y=2", "https://example.org/a?y=2&x=1", true},
    {"AmpSuffix", "https://example.org/a/amp/", "https://example.org/a", true},
    {"AmpHost", "https://amp.example.org/a", "https://www.example.org/a", true},
    {"AmpParameter", "https://example.org/a?amp=1", "https://example.org/a", true},
    {"Print", "https://example.org/a/print", "https://example.org/a", true},
    {"OtherArticle", "https://example.org/a?id=5", "https://example.org/a?id=6", false},
    {"OtherPath", "https://example.org/a", "https://example.org/b", false},
    {"OtherSubdomain", "https://sport.example.org/a", "https://example.org/a", false},
    {"OtherPort", "https://example.org:8443/a", "https://example.org/a", false},
    {"PathIsCaseSensitive", "https://example.org/A", "https://example.org/a", false},
};

INSTANTIATE_TEST_SUITE_P(Url, UrlFamily, testing::ValuesIn(kFamilyCases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(UrlFamily, BelievesACanonicalLinkOnTheSameSiteOnly) {
  const std::string page = "https://www.example.org/a?page=2";
  EXPECT_EQ(url_family(page, "https://example.org/a"), "example.org/a");
  EXPECT_EQ(url_family(page, "https://news.example.org/a"), "news.example.org/a");
  EXPECT_EQ(url_family(page, "https://example.org/"), "example.org/a?page=2");
  EXPECT_EQ(url_family(page, "https://other.example.com/a"), "example.org/a?page=2");
  EXPECT_EQ(url_family(page, "javascript:void(0)"), "example.org/a?page=2");
  EXPECT_EQ(url_family("page.html", "https://example.org/a"), "");
}

TEST(RegistrableDomain, KnowsPublicSuffixes) {
  EXPECT_EQ(registrable_domain("news.bbc.co.uk"), "bbc.co.uk");
  EXPECT_EQ(registrable_domain("www.lemonde.fr"), "lemonde.fr");
  EXPECT_EQ(registrable_domain("localhost"), "localhost");
}

}  // namespace
}  // namespace kabar::net

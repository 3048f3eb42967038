#include <gtest/gtest.h>

#include "kabar/net/url.h"

namespace kabar::net {
namespace {

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
  EXPECT_EQ(registrable_domain("10.0.0.1"), "10.0.0.1");
  EXPECT_EQ(registrable_domain("[2606:4700::1111]"), "[2606:4700::1111]");
}

TEST(UrlFamily, IsEmptyForWhatIsNoWebAddress) {
  for (const auto* text : {"", "page.html", "mailto:a@example.org", "http://"})
    EXPECT_EQ(url_family(text), "") << text;
  EXPECT_EQ(url_family("page.html", "https://example.org/a"), "");
}

}  // namespace
}  // namespace kabar::net

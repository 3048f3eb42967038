#include "kabar/collect/robots.h"

#include <gtest/gtest.h>

namespace kabar::collect {
namespace {

using namespace std::chrono_literals;

struct Case {
  const char* name;
  std::string_view body;
  std::string_view path;
  bool allowed;
};

class RobotsMatch : public testing::TestWithParam<Case> {};

TEST_P(RobotsMatch, FollowsRfc9309) {
  const auto rules = RobotsRules::parse(GetParam().body, "kabar");
  ASSERT_TRUE(rules);
  EXPECT_EQ(rules->allows(GetParam().path), GetParam().allowed);
}

constexpr Case kCases[] = {
    {"EmptyFileAllowsAll", "", "/a", true},
    {"PrefixIsForbidden", "User-agent: *\nDisallow: /a", "/ab", false},
    {"EmptyDisallowForbidsNothing", "User-agent: *\nDisallow:", "/a", true},
    {"LongestPatternWins", "User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true},
    {"AllowWinsATie", "User-agent: *\nDisallow: /a\nAllow: /a", "/a", true},
    {"StarMatchesAnyRun", "User-agent: *\nDisallow: /*.pdf", "/x/y.pdf?z", false},
    {"DollarPinsTheEnd", "User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z", true},
    {"NamedGroupReplacesStar", "User-agent: *\nDisallow: /\nUser-agent: Kabar\nDisallow: /b", "/a", true},
    {"GroupsOfOneAgentAdd", "User-agent: kabar\nDisallow: /a\n\nUser-agent: kabar\nDisallow: /b", "/b",
     false},
    {"SharedGroup", "User-agent: x\nUser-agent: kabar\nDisallow: /a", "/a", false},
    {"CommentsAndCrLf", "User-agent: * # all\r\nDisallow: /a # no\r\n", "/a", false},
    // RFC 9309, section 5.1: the simple example, and 2.2.2: the octets
    {"RfcSimpleStar",
     "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n\nUser-Agent: "
     "foobot\nDisallow:/\nAllow:/example/page.html\nAllow:/example/allowed.gif\n",
     "/a/b.gif", false},
    {"RfcSimpleAllowed", "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n",
     "/publications/x", true},
    {"RfcLongestMatch", "User-Agent: kabar\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif",
     "/example/page/disallowed.gif", false},
    {"RfcNoRulesGroup", "User-Agent: *\nDisallow: /\n\nUser-Agent: bazbot\nUser-Agent: kabar\n", "/a", true},
    {"RfcEscapedPattern", "User-agent: *\nDisallow: /foo/bar/%62%61%7A", "/foo/bar/baz", false},
    {"RfcBeyondAscii", "User-agent: *\nDisallow: /foo/bar/\xE3\x83\x84", "/foo/bar/%E3%83%84", false},
    {"RfcEscapedBeyondAscii", "User-agent: *\nDisallow: /foo/bar/%e3%83%84", "/foo/bar/\xE3\x83\x84", false},
    {"RfcQuery", "User-agent: *\nDisallow: /foo/bar?baz=https://foo.bar", "/foo/bar?baz=https://foo.bar",
     false},
    {"RfcSpecialsEscaped", "User-agent: *\nDisallow: /path/file-with-a-%2A.html", "/path/file-with-a-*.html",
     false},
    {"RfcEscapedStarIsNoWildcard", "User-agent: *\nDisallow: /file-%2A.html", "/file-abc.html", true},
    {"EscapedSlashIsNoSlash", "User-agent: *\nDisallow: /a%2Fb", "/a/b", true},
    {"VersionBehindTheToken", "User-agent: Kabar/2.0 (x)\nDisallow: /a", "/a", false},
    {"LongerTokenIsAnother", "User-agent: kabarbot\nDisallow: /", "/a", true},
    {"OtherLinesDoNotSplitAGroup", "User-agent: kabar\nSitemap: http://x/\nUser-agent: y\nDisallow: /a", "/a",
     false},
    {"OldMacLineEnds", "User-agent: *\rDisallow: /a\r", "/a", false},
    {"ByteOrderMark", "\xEF\xBB\xBFUser-agent: *\nDisallow: /a", "/a", false},
    {"ByteOrderMarkTwice", "\xEF\xBB\xBF\xEF\xBB\xBFUser-agent: *\nDisallow: /a", "/a", false},
    {"CommentOfHtmlInFront", "<!-- made by hand -->\nUser-agent: *\nDisallow: /a", "/a", false},
    {"NulAmongTheLines", std::string_view("User-agent: *\n\0Disallow: /a\0\n", 29), "/a", false},
    {"Utf16",
     std::string_view("\xFF\xFEU\0s\0e\0r\0-\0a\0g\0e\0n\0t\0:\0*\0\n\0D\0i\0s\0a\0l\0l\0o\0w\0:\0/\0a\0",
                      50),
     "/a", false},
    {"Utf16BigEnd",
     std::string_view("\xFE\xFF\0U\0s\0e\0r\0-\0a\0g\0e\0n\0t\0:\0*\0\n\0D\0i\0s\0a\0l\0l\0o\0w\0:\0/\0a",
                      50),
     "/a", false},
    {"RulesBeforeAnyGroup", "Disallow: /a\nUser-agent: *\nAllow: /", "/a", true},
    {"ManyStars", "User-agent: *\nDisallow: /*a*b*c*d$", "/xaxbxcx", true},
    {"RobotsTxtItself", "User-agent: *\nDisallow: /", "/robots.txt", true},
};

INSTANTIATE_TEST_SUITE_P(Robots, RobotsMatch, testing::ValuesIn(kCases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(RobotsRules, RejectsAnHtmlPage) {
  const auto rules = RobotsRules::parse("<!doctype html><title>404</title>", "kabar");
  ASSERT_FALSE(rules);
  EXPECT_EQ(rules.error().code, Errc::kInvalidInput);
}

TEST(RobotsRules, ReadsTheCrawlDelay) {
  const auto delay = [](const char* value) {
    return RobotsRules::parse(std::string("User-agent: *\nCrawl-delay: ") + value, "kabar")->crawl_delay();
  };
  EXPECT_EQ(delay("7"), 7s);
  EXPECT_EQ(delay("0.5"), 1s);
  EXPECT_EQ(delay("86400"), RobotsRules::kMaxDelay);
  EXPECT_FALSE(delay("soon"));
  EXPECT_FALSE(delay("-1"));
}

TEST(RobotsRules, NameSitemapsForAllWhereverTheyStand) {
  const auto rules = RobotsRules::parse(
      "Sitemap: https://a.example/1.xml\nUser-agent: x\nDisallow: /\nsitemap:https://a.example/2.xml # new\n",
      "kabar");
  EXPECT_EQ(rules->sitemaps(),
            (std::vector<std::string>{"https://a.example/1.xml", "https://a.example/2.xml"}));
}

TEST(RobotsRules, ReadTheFirst500KiB) {
  std::string body = "User-agent: *\nDisallow: /first\n";
  while (body.size() < RobotsRules::kMaxBytes) body += "Disallow: /some/longer/path/to/fill/the/file\n";
  body += "Disallow: /last\n";
  const auto rules = RobotsRules::parse(body, "kabar");
  EXPECT_FALSE(rules->allows("/first"));
  EXPECT_TRUE(rules->allows("/last"));
  EXPECT_TRUE(rules->allows("/some"));  // no rule of half a line
}

TEST(LooksLikeRobots, GoesByTheFirstLineThatSaysSomething) {
  EXPECT_TRUE(looks_like_robots("# hello\n\nUser-agent: *\n"));
  EXPECT_TRUE(looks_like_robots("Sitemap: https://a.example/1.xml"));
  for (const auto* text : {"<html>User-agent: *", "https://a.example/1\n", "Date: today\nUser-agent: *", ""})
    EXPECT_FALSE(looks_like_robots(text)) << text;
}

}  // namespace
}  // namespace kabar::collect

#include "kabar/collect/freshness.h"

#include <gtest/gtest.h>

#include <string>

namespace kabar::collect {
namespace {

using namespace std::chrono_literals;
using std::chrono::seconds;

constexpr Timestamp kNow = std::chrono::sys_days{std::chrono::year{1994} / 11 / 6} + 8h + 49min + 37s;

struct Case {
  const char* name;
  const char* fields;
  seconds fresh;  ///< nought: not at all
};

class FreshUntil : public testing::TestWithParam<Case> {};

TEST_P(FreshUntil, FollowsRfc9111) {
  const auto until = fresh_until(net::HeaderFields(GetParam().fields), kNow);
  EXPECT_EQ(until.value_or(kNow) - kNow, GetParam().fresh);
}

INSTANTIATE_TEST_SUITE_P(
    Answers, FreshUntil,
    testing::Values(
        Case{"nothing", "", 0s}, Case{"max_age", "Cache-Control: public, max-age=300\n", 301s},
        Case{"age", "Cache-Control: max-age=300\nAge: 100\n", 201s},
        Case{"stale", "Cache-Control: max-age=300\nAge: 400\n", 0s},
        Case{"no_cache", "Cache-Control: no-cache, max-age=300\n", 0s},
        Case{"quoted", "Cache-Control: max-age=\"60\"\n", 61s},
        Case{"several_lines", "Cache-Control: public\nCache-Control: max-age=3600\n", 3601s},
        Case{"several_lines_forbid", "Cache-Control: max-age=3600\nCache-Control: no-cache\n", 0s},
        Case{"first_of_two", "Cache-Control: max-age=60, max-age=3600\n", 61s},
        Case{"blanks", "Cache-Control: max-age = 3600\n", 3601s},
        Case{"shared_caches_only", "Cache-Control: s-maxage=300\n", 0s},
        Case{"negative", "Cache-Control: max-age=-5\n", 0s},
        Case{"endless", "Cache-Control: max-age=99999999999999999999999\n", 24h + 1s},
        Case{"expires", "Expires: Sun, 06 Nov 1994 08:59:37 GMT\n", 601s},
        Case{"expires_by_their_clock",
             "Date: Sun, 06 Nov 1994 09:49:37 GMT\nExpires: Sun, 06 Nov 1994 09:50:37 GMT\n", 61s},
        Case{"max_age_wins", "Cache-Control: max-age=0\nExpires: Sun, 06 Nov 1994 08:59:37 GMT\n", 0s},
        Case{"expires_nonsense", "Expires: 0\n", 0s}),
    [](const auto& tested) { return tested.param.name; });

TEST(FreshUntilKept, GoesOnWhereA304HasNoCacheControl) {
  const auto fresh = [](const char* fields) {
    return fresh_until(net::HeaderFields(fields), kNow, 3600s).value_or(kNow) - kNow;
  };
  EXPECT_EQ(fresh(""), 3601s);
  EXPECT_EQ(fresh("Age: 600\n"), 3001s);
  EXPECT_EQ(fresh("Cache-Control: max-age=60\n"), 61s);
  EXPECT_EQ(fresh("Cache-Control: no-cache\n"), 0s);
  EXPECT_EQ(fresh("Cache-Control: public\n"), 0s);
  EXPECT_EQ(max_age_of(net::HeaderFields("Cache-Control: max-age=60\n"), 3600s), 60s);
  EXPECT_EQ(max_age_of(net::HeaderFields("Cache-Control: no-store, max-age=60\n"), 3600s), std::nullopt);
}

TEST(RetryAfter, ReadsSecondsAndDates) {
  const auto wait = [](const char* fields) {
    return retry_after(net::HeaderFields(fields), kNow).value_or(kNow) - kNow;
  };
  EXPECT_EQ(wait("Retry-After: 120\n"), 121s);
  EXPECT_EQ(wait("Retry-After: Sun, 06 Nov 1994 09:49:37 GMT\n"), 3601s);
  EXPECT_EQ(wait("Retry-After: Sun, 06 Nov 1994 07:49:37 GMT\n"), 0s);
  EXPECT_EQ(wait("Retry-After: soon\n"), 0s);
  EXPECT_EQ(wait("Retry-After: 999999999999999999999\n"), 7 * 24h + 1s);
}

struct KeptOut {
  const char* fields;
  const char* html;
  bool out;
};

TEST(AsksNotToBeKept, ReadsFieldAndPage) {
  for (const auto& [fields, html, out] : {
           KeptOut{"", "<p>text", false},
           KeptOut{"X-Robots-Tag: noindex, nofollow\n", "", true},
           KeptOut{"X-Robots-Tag: kabar: noindex\n", "", true},
           KeptOut{"X-Robots-Tag: otherbot: noindex\n", "", false},
           KeptOut{"X-Robots-Tag: unavailable_after: 25 Jun 2010 15:00:00 PST\n", "", false},
           KeptOut{"", "<META content='NOINDEX,follow' NAME=robots>", true},
           KeptOut{"", "<meta name=\"robots\" content=\"index, max-snippet:-1\">", false},
           KeptOut{"", "<meta name=kabar content=none>", true},
           KeptOut{"", "<meta name=\"description\" content=\"noindex\">", false},
           KeptOut{"", "<!-- <meta name=robots content=noindex> --><p>text", false},
           KeptOut{"", "<script>'<meta name=robots content=noindex>'</script><p>text", false},
           KeptOut{"", "<metaname=robots content=noindex>", false},
           KeptOut{"", "<meta name", false},
       })
    EXPECT_EQ(asks_not_to_be_kept(net::HeaderFields(fields), html, "kabar"), out) << fields << html;
}

TEST(AsksNotToBeKept, FindsItAfterManyOpenTags) {
  std::string html = "<meta name=robots content=noindex>";
  for (int i = 0; i < 26'000; ++i) html += "<meta";
  EXPECT_TRUE(asks_not_to_be_kept(net::HeaderFields(""), html, "kabar"));
}

}  // namespace
}  // namespace kabar::collect

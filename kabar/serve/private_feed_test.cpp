#include "kabar/serve/private_feed.h"

#include <gtest/gtest.h>

namespace kabar::serve {
namespace {

TEST(PrivateFeed, IsOneWithAKeyInItsAddress) {
  for (const char* url : {"https://a.example/feed?key=8f2", "https://a.example/rss?n=5&Access_Token=x",
                          "https://a.example/r?feedkey=1", "https://a.example/feed/private/8f2",
                          "https://a.example/feed?auth=abc", "https://a.example/f?password=b"})
    EXPECT_TRUE(is_private_feed(url)) << url;
  for (const char* url :
       {"https://a.example/Private/KEY", "https://a.example/%70rivate/KEY", "https://a.example/f?%74oken=KEY",
        "https://a.example/f?a=1;token=KEY", "https://a.example/f;jsessionid=KEY",
        "https://a.example/f?u=me&pw=KEY", "https://a.example/f?code=KEY", "https://a.example/f?t=KEY",
        "https://a.example/f?uid=KEY", "https://a.example/rss/45abcdef0123456789abcdef01234567/feed.xml",
        "https://a.example/token/aZ45abcdef0123456789/rss"})
    EXPECT_TRUE(is_private_feed(url)) << url;
  for (const char* url :
       {"https://a.example/2026/11/22/20261122093000123456/feed",
        "https://a.example/internationalnewsandpolitics/rss", "https://a.example/news-2026/world-1"})
    EXPECT_FALSE(is_private_feed(url)) << url;
  for (const char* url : {"https://a.example/feed", "https://a.example/?format=rss&lang=fr",
                          "https://a.example/feed?key=", "https://a.example/privateer/feed",
                          "https://keys.example/token/feed", "no address"})
    EXPECT_FALSE(is_private_feed(url)) << url;
}

TEST(PrivateFeed, AUuidIsAKey) {
  EXPECT_TRUE(is_private_feed("https://a.example/feeds/6f9619ff-8b86-d011-b42d-00c04fc964ff.rss"));
  EXPECT_TRUE(is_private_feed("https://a.example/feed?of=6F9619FF-8B86-D011-B42D-00C04FC964FF"));
  EXPECT_FALSE(is_private_feed("https://a.example/2026-11-22-a-bridge-that-is-closed-for-a-month/feed"));
}

TEST(PrivateFeed, ShowsNoMoreThanItsSite) {
  EXPECT_EQ(public_address("https://a.example:8443/feed?key=8f2#top"), "https://a.example:8443/");
  EXPECT_EQ(public_address("https://a.example/feed?format=rss"), "https://a.example/feed?format=rss");
}

}  // namespace
}  // namespace kabar::serve

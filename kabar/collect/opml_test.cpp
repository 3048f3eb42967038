#include "kabar/collect/opml.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace kabar::collect {
namespace {

constexpr std::string_view kNested =
    "<opml version='1.0'><head><title>Mine</title></head><body><outline text='News'><outline text='Nordic'>"
    "<outline type='rss' text='Quay &amp; &lt;b&gt;Sons' xmlUrl='https://quay.example/feed?a=1&amp;b=2' "
    "htmlUrl='https://quay.example/' language='sv' x:hue='7'/></outline>"
    "<outline title='Two' xmlurl='http://two.example/rss'/></outline>"
    "<outline text='Three' xmlUrl='https://three.example/rss'/></body></opml>";

TEST(ParseOpml, KeepsFoldersAndUnknownAttributes) {
  const auto opml = parse_opml(as_bytes(kNested));
  ASSERT_TRUE(opml);
  EXPECT_EQ(opml->title, "Mine");
  ASSERT_EQ(opml->feeds.size(), 3U);
  const auto& first = opml->feeds[0];
  EXPECT_EQ(first.title, "Quay & <b>Sons");
  EXPECT_EQ(first.feed, "https://quay.example/feed?a=1&b=2");
  EXPECT_EQ(first.folders, (std::vector<std::string>{"News", "Nordic"}));
  EXPECT_EQ(first.other, (std::vector<std::pair<std::string, std::string>>{{"x:hue", "7"}}));
  EXPECT_EQ(opml->feeds[1].folders, std::vector<std::string>{"News"});
  EXPECT_TRUE(opml->feeds[2].folders.empty());
}

TEST(WriteOpml, IsReadAsTheSameFeeds) {
  const auto opml = parse_opml(as_bytes(kNested));
  const auto again = parse_opml(as_bytes(write_opml(*opml)));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->feeds, opml->feeds);
  EXPECT_EQ(again->title, opml->title);
}

TEST(ParseOpml, LeavesOutWhatIsNoWebAddressOrComesTwice) {
  const auto opml = parse_opml(as_bytes(
      "<opml><body><outline text='a' xmlUrl='file:///etc/passwd'/><outline text='b' xmlUrl='javascript:x'/>"
      "<outline text='c' xmlUrl='https://c.example/'/><outline text='d' "
      "xmlUrl='https://c.example/'/></body></opml>"));
  ASSERT_TRUE(opml);
  ASSERT_EQ(opml->feeds.size(), 1U);
  EXPECT_EQ(opml->warnings, (std::vector<std::string>{"a: no http address, left out: file:///etc/passwd",
                                                      "b: no http address, left out: javascript:x",
                                                      "d: comes twice: https://c.example/"}));
}

TEST(ParseOpml, TakesAddressesThatSayTheyAreFeeds) {
  const auto opml =
      parse_opml(as_bytes("<opml><body><outline text='a' xmlUrl='feed://a.example/rss'/>"
                          "<outline text='b' xmlUrl='FEED:https://b.example/rss'/></body></opml>"));
  ASSERT_TRUE(opml);
  ASSERT_EQ(opml->feeds.size(), 2U);
  EXPECT_EQ(opml->feeds[0].feed, "http://a.example/rss");
  EXPECT_EQ(opml->feeds[1].feed, "https://b.example/rss");
}

TEST(ParseOpml, KeepsToItsCaps) {
  std::string deep = "<opml><body>";
  for (int i = 0; i < 1000; ++i) deep += "<outline text='x'>";
  deep += "<outline text='f' xmlUrl='https://f.example/'/>";
  const auto opml = parse_opml(as_bytes(deep));
  ASSERT_TRUE(opml);
  EXPECT_EQ(opml->feeds[0].folders.size(), OpmlLimits().max_depth);
  EXPECT_EQ(parse_opml(as_bytes(kNested), {.max_feeds = 1})->feeds.size(), 1U);
  EXPECT_EQ(parse_opml(as_bytes(kNested), {.max_bytes = 10}).error().code, Errc::kTooLarge);
  EXPECT_EQ(parse_opml(as_bytes("<html>")).error().code, Errc::kInvalidInput);
}

}  // namespace
}  // namespace kabar::collect

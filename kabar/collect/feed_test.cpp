#include <gtest/gtest.h>

#include "kabar/collect/feed_parser.h"
#include "kabar/collect/feed_tasks.h"
#include "kabar/collect/html_text.h"

namespace kabar::collect {
namespace {

// What whole feeds give is in tests/feeds; here is what a file cannot say.

Result<Feed> parse(std::string_view text, const FeedContext& context = {}, const FeedLimits& limits = {}) {
  return parse_feed(as_bytes(text), context, limits);
}

std::string rss(std::string_view items) {
  return "<rss version='2.0'><channel><title>T</title>" + std::string(items) + "</channel></rss>";
}

TEST(ParseFeed, ResolvesLinksFromWhereItWasFetched) {
  const auto feed =
      parse(rss("<item><title>A</title><link>n/1</link></item>"), {.url = "https://a.example/f/feed.xml"});
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->items[0].url, "https://a.example/f/n/1");
  const auto nowhere = parse(rss("<item><title>A</title><link>n/1</link></item>"));
  EXPECT_EQ(nowhere->items[0].url, "");
}

TEST(ParseFeed, LeavesOutDatesThatHadNotComeWhenItWasFetched) {
  const auto text = rss("<item><title>A</title><pubDate>Tue, 07 May 2024 10:00:00 GMT</pubDate></item>");
  EXPECT_TRUE(parse(text, {.fetched_at = parse_iso("2024-05-06T00:00:00Z")})->items[0].published);
  const auto early = parse(text, {.fetched_at = parse_iso("2024-05-01T00:00:00Z")});
  EXPECT_FALSE(early->items[0].published);
  EXPECT_EQ(early->warnings, std::vector<std::string>{"dates in the future, left out: 1"});
}

TEST(ParseFeed, BelievesTheCharsetOfTheTransport) {
  const auto feed =
      parse(rss("<item><title>\xCF\xF0\xE8\xF7\xE0\xEB</title></item>"), {.charset = "windows-1251"});
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->items[0].title, "Причал");
}

TEST(ParseFeed, KeepsToItsCaps) {
  std::string items;
  for (int i = 0; i < 20; ++i) items += "<item><title>" + std::to_string(i) + "</title></item>";
  const auto feed = parse(rss(items), {}, {.max_items = 5});
  EXPECT_EQ(feed->items.size(), 5U);
  EXPECT_EQ(feed->warnings.size(), 1U);
  EXPECT_EQ(parse(rss(items), {}, {.max_bytes = 100}).error().code, Errc::kTooLarge);
}

TEST(LooksLikeFeed, TellsFeedsFromOtherXml) {
  for (const auto* text : {"<rss>", "\xEF\xBB\xBF <?xml version='1.0'?><!-- x --><feed>", "<rdf:RDF x='y'>",
                           R"({"version": "https://jsonfeed.org/version/1.1"})"})
    EXPECT_TRUE(looks_like_feed(text)) << text;
  for (const auto* text : {"<!doctype html><html>", "<urlset>", "{}", "", "rss", "<opml>"})
    EXPECT_FALSE(looks_like_feed(text)) << text;
}

TEST(ArticleOf, IsNothingWhereTheTextBreaksOff) {
  const std::string text(400, 'x');
  Feed feed;
  FeedItem item;
  item.id = "1";
  item.content_html = "<p>" + text + "</p>";
  EXPECT_TRUE(article_of(feed, item));
  item.content_html = "<p>" + text + " […]</p>";
  EXPECT_FALSE(article_of(feed, item));
  item.content_html.clear();
  item.summary_html = text;
  EXPECT_FALSE(article_of(feed, item)) << "a summary of a few sentences";
  item.summary_html = text + text + text;
  EXPECT_TRUE(article_of(feed, item));
}

TEST(ArticleOf, LeavesTheOutletsNameOutOfTheHeadline) {
  Feed feed;
  feed.title = "The Daily Ledger";
  FeedItem item;
  item.url = "https://www.harbourpost.example/1";
  item.content_html = "<p>" + std::string(400, 'x') + ".</p>";
  for (const auto* const title :
       {"Ferry burns", "Ferry burns - Daily Ledger", "Ferry burns | Harbour Post"}) {
    item.title = title;
    EXPECT_EQ(article_of(feed, item)->title, "Ferry burns") << title;
  }
  item.title = "Ferry burns - 30 saved";
  EXPECT_EQ(article_of(feed, item)->title, "Ferry burns - 30 saved");
}

TEST(ArticleOf, IsWhateverThereIsWherePagesAreNotFetched) {
  Feed feed;
  FeedItem item;
  item.id = "1";
  EXPECT_FALSE(article_of(feed, item, FeedText::kAny)) << "nothing at all";
  item.title = "A headline";
  const auto bare = article_of(feed, item, FeedText::kAny);
  ASSERT_TRUE(bare);
  EXPECT_TRUE(bare->blocks.empty());
  item.summary_html = "<p>Two sentences that break off …</p>";
  const auto teaser = article_of(feed, item, FeedText::kAny);
  ASSERT_TRUE(teaser);
  EXPECT_EQ(teaser->blocks.at(0).text, "Two sentences that break off …");
}

TEST(BlocksOfHtml, KeepHeadingsAndListsAndDropALastLineOfLinks) {
  const auto blocks = blocks_of_html(
      "<p>One</p><h2>Two</h2><ul><li>Three</ul><p><a href=x>The post</a> <a href=y>appeared</a></p>");
  ASSERT_EQ(blocks.size(), 3U);
  EXPECT_EQ(blocks[1], (Block{BlockKind::kHeading, "Two", 2}));
  EXPECT_EQ(blocks[2].kind, BlockKind::kListItem);
  EXPECT_EQ(blocks_of_html("<a href=x>Only a link</a>").size(), 1U);
}

TEST(TextOfHtml, IsOneLineOfWhatIsSeen) {
  EXPECT_EQ(text_of_html("a<br>b <script>c</script><p>d&eacute; &amp; e"), "a b dé & e");
  EXPECT_EQ(text_of_html("AT&T 5 < 6"), "AT&T 5 < 6");
  EXPECT_EQ(html_of_text("a < b\n\n c"), "<p>a &lt; b</p>\n<p>c</p>\n");
}

}  // namespace
}  // namespace kabar::collect

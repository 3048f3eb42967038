#include "kabar/serve/feed_formats.h"

#include <gmock/gmock.h>

#include "kabar/collect/feed_parser.h"
#include "kabar/serve/page_fixture.h"

namespace kabar::serve {
namespace {

using testing::HasSubstr;
using testing::Not;

Feed sample_feed() {
  Feed feed;
  feed.id = "tag:news.example,2026:/";
  feed.title = "Fire & rescue";
  feed.description = "All of it";
  feed.page = "https://news.example/?a=1&b=2";
  feed.self = "https://news.example/feed/front.rss";
  feed.lang = "en";
  feed.updated = *parse_iso("2026-11-22T09:05:07Z");
  FeedItem item;
  item.id = "tag:news.example,2026:/article/a1";
  item.title = "Feu à l'usine « Nord » & ailleurs";
  item.page = "https://news.example/article/a1?ui=fr&x=\"";
  item.original = "https://outlet.example/feu";
  item.publisher = "Le Courrier";
  item.summary = "Un <b>feu</b> & deux blessés.";
  item.lang = "fr";
  item.topic = "Disaster";
  item.published = item.updated = *parse_iso("2026-11-21T20:00:00Z");
  feed.items.push_back(item);
  return feed;
}

TEST(FeedFormats, AreReadBackAsTheyWereMeant) {
  const auto feed = sample_feed();
  for (const auto& format : feed_formats()) {
    const auto text = format.write(feed);
    const auto read = collect::parse_feed(as_bytes(text));
    ASSERT_TRUE(read) << format.name << ": " << read.error().message;
    EXPECT_EQ(read->title, feed.title) << format.name;
    ASSERT_EQ(read->items.size(), 1U) << format.name;
    const auto& item = read->items.front();
    EXPECT_EQ(item.id, feed.items.front().id) << format.name;
    EXPECT_EQ(item.title, feed.items.front().title) << format.name;
    ASSERT_TRUE(item.published) << format.name;
    EXPECT_EQ(item.published->instant, feed.items.front().published) << format.name;
  }
}

TEST(FeedFormats, StayXmlWhateverCharactersATitleHolds) {
  auto feed = sample_feed();
  feed.title = feed.items.front().title = "Bridge \uFFFE\x01 closed\uFFFF\x1F";
  for (const auto& text : {write_rss(feed), write_atom(feed)}) {
    EXPECT_THAT(text, HasSubstr("<title>Bridge \uFFFD\uFFFD closed\uFFFD\uFFFD</title>"));
    EXPECT_THAT(text, Not(HasSubstr("\uFFFE")));
    EXPECT_THAT(text, Not(HasSubstr("\uFFFF")));
    EXPECT_EQ(text.find_first_of("\x01\x1F"), text.npos);
  }
}

TEST(FeedFormats, NameTheirOwnAddressAndTheOutlets) {
  const auto feed = sample_feed();
  EXPECT_THAT(write_rss(feed), HasSubstr("<pubDate>Sat, 21 Nov 2026 20:00:00 GMT</pubDate>"));
  EXPECT_THAT(write_rss(feed), HasSubstr("<atom:link rel=\"self\""));
  EXPECT_THAT(write_rss(feed), HasSubstr("Un &amp;lt;b&amp;gt;feu")) << "a description is HTML";
  EXPECT_THAT(write_atom(feed),
              HasSubstr("<link rel=\"via\" type=\"text/html\" href=\"https://outlet.example/feu\"/>"));
  EXPECT_THAT(write_json_feed(feed), HasSubstr("\"external_url\":\"https://outlet.example/feu\""));
  EXPECT_THAT(write_json_feed(feed), HasSubstr("\"version\":\"https://jsonfeed.org/version/1.1\""));
}

TEST(FeedFormats, WriteNothingForWhatIsNotKnown) {
  auto feed = sample_feed();
  EXPECT_THAT(write_json_feed(feed), Not(HasSubstr("\"image\"")));
  feed.items.front().image = "https://news.example/picture/a1/960";
  EXPECT_THAT(write_json_feed(feed), HasSubstr("\"image\":\"https://news.example/picture/a1/960\""));
  feed.items.front().topic = feed.items.front().original = feed.items.front().summary = "";
  EXPECT_THAT(write_atom(feed), Not(HasSubstr("\"\"")));
  EXPECT_THAT(write_rss(feed), Not(HasSubstr("<category>")));
}

class FeedLinks : public PageFixture {};

TEST_F(FeedLinks, StandInTheHeadAndAtTheFoot) {
  SearchModel model;
  model.asked.query = "fire & co";
  model.searched = true;
  const auto html = search_page(visit(), model).body;
  EXPECT_THAT(html, HasSubstr("<link rel=\"alternate\" type=\"application/atom+xml\" title=\"Atom\" "
                              "href=\"/feed/search.atom?q=fire%20%26%20co\">"));
  EXPECT_THAT(html, HasSubstr("Follow this page:"));
  EXPECT_THAT(error_page(visit(), 404).body, Not(HasSubstr("/feed/")));
}

TEST_F(FeedLinks, AddressesAreWholeOnesElsewhere) {
  request_.headers = {{"host", "localhost:8080"}};
  EXPECT_EQ(visit().whole("/story/s1"), "http://localhost:8080/story/s1");
  EXPECT_EQ(visit().host(), "localhost");
  const auto named = visit("en", "https://news.example/kabar");
  EXPECT_EQ(named.whole("/story/s1"), "https://news.example/kabar/story/s1");
  EXPECT_EQ(named.host(), "news.example");
}

}  // namespace
}  // namespace kabar::serve

#include "kabar/serve/site.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include "kabar/collect/feed_parser.h"
#include "kabar/collect/sitemap.h"
#include "kabar/json/value.h"
#include "kabar/net/url.h"
#include "kabar/serve/http_test_client.h"
#include "kabar/serve/language.h"
#include "kabar/serve/site_fixture.h"
#include "kabar/store/store.h"
#include "kabar/text/search_terms.h"

namespace kabar::serve {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST_F(SiteTest, FindsNoPageOfAStoryBehindItsLastVersion) {
  EXPECT_EQ(get("/story/s1", {{"page", "1"}}).status, 200);
  EXPECT_EQ(get("/story/s1", {{"page", "2"}}).status, 404);
  EXPECT_EQ(get("/story/s1", {{"page", "-1"}}).status, 404);
  EXPECT_EQ(get("/story/s1", {{"lang", "xx"}}).status, 200) << "a filter that nothing passes";
}

TEST_F(SiteTest, SaysOfAPageThatItsOutletHasTakenItDown) {
  EXPECT_THAT(get("/article/a1").body, HasSubstr("has since taken this page down"));
  EXPECT_THAT(get("/article/a2").body, Not(HasSubstr("has since taken this page down")));
  EXPECT_THAT(get("/api/v1/articles/a1").body, HasSubstr("\"page_status\":410"));
  EXPECT_THAT(get("/api/v1/articles/a2").body, HasSubstr("\"page_status\":null"));
}

TEST_F(SiteTest, ShowsAtOnceWhatTheOwnerChangesOfSourcesAndStories) {
  const auto shown = [&](const std::string& path) { return get(path).body; };
  EXPECT_THAT(shown("/sources"), HasSubstr("kawan News"));
  EXPECT_THAT(shown("/api/v1/sources"), HasSubstr("kawan News"));
  EXPECT_THAT(shown("/story/s1"), HasSubstr("kawan News"));
  EXPECT_THAT(shown("/api/v1/stories/s1"), HasSubstr("kawan"));
  auto writer = store::Writer::open(folder_);
  ASSERT_TRUE(writer);
  writer->put(Source{"kawan", "Renamed", "https://kawan.example/", "FR", {}, false});
  ASSERT_TRUE(writer->commit());
  for (const auto* const path : {"/sources", "/api/v1/sources", "/story/s1"}) {
    EXPECT_THAT(shown(path), HasSubstr("Renamed")) << path;
    EXPECT_THAT(shown(path), Not(HasSubstr("kawan News"))) << path;
  }
  const auto before = shown("/api/v1/stories/s1");
  Correction split;
  split.kind = Correction::Kind::kSplit;
  split.story = StoryId{1};
  split.other = StoryId{3};
  split.members = {{ArticleId{3}, StoryId{1}, StoryId{3}, false}};
  writer->add(split, {{StoryChange::Kind::kSplit, ArticleId{3}, StoryId{3}, StoryId{1}}});
  ASSERT_TRUE(writer->commit());
  EXPECT_NE(shown("/api/v1/stories/s1"), before);
  EXPECT_THAT(shown("/story/s1"), Not(HasSubstr("Renamed")));
}

TEST_F(SiteTest, FindsWordsByTheirStems) {
  EXPECT_THAT(get("/search", {{"q", "ferries burning"}}).body, HasSubstr("Ferry burns off Bornholm"));
  EXPECT_THAT(get("/search", {{"q", "ferries"}, {"lang", "en"}}).body, HasSubstr("Ferry burns off Bornholm"));
  EXPECT_THAT(get("/search", {{"q", "larges"}}).body, HasSubstr("en feu au large"));
}

TEST_F(SiteTest, TheFeedOfTheLatestIsAnotherThanThatOfTheFrontPage) {
  const auto front = collect::parse_feed(as_bytes(get("/feed/front.atom").body));
  const auto latest = collect::parse_feed(as_bytes(get("/feed/latest.atom").body));
  ASSERT_TRUE(front && latest);
  EXPECT_EQ(front->home, "http://localhost/");
  EXPECT_EQ(latest->home, "http://localhost/latest");
}

TEST_F(SiteTest, FeedsHoldWhatTheirPagesShow) {
  struct Case {
    const char* path;
    NamedValues params;
    std::size_t items;
  };
  for (const auto& [path, params, items] :
       {Case{"front", {}, 1}, Case{"latest", {}, 3}, Case{"source/est", {}, 1}, Case{"story/s1", {}, 3},
        Case{"story/s2", {}, 3}, Case{"search", {{"q", "ferry lang:en"}}, 2},
        Case{"topic/15000000", {}, 0}}) {
    for (const auto* suffix : {".rss", ".atom", ".json"}) {
      const auto answer = get(std::string("/feed/") + path + suffix, params);
      ASSERT_EQ(answer.status, 200) << path << suffix;
      const auto feed = collect::parse_feed(as_bytes(answer.body));
      ASSERT_TRUE(feed) << path << suffix << feed.error().message;
      EXPECT_EQ(feed->items.size(), items) << path << suffix;
      EXPECT_TRUE(feed->warnings.empty()) << path << suffix << feed->warnings.front();
      EXPECT_THAT(feed->self, HasSubstr("http://localhost/feed/")) << path << suffix;
    }
  }
  for (const auto* path : {"/feed/", "/feed/front", "/feed/front.xml", "/feed/source/nobody.rss",
                           "/feed/story/x.rss", "/feed/topic/99.rss", "/feed/story/s9.json",
                           "/feed/country/anything.rss", "/feed/language/anything.rss"})
    EXPECT_EQ(get(path).status, 404) << path;
  EXPECT_EQ(get("/feed/search.rss", {{"q", "ferry"}, {"sort", "odd"}}).status, 200) << "as the page";
}

TEST_F(SiteTest, SitemapsNameTheStories) {
  const auto map = get("/sitemap.xml").body;
  const auto read = collect::parse_sitemap(as_bytes(map), {});
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_THAT(map, HasSubstr("<loc>http://localhost/story/s1-ferry-burns-off-bornholm</loc>"));
  EXPECT_THAT(map, Not(HasSubstr("/story/s2"))) << "it redirects";
  const auto news = get("/news-sitemap.xml").body;
  EXPECT_THAT(news, HasSubstr("<news:title>"));
  EXPECT_TRUE(collect::parse_sitemap(as_bytes(news), {}));
  EXPECT_THAT(get("/robots.txt").body, HasSubstr("Sitemap: http://localhost/sitemap.xml\n"));
}

TEST_F(SiteTest, TheNewsSitemapLeavesOutStoriesThatBeganTooLongAgo) {
  auto writer = store::Writer::open(folder_);
  ASSERT_TRUE(writer);
  auto late = article(4, "north", "en", "Ferry is towed home");
  late.when = late.arrived = late.when + std::chrono::days{3};
  late.placement.changes = {{StoryChange::Kind::kJoin, ArticleId{4}, StoryId{1}, {}}};
  writer->add(late);
  ASSERT_TRUE(writer->commit());
  EXPECT_THAT(get("/news-sitemap.xml").body, Not(HasSubstr("/story/s1-")));
  EXPECT_THAT(get("/sitemap.xml").body, HasSubstr("/story/s1-"));
}

TEST_F(SiteTest, PageFeedAndApiFindTheSame) {
  const NamedValues asked{{"q", "ferry OR feu"}, {"sort", "best"}};
  const auto atom = get("/feed/search.atom", asked).body;
  const auto feed = *collect::parse_feed(as_bytes(atom));
  const auto page = get("/search", asked).body, api = get("/api/v1/search", asked).body;
  ASSERT_EQ(feed.items.size(), 3U);
  std::size_t in_page = 0, in_api = 0;
  for (const auto& item : feed.items) {
    const auto name = item.id.substr(item.id.rfind('/') + 1);
    in_page = page.find("/article/" + name, in_page);
    in_api = api.find("\"id\":\"" + name + "\"", in_api);
    ASSERT_NE(in_page, page.npos) << name;
    ASSERT_NE(in_api, api.npos) << name;
  }
}

TEST_F(SiteTest, EveryScreenAnswersInEveryLanguage) {
  for (const char* path :
       {"/", "/story/s1", "/article/a1", "/story/s1-ferry-burns-off-bornholm",
        "/article/a2-un-ferry-en-feu-au-large-de-bornholm", "/source/north", "/sources", "/search", "/about",
        "/latest", "/topic/sport", "/country/fr", "/language/fr", "/edition"}) {
    for (const auto& language : interface_languages()) {
      const auto page = get(path, {{"ui", std::string(language.code)}});
      EXPECT_EQ(page.status, 200) << path;
      EXPECT_THAT(page.body, HasSubstr(fmt::format("<html lang=\"{}", language.code))) << path;
      EXPECT_THAT(page.body, Not(HasSubstr("<script>alert"))) << path;
      EXPECT_FALSE(page.header("Content-Security-Policy").empty()) << path;
    }
  }
}

TEST_F(SiteTest, CodesInCapitalsLeadToTheSectionsAddress) {
  const auto answer = get("/country/FR");
  EXPECT_EQ(answer.status, 301);
  EXPECT_EQ(get("/country/fr").status, 200);
  EXPECT_EQ(get("/country/QQ").status, 404);
}

TEST_F(SiteTest, UnknownAddressesAre404) {
  for (const char* path :
       {"/x", "/topic/", "/topic/nothing", "/country/xx", "/language/xx", "/latest/x", "/story/s9", "/story/",
        "/story/x1", "/article/a9", "/article/s1", "/source/none", "/sources/", "/../etc/passwd",
        "/assets/../site.css", "/assets/site.css", "/media", "/api/v2/stories"}) {
    EXPECT_EQ(get(path).status, 404) << path;
  }
}

TEST_F(SiteTest, AnEditionHoldsTheLanguagesThatWereChosen) {
  const auto saved = get("/edition", {{"set", "1"}, {"lang", "fr"}, {"lang", "<b>"}});
  EXPECT_EQ(saved.status, 303);
  EXPECT_EQ(saved.header("Location"), "/");
  EXPECT_THAT(std::string(saved.header("Set-Cookie")), StartsWith("langs=fr; Path=/; Max-Age=31536000"));
  EXPECT_THAT(std::string(get("/edition", {{"set", "1"}}).header("Set-Cookie")),
              StartsWith("langs=; Path=/; Max-Age=0"));
  const auto front = get("/", {{"langs", "fr.<b>"}});
  EXPECT_TRUE(front.header("Set-Cookie").empty()) << "an address that is passed on chooses for nobody";
  EXPECT_THAT(front.body, AllOf(HasSubstr("Un ferry en feu"), Not(HasSubstr("value=\"<b>"))));
  Request chosen;
  chosen.headers = {{"host", "localhost"}, {"cookie", "langs=ja"}};
  EXPECT_THAT(site_->answer(chosen).body,
              AllOf(HasSubstr("Nothing found"), HasSubstr("<a class=\"action\" href=\"/edition\">")));
  EXPECT_THAT(get("/").body, HasSubstr("Ferry burns")) << "nobody else is shown that choice";
  EXPECT_THAT(get("/language/fr").body, HasSubstr("<h1>French</h1>"));
  EXPECT_THAT(get("/language/fr").body, HasSubstr("Un ferry en feu"));
}

TEST_F(SiteTest, TheOperatorsPageWantsTheToken) {
  EXPECT_EQ(get("/operator").status, 403) << "there is no token";
  SiteOptions options;
  options.port = 0;
  options.data_folder = folder_;
  options.token = "0123456789abcdef";
  const auto site = *Site::start(options);
  Request request;
  request.path = "/operator";
  request.headers.emplace_back("host", "localhost");
  const auto refused = site->answer(request);
  EXPECT_EQ(refused.status, 401);
  EXPECT_THAT(std::string(refused.header("WWW-Authenticate")), StartsWith("Basic "));
  EXPECT_THAT(refused.body, Not(HasSubstr("Failing channels")));
  request.headers.emplace_back("authorization", "Basic b3duZXI6MDEyMzQ1Njc4OWFiY2RlZg==");
  const auto page = site->answer(request);
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.header("Cache-Control"), "no-store");
  EXPECT_THAT(page.body, AllOf(HasSubstr("Failing channels"), HasSubstr("Nothing fails.")));
}

TEST_F(SiteTest, IsInstallable) {
  const auto manifest = get("/manifest.webmanifest");
  EXPECT_EQ(manifest.header("Content-Type"), "application/manifest+json");
  const auto data = json::parse(manifest.body);
  ASSERT_TRUE(data);
  EXPECT_EQ(get(std::string((*data)["icons"].items().front()["src"].text())).status, 200);
  EXPECT_EQ(get("/worker.js").header("Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(get("/worker.js", {}, "evil.example").status, 421);
}

TEST_F(SiteTest, TheReadersLanguageLeadsAStory) {
  EXPECT_THAT(get("/story/s1", {{"ui", "fr"}}).body, HasSubstr("<title>Un ferry en feu"));
  EXPECT_THAT(get("/story/s1").body, HasSubstr("<title>Ferry burns"));
}

TEST_F(SiteTest, ShowsWholeTextsOnlyWhereTheSourceAllowsIt) {
  EXPECT_THAT(get("/article/a2").body, HasSubstr("The whole text of it."));
  EXPECT_THAT(get("/article/a1").body, AllOf(Not(HasSubstr("The whole text")), HasSubstr("An excerpt.")));
  EXPECT_THAT(get("/api/v1/articles/a1").body, Not(HasSubstr("The whole text")));
}

TEST_F(SiteTest, SearchFindsByWordSourceAndLanguage) {
  EXPECT_THAT(get("/search", {{"q", "burning"}}).body, HasSubstr("Ferry burns"));
  EXPECT_THAT(get("/search", {{"q", "ferry"}, {"lang", "fr"}}).body,
              AllOf(HasSubstr("Un ferry"), Not(HasSubstr("Ferry burns"))));
  EXPECT_THAT(get("/search", {{"source", "est"}}).body, HasSubstr("Un ferry"));
  EXPECT_THAT(get("/search", {{"q", "volcano"}}).body, HasSubstr("Nothing found"));
}

TEST_F(SiteTest, AnyQueryIsAnswered) {
  for (const char* query : {"\"", "AND OR NOT", "a* NEAR(b", "<script>alert(1)</script>", "' ; DROP TABLE",
                            "\xE2\x80\xAE", "-", "()"}) {
    const auto page = get("/search", {{"q", query}, {"source", query}, {"lang", query}});
    EXPECT_EQ(page.status, 200) << query;
    EXPECT_THAT(page.body, Not(HasSubstr("<script>alert"))) << query;
  }
  EXPECT_EQ(get("/search", {{"q", std::string(20'000, 'a')}}).status, 200);
  EXPECT_EQ(get("/search", {{"q", "a"}, {"page", "x"}}).status, 404);
}

TEST_F(SiteTest, CutsALongQuestionBetweenCharacters) {
  std::string question = "a";
  for (int i = 0; i < 300; ++i) question += "\xC3\xA9";
  EXPECT_THAT(get("/search", {{"q", question}}).body, HasSubstr("\xC3\xA9\""));
}

TEST_F(SiteTest, ExpectsAProxyWhereItHasAPublicAddress) {
  Request request;
  request.path = "/about";
  request.headers = {{"host", "news.example"}, {"x-forwarded-for", "203.0.113.7"}};
  EXPECT_EQ(site_->answer(request).status, 421);
  EXPECT_EQ(start("https://news.example")->answer(request).status, 200);
}

TEST_F(SiteTest, APictureThatAnOutletSendsAlongWithAllIsNotShown) {
  const std::string own = "https://north.example/ferry.jpg", logo = "https://north.example/img/logo.png";
  const auto shown = [&](const char* path) {
    site_ = start();
    return get(path).body.find("/media?u=") != std::string::npos;
  };
  EXPECT_TRUE(shown("/article/a1"));
  auto opened = store::Writer::open(folder_);
  ASSERT_TRUE(opened);
  const auto add = [&](std::uint64_t id, const std::string& image) {
    auto write = article(id, "north", "en", "Another story");
    write.placement.changes = {{StoryChange::Kind::kOpen, ArticleId{id}, StoryId{id}, {}}};
    write.article.image = image;
    opened->add(write);
    opened->add(store::MediaWrite{image, "image/jpeg", std::string(kJpeg)});
    ASSERT_TRUE(opened->commit());
  };
  add(91, own);
  EXPECT_TRUE(shown("/article/a1"));
  add(92, logo);
  EXPECT_FALSE(shown("/article/a2k")) << "by its name";
  add(93, own);
  EXPECT_FALSE(shown("/article/a1")) << "three stories have it";
}

TEST_F(SiteTest, ServesSavedPicturesOnly) {
  const auto picture = get("/media", {{"u", "https://north.example/ferry.jpg"}});
  EXPECT_EQ(picture.status, 200);
  EXPECT_EQ(picture.header("Content-Type"), "image/jpeg");
  EXPECT_EQ(picture.header("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(picture.body, kJpeg);
  EXPECT_EQ(get("/media", {{"u", "https://north.example/evil.svg"}}).status, 404);
  EXPECT_EQ(get("/media", {{"u", "http://127.0.0.1/"}}).status, 404);
}

TEST_F(SiteTest, AssetsAreKeptForEver) {
  const auto page = get("/").body;
  const auto at = page.find("/assets/site.");
  const auto url = page.substr(at, page.find('"', at) - at);
  const auto css = get(url);
  EXPECT_EQ(css.status, 200);
  EXPECT_THAT(std::string(css.header("Cache-Control")), HasSubstr("immutable"));
  EXPECT_THAT(css.body, Not(HasSubstr("url(")));
}

TEST_F(SiteTest, RefusesForeignHostsAndOtherMethods) {
  EXPECT_EQ(get("/", {}, "evil.example").status, 421);
  EXPECT_EQ(get("/api/v1/stories", {}, "evil.example").status, 421);
  EXPECT_EQ(get("/assets/x.css", {}, "evil.example").status, 421);
  Request post;
  post.method = "POST";
  post.headers.emplace_back("host", "localhost");
  const auto refused = site_->answer(post);
  EXPECT_EQ(refused.status, 405);
  EXPECT_EQ(refused.header("Allow"), "GET, HEAD");
}

TEST_F(SiteTest, SpeaksJson) {
  const auto stories = json::parse(get("/api/v1/stories").body);
  ASSERT_TRUE(stories);
  ASSERT_EQ((*stories)["stories"].items().size(), 1U);
  const auto& story = (*stories)["stories"].items().front();
  EXPECT_EQ(story["id"].text(), "s1");
  EXPECT_EQ(story["outlets"].number(), 3);
  EXPECT_EQ(json::parse(get("/api/v1/stories/s2").body).operator->()->operator[]("id").text(), "s1");
  const auto article = json::parse(get("/api/v1/articles/a2").body);
  EXPECT_EQ((*article)["similar"].items().size(), 2U);
  EXPECT_THAT((*article)["text"].text(), StartsWith("The whole text"));
  const auto page = json::parse(get("/api/v1/articles", {{"limit", "2"}}).body);
  EXPECT_EQ((*page)["articles"].items().size(), 2U);
  EXPECT_FALSE((*page)["next"].text().empty()) << "there is a third";
  EXPECT_EQ((*json::parse(get("/api/v1/search", {{"q", "ferry"}}).body))["articles"].items().size(), 3U);
  EXPECT_EQ((*json::parse(get("/healthz").body))["status"].text(), "ok");
}

struct ProblemCase {
  const char* path;
  NamedValues params;
  int status;
  const char* detail;
};

TEST_F(SiteTest, ExplainsBadCallsAsProblems) {
  const ProblemCase cases[] = {{"/api/v1/stories", {{"limit", "0"}}, 400, "limit"},
                               {"/api/v1/stories", {{"limit", "1e9"}}, 400, "limit must be a number"},
                               {"/api/v1/articles", {{"cursor", "1"}}, 400, "the cursor is not of this list"},
                               {"/api/v1/articles", {{"colour", "<b>"}}, 400, "unknown parameter"},
                               {"/api/v1/search", {}, 400, "q"},
                               {"/api/v1/articles/a99", {}, 404, ""},
                               {"/api/v1/nothing", {}, 404, "no such path"}};
  for (const auto& [path, params, status, detail] : cases) {
    const auto answer = get(path, params);
    EXPECT_EQ(answer.status, status) << path;
    EXPECT_EQ(answer.header("Content-Type"), "application/problem+json");
    EXPECT_THAT((*json::parse(answer.body))["detail"].text(), HasSubstr(detail));
  }
}

TEST_F(SiteTest, AnswersARealClient) {
  const auto port = site_->port();
  EXPECT_THAT(exchange(port, "GET / HTTP/1.1"), StartsWith("HTTP/1.1 200"));
  const auto head = exchange(port, "HEAD /article/a1 HTTP/1.1");
  EXPECT_THAT(head, AllOf(StartsWith("HTTP/1.1 200"), HasSubstr("ETag: "), Not(HasSubstr("<html"))));
  const auto at = head.find("ETag: ") + 6;
  const auto tag = head.substr(at, head.find('\r', at) - at);
  EXPECT_THAT(exchange(port, "GET /article/a1 HTTP/1.1", "If-None-Match: " + tag + "\r\n"),
              StartsWith("HTTP/1.1 304"));
  EXPECT_THAT(exchange(port, "POST / HTTP/1.1", "Content-Length: 5\r\n"), StartsWith("HTTP/1.1 405"));
  EXPECT_THAT(exchange(port, "GET /../../etc/passwd HTTP/1.1"),
              AllOf(StartsWith("HTTP/1.1 404"), Not(HasSubstr("root:"))));
}

TEST_F(SiteTest, SeesWhatIsWrittenWhileItRuns) {
  EXPECT_THAT(get("/").body, Not(HasSubstr("Late arrival")));
  auto writer = store::Writer::open(folder_);
  ASSERT_TRUE(writer) << writer.error().message;
  auto late = article(4, "north", "en", "Late arrival");
  late.placement.changes = {{StoryChange::Kind::kOpen, ArticleId{4}, StoryId{4}, {}}};
  writer->add(late);
  ASSERT_TRUE(writer->commit());
  // A front page is kept for a moment, this one was not asked for yet.
  EXPECT_THAT(get("/", {{"page", "again"}}).body, HasSubstr("Late arrival"));
}

TEST(Site, SaysThatThereIsNoDataYet) {
  SiteOptions options;
  options.port = 0;
  options.data_folder = "/nonexistent/kabar-data";
  const auto started = Site::start(options);
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().code, Errc::kNotFound);
}

}  // namespace
}  // namespace kabar::serve

#include "kabar/collect/visitor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "kabar/net/fake_fetcher.h"

namespace kabar::collect {
namespace {

using net::fake_response;
using net::FetchRequest;
using net::FetchResponse;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class VisitorTest : public testing::Test {
 protected:
  Result<Visit> visit(std::string_view url) {
    FetchRequest request;
    request.url = url;
    request.etag = "\"1\"";
    return visitor_.visit(request);
  }
  void redirect(const std::string& from, int status, const std::string& to) {
    web_[from] = fake_response(status, "", "Location: " + to + "\r\n");
  }
  Result<FetchResponse> answer(const FetchRequest& request) {
    const auto at = web_.find(request.url);
    return at == web_.end() ? fake_response(404) : at->second;
  }

  net::FakeTime time_;
  std::map<std::string, FetchResponse, std::less<>> web_;
  net::FakeFetcher fetcher_{time_, [this](const FetchRequest& request) { return answer(request); }};
  RobotsCache robots_{fetcher_, time_, {}};
  Visitor visitor_{fetcher_, robots_};
};

TEST_F(VisitorTest, GivesTheFirstAnswerThatIsNoRedirect) {
  redirect("http://a.example/feed", 301, "https://a.example/feed#top");
  redirect("https://a.example/feed", 302, "/news/feed?x=1");
  web_["https://a.example/news/feed?x=1"] = fake_response(200, "hello");
  const auto got = visit("http://a.example/feed");
  ASSERT_TRUE(got) << got.error().message;
  EXPECT_EQ(got->url, "https://a.example/news/feed?x=1");
  EXPECT_EQ(as_chars(got->response.body), "hello");
  ASSERT_EQ(got->redirects.size(), 2U);
  EXPECT_EQ(got->redirects[0].from, "http://a.example/feed");
  EXPECT_EQ(got->redirects[1].status, 302);
  EXPECT_EQ(got->moved_to(), "https://a.example/feed");
  EXPECT_EQ(fetcher_.asked().back().request.etag, "\"1\"");
}

TEST_F(VisitorTest, WaitsInLineHoweverLongOnceItWasRedirected) {
  redirect("http://a.example/1", 302, "/2");
  net::FetchRequest request;
  request.url = "http://a.example/1";
  request.limits.in_line = std::chrono::seconds(1);
  visitor_.start(request, [](const Result<Visit>&) {});
  while (fetcher_.run_once(std::chrono::seconds(1))) continue;
  ASSERT_EQ(fetcher_.asked().size(), 3U);
  EXPECT_EQ(fetcher_.asked()[1].request.limits.in_line, std::chrono::seconds(1));
  EXPECT_GE(fetcher_.asked()[2].request.limits.in_line, std::chrono::hours(1));
}

TEST_F(VisitorTest, TellsWhatMovedForGood) {
  redirect("http://a.example/1", 301, "/2");
  redirect("http://a.example/2", 308, "/3");
  web_["http://a.example/3"] = fake_response(200);
  redirect("http://a.example/7", 307, "/3");
  EXPECT_EQ(visit("http://a.example/1")->moved_to(), "http://a.example/3");
  EXPECT_EQ(visit("http://a.example/7")->moved_to(), "");
  EXPECT_EQ(visit("http://a.example/3")->moved_to(), "");
}

TEST_F(VisitorTest, AsksRobotsOnEachHostOnTheWay) {
  web_["http://b.example/robots.txt"] = fake_response(200, "User-agent: *\nDisallow: /hidden\n");
  redirect("http://a.example/", 302, "http://b.example/hidden/1");
  web_["http://b.example/hidden/1"] = fake_response(200, "secret");
  const auto got = visit("http://a.example/");
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().code, Errc::kRefused);
  EXPECT_THAT(got.error().message, HasSubstr("http://b.example/hidden/1: robots.txt forbids it"));
  EXPECT_THAT(fetcher_.urls(),
              ElementsAre("http://a.example/robots.txt", "http://a.example/", "http://b.example/robots.txt"));
}

struct Astray {
  const char* from;
  int status;
  const char* to;
  const char* words;
};

TEST_F(VisitorTest, GoesNowhereThatIsNoWebAddress) {
  for (const auto& [from, status, to, words] :
       {Astray{"http://a.example/loop", 301, "/loop", "circle"},
        Astray{"http://a.example/file", 301, "file:///etc/passwd", "not http"},
        Astray{"http://a.example/gopher", 302, "gopher://a.example/", "not http"},
        Astray{"http://a.example/user", 302, "http://me:secret@a.example/", "user name"},
        Astray{"http://a.example/script", 302, "javascript:alert(1)", "not http"},
        Astray{"http://a.example/nohost", 302, "http://", "redirect"}}) {
    redirect(from, status, to);
    const auto got = visit(from);
    ASSERT_FALSE(got) << from << " led to " << got->url;
    EXPECT_THAT(got.error().message, HasSubstr(words));
    EXPECT_THAT(fetcher_.urls(), Not(Contains(to)));
  }
}

TEST_F(VisitorTest, FollowsNoMoreThanEightRedirects) {
  for (int i = 0; i < 50; ++i)
    redirect("http://a.example/" + std::to_string(i), 302, "/" + std::to_string(i + 1));
  const auto got = visit("http://a.example/0");
  ASSERT_FALSE(got);
  EXPECT_THAT(got.error().message, HasSubstr("more than 8 redirects"));
  EXPECT_EQ(fetcher_.asked().size(), 10U);  // robots.txt, the first, eight more
  web_["http://a.example/49"] = fake_response(200);
  EXPECT_TRUE(visit("http://a.example/41"));
}

TEST_F(VisitorTest, TakesARedirectWithoutAnAddressForTheAnswer) {
  web_["http://a.example/"] = fake_response(302, "<a href=/next>there</a>");
  web_["http://a.example/300"] = fake_response(300, "", "Location: /next\r\n");
  EXPECT_EQ(visit("http://a.example/")->response.status, 302);
  EXPECT_EQ(visit("http://a.example/300")->response.status, 300);
}

}  // namespace
}  // namespace kabar::collect

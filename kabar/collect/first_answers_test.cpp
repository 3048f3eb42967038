#include "kabar/collect/first_answers.h"

#include <gmock/gmock.h>

#include <fstream>
#include <string>
#include <vector>

#include "kabar/base/test_folder.h"
#include "kabar/compress/gzip.h"
#include "kabar/net/fake_fetcher.h"

namespace kabar::collect {
namespace {

using namespace std::chrono_literals;
using net::fake_response;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kUrl = "https://a.example/feed";
constexpr std::string_view kFields = "ETag: \"1\"\r\nLast-Modified: then\r\n";

class FirstAnswersTest : public InFolder {
 protected:
  void keep(net::FetchResponse response) {
    response.started = time_.now();
    ASSERT_TRUE(FirstAnswers(folder_ / "first").keep(kUrl, response));
  }
  /// What a collector is answered; "none" where that is an Error.
  std::string ask(const std::string& url, const std::string& etag = {}) {
    FirstAnswerFetcher fetcher(inner_, FirstAnswers(folder_ / "first"), time_);
    net::FetchRequest request;
    request.url = url;
    request.etag = etag;
    std::string out;
    fetcher.start(request, [&out](const Result<net::FetchResponse>& got) {
      out = got ? std::to_string(got->status) + " " + std::string(as_chars(got->body)) : "none";
    });
    EXPECT_EQ(fetcher.under_way(), 1U);
    EXPECT_EQ(out, "") << "told before it was asked to run";
    while (fetcher.run_once(1s)) continue;
    return out;
  }

  net::FakeTime time_;
  net::FakeFetcher inner_{time_, [](const net::FetchRequest& request) -> Result<net::FetchResponse> {
                            return request.etag == "\"1\"" ? fake_response(304) : fake_response(200, "new");
                          }};
};

TEST_F(FirstAnswersTest, StandForTheFirstRequestAlone) {
  keep(fake_response(200, "kept", kFields));
  EXPECT_EQ(ask("https://b.example/feed"), "200 new");
  EXPECT_EQ(ask(kUrl), "200 kept");
  EXPECT_THAT(inner_.urls(), ElementsAre("https://b.example/feed"));
  EXPECT_EQ(ask(kUrl), "200 new");
}

TEST_F(FirstAnswersTest, AreAskedForWithTheirValidatorsWhenTheyAreOld) {
  keep(fake_response(200, "kept", kFields));
  time_.pass(16min);
  EXPECT_EQ(ask(kUrl), "200 kept");
  ASSERT_EQ(inner_.asked().size(), 1U);
  EXPECT_EQ(inner_.asked()[0].request.etag, "\"1\"");
  EXPECT_EQ(inner_.asked()[0].request.last_modified, "then");
  keep(fake_response(200, "kept", "ETag: \"0\"\r\n"));
  time_.pass(16min);
  EXPECT_EQ(ask(kUrl), "200 new") << "it changed";
}

TEST_F(FirstAnswersTest, AreNotForWhoKnowsAnAnswer) {
  keep(fake_response(200, "kept", kFields));
  EXPECT_EQ(ask(kUrl, "\"1\""), "304 ");
  EXPECT_EQ(ask(kUrl), "200 kept");
}

TEST_F(FirstAnswersTest, AreReadAsTheyWereSent) {
  auto packed = fake_response(200, "", "Content-Encoding: gzip\r\nContent-Type: text/xml\r\n");
  const std::string text(5'000, 'x');
  packed.sent = compress::gzip(as_bytes(text));
  keep(packed);
  EXPECT_EQ(ask(kUrl), "200 " + text);
}

TEST_F(FirstAnswersTest, ThatDoNotReadBackAreNone) {
  for (const std::string text :
       {"", "x", "https://a.example/feed\n", "https://a.example/feed\nnow\n\nHTTP/1.1 200\r\n\r\n",
        "https://b.example/\n2026-01-01T00:00:00Z\n\nHTTP/1.1 200 OK\r\n\r\nother"}) {
    keep(fake_response(200, "kept"));
    for (const auto& file : std::filesystem::directory_iterator(folder_ / "first"))
      std::ofstream(file.path()) << text;
    EXPECT_EQ(ask(kUrl), "200 new") << text;
  }
}

}  // namespace
}  // namespace kabar::collect

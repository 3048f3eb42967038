#include "kabar/net/curl_fetcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>

#include "kabar/compress/test_packing.h"
#include "kabar/net/test_server.h"

namespace kabar::net {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::Not;

std::unique_ptr<CurlFetcher> make(CurlFetcherOptions options) {
  auto made = CurlFetcher::make(std::move(options));
  if (!made) ADD_FAILURE() << made.error().message;
  return made ? *std::move(made) : nullptr;
}

/// A fetcher that may talk to this server and no other.
std::unique_ptr<CurlFetcher> fetcher_for(const TestServer& server) {
  CurlFetcherOptions options;
  options.guard = *AddressGuard::parse(server.address(), "");
  options.user_agent = "kabar/0 (+https://kabar.example/)";
  return make(std::move(options));
}

FetchRequest request(std::string url) {
  FetchRequest out;
  out.url = std::move(url);
  return out;
}

Result<FetchResponse> fetch(Fetcher& fetcher, FetchRequest what) {
  std::optional<Result<FetchResponse>> out;
  fetcher.start(std::move(what), [&](Result<FetchResponse> got) { out = std::move(got); });
  EXPECT_FALSE(out) << "done was called by start";
  while (fetcher.run_once(milliseconds(1000))) continue;
  return out ? *std::move(out) : Error{Errc::kInternal, "done was not called"};
}

/// What one request to a server that behaves like this gives.
Result<FetchResponse> fetch_from(TestServer::Serve serve, FetchLimits limits = {}) {
  const TestServer server(std::move(serve));
  auto what = request(server.url());
  what.limits = limits;
  return fetch(*fetcher_for(server), std::move(what));
}

std::string answer(std::string_view body, std::string_view fields = "", std::string_view status = "200 OK") {
  return "HTTP/1.1 " + std::string(status) +
         "\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
         std::string(fields) + "\r\n" + std::string(body);
}

TEST(CurlFetcher, GivesTheAnswerAsItWasSent) {
  const auto packed = compress::gzipped("hello, quay");
  const auto got = fetch_from(TestServer::always(
      answer(as_chars(packed), "Content-Encoding: gzip\r\nETag: W/\"a \xE9\"\r\nX-Odd:  two \r\n")));
  ASSERT_TRUE(got) << got.error().message;
  EXPECT_EQ(got->status, 200);
  EXPECT_EQ(got->sent, packed);
  EXPECT_EQ(as_chars(got->body), "hello, quay");
  EXPECT_EQ(got->fields["etag"], "W/\"a \xE9\"");
  EXPECT_TRUE(got->head.starts_with("HTTP/1.1 200 OK\r\nConnection: close\r\n")) << got->head;
  EXPECT_TRUE(got->head.ends_with("X-Odd:  two \r\n\r\n")) << got->head;
  EXPECT_EQ(got->address, "127.0.0.1");
  EXPECT_GT(got->started, Timestamp{});
}

TEST(CurlFetcher, SaysWhoItIsAndEchoesValidatorsByteForByte) {
  std::string seen;
  const TestServer server([&](TestConnection& client) {
    seen = client.request();
    client.send("HTTP/1.1 304 Not Modified\r\nSet-Cookie: id=1\r\n\r\n");
  });
  auto what = request(server.url("/feed?a=1#part"));
  what.etag = "W/\"x\\\"y\"-gzip";
  what.last_modified = "yesterday, about noon";
  what.accept = "application/atom+xml, */*;q=0.1";
  const auto fetcher = fetcher_for(server);
  for (int round = 0; round < 2; ++round) {
    const auto got = fetch(*fetcher, what);
    ASSERT_TRUE(got) << got.error().message;
    EXPECT_EQ(got->status, 304);
    EXPECT_TRUE(seen.starts_with("GET /feed?a=1 HTTP/1.1\r\n")) << seen;
    EXPECT_THAT(seen, HasSubstr("\r\nUser-Agent: kabar/0 (+https://kabar.example/)\r\n"));
    EXPECT_THAT(seen, HasSubstr("\r\nIf-None-Match: W/\"x\\\"y\"-gzip\r\n"));
    EXPECT_THAT(seen, HasSubstr("\r\nIf-Modified-Since: yesterday, about noon\r\n"));
    EXPECT_THAT(seen, HasSubstr("\r\nAccept: application/atom+xml, */*;q=0.1\r\n"));
    EXPECT_THAT(seen, HasSubstr("\r\nAccept-Encoding: gzip, br, zstd\r\n"));
    EXPECT_THAT(seen, Not(HasSubstr("Cookie")));
  }
}

TEST(CurlFetcher, SendsNoFieldThatCouldEndItsLine) {
  std::string seen;
  const TestServer server([&](TestConnection& client) {
    seen = client.request();
    client.send(answer("x"));
  });
  auto what = request(server.url());
  what.etag = "a\r\nCookie: stolen";
  ASSERT_TRUE(fetch(*fetcher_for(server), what));
  EXPECT_THAT(seen, Not(HasSubstr("stolen")));
}

TEST(CurlFetcher, FollowsNoRedirect) {
  const auto got = fetch_from(TestServer::always(
      answer("gone there", "Location: http://127.0.0.1:1/\r\nContent-Encoding: gzip\r\n", "301 Moved")));
  ASSERT_TRUE(got) << got.error().message;
  EXPECT_EQ(got->status, 301);
  EXPECT_EQ(got->fields["location"], "http://127.0.0.1:1/");
}

TEST(CurlFetcher, KeepsTheLastHeadOnly) {
  const auto got =
      fetch_from(TestServer::always("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + answer("x")));
  ASSERT_TRUE(got) << got.error().message;
  EXPECT_EQ(got->status, 200);
  EXPECT_TRUE(got->head.starts_with("HTTP/1.1 200")) << got->head;
}

TEST(CurlFetcher, JoinsChunksAndLeavesTrailersOut) {
  const auto got = fetch_from(
      TestServer::always("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                         "3\r\nabc\r\n2\r\nde\r\n0\r\nX-Late: 1\r\n\r\n"));
  ASSERT_TRUE(got) << got.error().message;
  EXPECT_EQ(as_chars(got->sent), "abcde");
  EXPECT_THAT(got->head, Not(HasSubstr("X-Late")));
}

TEST(CurlFetcher, ReadsABodyThatEndsWithTheConnection) {
  const auto got = fetch_from(TestServer::always("HTTP/1.0 200 OK\r\n\r\nto the end"));
  ASSERT_TRUE(got) << got.error().message;
  EXPECT_EQ(as_chars(got->body), "to the end");
}

struct Misbehaviour {
  const char* name;
  TestServer::Serve serve;
  Errc code;
  const char* words;
};

std::string endless(TestConnection& client, std::string_view start, std::string_view more) {
  client.request();
  client.send(start);
  while (client.send(more)) continue;
  return {};
}

std::string bomb(std::string_view coding) {
  const std::string noughts(std::size_t{48} * 1024 * 1024, '0');
  const auto packed = coding == "zstd" ? compress::zstd_packed(noughts) : compress::gzipped(noughts);
  return answer(as_chars(packed), "Content-Encoding: " + std::string(coding) + "\r\n");
}

std::vector<Misbehaviour> misbehaviours() {
  return {
      {"garbage", TestServer::always(std::string(3000, '\x01')), Errc::kInvalidInput, "not HTTP"},
      {"another protocol", TestServer::always("SSH-2.0-OpenSSH_9.2\r\n"), Errc::kInvalidInput, "not HTTP"},
      {"no answer", [](TestConnection& client) { client.request(); }, Errc::kIo, "without an answer"},
      {"reset",
       [](TestConnection& client) {
         client.request();
         client.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
         client.reset();
       },
       Errc::kIo, ""},
      {"cut short", TestServer::always("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc"), Errc::kIo,
       "cut short"},
      {"never answers",
       [](TestConnection& client) {
         client.request();
         client.hang();
       },
       Errc::kTimeout, "no answer within 300 ms"},
      {"stops in the body",
       [](TestConnection& client) {
         client.request();
         client.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
         client.hang();
       },
       Errc::kTimeout, ""},
      {"endless fields",
       [](TestConnection& client) { endless(client, "HTTP/1.1 200 OK\r\n", "X-More: and more of it\r\n"); },
       Errc::kTooLarge, "header fields"},
      {"an endless field",
       [](TestConnection& client) { endless(client, "HTTP/1.1 200 OK\r\nX-Long: ", std::string(999, 'x')); },
       Errc::kTooLarge, ""},
      {"endless interim answers",
       [](TestConnection& client) { endless(client, "", "HTTP/1.1 100 Continue\r\n\r\n"); }, Errc::kTooLarge,
       "header fields"},
      {"endless body",
       [](TestConnection& client) { endless(client, "HTTP/1.1 200 OK\r\n\r\n", std::string(4096, 'x')); },
       Errc::kTooLarge, "a body of more than 200000 bytes"},
      {"endless chunks",
       [](TestConnection& client) {
         endless(client, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "4\r\nabcd\r\n");
       },
       Errc::kTooLarge, "a body of more than"},
      {"a large body by its own word",
       TestServer::always("HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\nabc"), Errc::kTooLarge,
       "too large"},
      {"gzip bomb", TestServer::always(bomb("gzip")), Errc::kTooLarge, "200 times its size"},
      {"zstd bomb", TestServer::always(bomb("zstd")), Errc::kTooLarge, "200 times its size"},
      {"unknown coding", TestServer::always(answer("abc", "Content-Encoding: rot13\r\n")), Errc::kUnsupported,
       "rot13"},
      {"broken gzip", TestServer::always(answer("\x1f\x8b\x08\x00zz", "Content-Encoding: gzip\r\n")),
       Errc::kInvalidInput, "broken"},
  };
}

TEST(CurlFetcher, IsNotHeldUpByAServerThatMisbehaves) {
  FetchLimits limits;
  limits.max_body_bytes = 200'000;
  limits.max_header_bytes = 20'000;
  limits.first_byte = milliseconds(300);
  limits.total = milliseconds(900);
  for (const auto& [name, serve, code, words] : misbehaviours()) {
    SCOPED_TRACE(name);
    const auto begun = std::chrono::steady_clock::now();
    const auto got = fetch_from(serve, limits);
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(10));
    ASSERT_FALSE(got) << got->head;
    EXPECT_EQ(got.error().code, code) << got.error().message;
    EXPECT_THAT(got.error().message, HasSubstr(words));
    EXPECT_THAT(got.error().message, HasSubstr("http://127.0.0.1:"));
  }
}

TEST(CurlFetcher, GivesUpASlowDrip) {
  FetchLimits limits;
  limits.total = std::chrono::seconds(40);
  const auto begun = std::chrono::steady_clock::now();
  const auto got = fetch_from(
      [](TestConnection& client) {
        client.request();
        client.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
        while (client.send("x")) std::this_thread::sleep_for(milliseconds(100));
      },
      limits);
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().code, Errc::kTimeout);
  EXPECT_THAT(got.error().message, HasSubstr("bytes in 10 seconds"));
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(25));
}

TEST(CurlFetcher, OneThatHangsDoesNotHoldUpTheOthers) {
  const TestServer hanging([](TestConnection& client) { client.hang(); });
  const TestServer quick(TestServer::always(answer("x")));
  CurlFetcherOptions options;
  options.guard = *AddressGuard::parse(hanging.address() + "," + quick.address(), "");
  const auto fetcher = make(std::move(options));
  std::vector<std::string> ended;
  for (int i = 0; i < 3; ++i) {
    auto slow = request(hanging.url());
    slow.limits.first_byte = milliseconds(1500);
    fetcher->start(slow, [&](const auto& got) { ended.emplace_back(got ? "hanging answered" : "hanging"); });
    fetcher->start(request(quick.url()),
                   [&](const auto& got) { ended.emplace_back(got ? "quick" : "quick failed"); });
  }
  EXPECT_EQ(fetcher->under_way(), 6U);
  while (fetcher->run_once(milliseconds(1000))) continue;
  EXPECT_THAT(ended, testing::ElementsAre("quick", "quick", "quick", "hanging", "hanging", "hanging"));
}

TEST(CurlFetcher, MayBeGivenMoreByACallback) {
  const TestServer server(TestServer::always(answer("x")));
  const auto fetcher = fetcher_for(server);
  int left = 5;
  Fetcher::Done next = [&](const Result<FetchResponse>& got) {
    EXPECT_EQ(static_cast<bool>(got), left % 2 == 1);
    if (--left > 0) fetcher->start(request(left % 2 == 1 ? server.url() : "file:///etc/passwd"), next);
  };
  fetcher->start(request(server.url()), next);
  while (fetcher->run_once(milliseconds(1000))) continue;
  EXPECT_EQ(left, 0);
}

TEST(CurlFetcher, ConnectsNothingThatTheGuardRefuses) {
  const TestServer server(TestServer::always(answer("secret")));
  const auto port = std::to_string(server.port());
  CurlFetcherOptions options;
  options.guard = *AddressGuard::parse("", "80,443," + port);  // the port is right, the address is not
  options.resolve = [](std::string_view host) -> std::optional<std::vector<IpAddress>> {
    if (host == "inside.example") return std::vector{*IpAddress::parse("127.0.0.1")};
    if (host == "mapped.example") return std::vector{*IpAddress::parse("::ffff:127.0.0.1")};
    return std::nullopt;
  };
  const auto fetcher = make(std::move(options));
  for (const auto* host :
       {"127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0",
        "localhost", "inside.example", "mapped.example", "INSIDE.example."}) {
    const auto got = fetch(*fetcher, request("http://" + std::string(host) + ":" + port + "/"));
    ASSERT_FALSE(got) << host;
    EXPECT_EQ(got.error().code, Errc::kRefused) << got.error().message;
  }
  for (const auto* url :
       {"file:///etc/passwd", "gopher://news.example/", "ftp://news.example/", "dict://127.0.0.1/",
        "http://user@news.example/", "http://user:word@news.example/", "http://news.example:22/", "",
        "//news.example/", "http://", "javascript:alert(1)"}) {
    const auto got = fetch(*fetcher, request(url));
    ASSERT_FALSE(got) << url;
    EXPECT_NE(got.error().code, Errc::kIo) << got.error().message;
  }
  EXPECT_EQ(server.connections(), 0);
}

TEST(CurlFetcher, JudgesWhatANameStandsForEachTimeItConnects) {
  const TestServer server(TestServer::always(answer("x")));
  std::string stands_for = "93.184.216.34";
  CurlFetcherOptions options;
  options.connect_to = server.address();
  options.resolve = [&](std::string_view host) -> std::optional<std::vector<IpAddress>> {
    if (host == "both.example")
      return std::vector{*IpAddress::parse("10.0.0.1"), *IpAddress::parse("8.8.8.8")};
    if (host != "rebind.example") return std::nullopt;
    return std::vector{*IpAddress::parse(stands_for)};
  };
  const auto fetcher = make(std::move(options));
  EXPECT_TRUE(fetch(*fetcher, request("http://rebind.example/")));
  stands_for = "169.254.169.254";
  const auto rebound = fetch(*fetcher, request("http://rebind.example/latest/meta-data"));
  ASSERT_FALSE(rebound);
  EXPECT_EQ(rebound.error().code, Errc::kRefused);
  EXPECT_EQ(server.connections(), 1);
  EXPECT_TRUE(fetch(*fetcher, request("http://both.example/")));
  EXPECT_TRUE(fetch(*fetcher, request("http://any.other.example/")));
  EXPECT_EQ(server.connections(), 3);
  EXPECT_FALSE(fetch(*fetcher, request("http://10.0.0.1/")));
  EXPECT_FALSE(fetch(*fetcher, request("http://[::1]/")));
  EXPECT_EQ(server.connections(), 3);
}

TEST(CurlFetcher, TakesNoNoticeOfProxiesInTheEnvironment) {
  const TestServer server(TestServer::always(answer("x")));
  const TestServer proxy(TestServer::always(answer("from the proxy")));
  ::setenv("http_proxy", proxy.url().c_str(), 1);
  const auto got = fetch(*fetcher_for(server), request(server.url()));
  ::unsetenv("http_proxy");
  ASSERT_TRUE(got) << got.error().message;
  EXPECT_EQ(as_chars(got->body), "x");
  EXPECT_EQ(proxy.connections(), 0);
}

TEST(CurlFetcher, DropsWhatIsUnderWayWhenItGoes) {
  const TestServer server([](TestConnection& client) { client.hang(); });
  const auto fetcher = fetcher_for(server);
  fetcher->start(request(server.url()), [](const auto&) { ADD_FAILURE() << "done was called"; });
  EXPECT_TRUE(fetcher->run_once(milliseconds(50)));
}

TEST(CurlFetcher, RefusesAGatewayThatIsNone) {
  for (const auto* gateway :
       {"localhost:80", "127.0.0.1", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:70000", "[::1]:80"}) {
    CurlFetcherOptions options;
    options.connect_to = gateway;
    EXPECT_FALSE(CurlFetcher::make(std::move(options))) << gateway;
  }
}

}  // namespace
}  // namespace kabar::net

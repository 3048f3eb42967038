#include "kabar/serve/http_server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "kabar/serve/http_test_client.h"

namespace kabar::serve {
namespace {

using testing::AnyOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// Numbers one a part, or a failure after three.
Response count_up(bool breaks) {
  auto number = std::make_shared<int>(0);
  Response response{200, {{"Content-Type", "text/plain"}}, {}};
  response.stream = [number, breaks]() -> std::optional<std::string> {
    if (breaks && *number == 3) return std::nullopt;
    return *number == 2000 ? std::string() : std::to_string(++*number) + "\n";
  };
  return response;
}

/// Asked a second time at the earliest, the answer is there after a while; it is told on another thread.
Response not_yet() {
  static std::atomic<int> asked = 0;
  if (++asked % 2 == 0) return text_response(200, "here");
  auto response = text_response(503, "not yet");
  response.later = [](const std::function<void()>& again) {
    std::thread([again] {
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
      again();
    }).detach();
  };
  return response;
}

Response echo(const Request& request) {
  if (request.path == "/count") return count_up(false);
  if (request.path == "/break") return count_up(true);
  if (request.path == "/later") return not_yet();
  if (request.path == "/throw") throw std::runtime_error("test");
  Response response{200, {{"Content-Type", "text/plain"}}, request.method + " " + request.path};
  for (const auto& [name, value] : request.params) response.body += " " + name + "=" + value;
  return response;
}

class RunningServer : public testing::Test {
 protected:
  RunningServer() {
    HttpOptions options;
    options.port = 0;
    options.idle_timeout = std::chrono::seconds(2);
    options.header_timeout = std::chrono::seconds(1);
    auto started = HttpServer::start(options, echo);
    EXPECT_TRUE(started) << started.error().message;
    server_ = *std::move(started);
  }
  std::uint16_t port() const { return server_->port(); }

  std::unique_ptr<HttpServer> server_;
};

TEST_F(RunningServer, AsksAgainWhenTheAnswerIsThere) {
  for (int i = 0; i < 20; ++i) EXPECT_THAT(exchange(port(), "GET /later HTTP/1.1"), EndsWith("\r\n\r\nhere"));
}

TEST(HttpServer, StopsWhileRequestsAreHeld) {
  std::promise<std::function<void()>> held;  // told by the server's thread
  HttpOptions options;
  options.port = 0;
  auto server = *HttpServer::start(options, [&](const Request&) {
    auto response = text_response(503, "not yet");
    response.later = [&](std::function<void()> tell) { held.set_value(std::move(tell)); };
    return response;
  });
  TestClient client(server->port());
  client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const auto again = held.get_future().get();
  server.reset();
  again();  // too late, and harmless
}

TEST(HttpServer, HoldsNoMoreThanItMay) {
  HttpOptions options;
  options.port = 0;
  options.max_held = 0;
  const auto server = *HttpServer::start(options, [&](const Request&) {
    auto response = text_response(503, "not yet");
    response.later = [](const std::function<void()>&) { ADD_FAILURE(); };
    return response;
  });
  EXPECT_THAT(exchange(server->port(), "GET / HTTP/1.1"), EndsWith("not yet"));
}

TEST_F(RunningServer, HandsOnTheDecodedRequest) {
  const auto answer = exchange(port(), "GET /a%20b?q=x%26y+z HTTP/1.1");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(answer, EndsWith("GET /a b q=x&y z"));
}

TEST_F(RunningServer, SendsNoBodyForHead) {
  const auto answer = exchange(port(), "HEAD /news HTTP/1.1");
  EXPECT_THAT(answer, HasSubstr("Content-Length: 10"));
  EXPECT_THAT(answer, EndsWith("\r\n\r\n"));
}

TEST_F(RunningServer, SendsPartsAsTheyAreMade) {
  const auto answer = exchange(port(), "GET /count HTTP/1.1");
  EXPECT_THAT(answer, HasSubstr("Transfer-Encoding: chunked"));
  EXPECT_THAT(answer, HasSubstr("\n2000\n"));
  EXPECT_THAT(answer, EndsWith("\r\n0\r\n\r\n"));
}

TEST_F(RunningServer, LeavesNoDoubtThatAStreamBroke) {
  const auto answer = exchange(port(), "GET /break HTTP/1.1");
  EXPECT_THAT(answer, HasSubstr("3\n"));
  EXPECT_THAT(answer, Not(EndsWith("0\r\n\r\n")));
}

TEST_F(RunningServer, TellsProgramsInTheirWay) {
  EXPECT_THAT(exchange(port(), "GET /api/v1/%zz HTTP/1.1"), HasSubstr("application/problem+json"));
  EXPECT_THAT(exchange(port(), "GET /api/" + std::string(60'000, 'a') + " HTTP/1.1"),
              HasSubstr("\"status\":414"));
}

TEST_F(RunningServer, RefusesBrokenRequests) {
  EXPECT_THAT(exchange(port(), "GET /%zz HTTP/1.1"), StartsWith("HTTP/1.1 400"));
  EXPECT_THAT(exchange(port(), "GET http://elsewhere/ HTTP/1.1"), StartsWith("HTTP/1.1 400"));
  EXPECT_THAT(exchange(port(), "rubbish"), AnyOf(StartsWith("HTTP/1.1 400"), StartsWith("HTTP/1.0 400"), ""));
}

TEST_F(RunningServer, RefusesTooLongAddressesAndHeaders) {
  EXPECT_THAT(exchange(port(), "GET /" + std::string(60'000, 'a') + " HTTP/1.1"), HasSubstr(" 414 "));
  EXPECT_THAT(exchange(port(), "GET / HTTP/1.1", "X: " + std::string(1 << 20, 'a') + "\r\n"),
              HasSubstr(" 431 "));
}

TEST_F(RunningServer, AnswersEveryNumberOfParameters) {
  for (std::size_t n = 1; n < 1500; n += 7) {
    for (const std::string_view parameter : {"a=b&", "&", "a%20=b+c&"}) {
      std::string query;
      for (std::size_t i = 0; i < n; ++i) query += parameter;
      const bool refused = n > 100 && parameter != "&";
      EXPECT_THAT(exchange(port(), "GET /?" + query + " HTTP/1.1"),
                  StartsWith(refused ? "HTTP/1.1 414" : "HTTP/1.1 200"))
          << n << " times " << parameter;
    }
  }
}

TEST_F(RunningServer, AnswersEveryNumberOfHeadersAndCookies) {
  for (std::size_t n = 1; n < 600; n += 7) {
    std::string headers, cookie = "Cookie: ";
    for (std::size_t i = 0; i < n; ++i) {
      headers += "X-A: b\r\n";
      cookie += "a=b; ";
    }
    const auto* const status = n < 250 ? "HTTP/1.1 200" : "HTTP/1.1 ";
    EXPECT_THAT(exchange(port(), "GET / HTTP/1.1", headers), StartsWith(status)) << n;
    EXPECT_THAT(exchange(port(), "GET / HTTP/1.1", cookie + "\r\n"), StartsWith(status)) << n;
  }
}

TEST_F(RunningServer, AnswersEveryLength) {
  for (std::size_t length = 1'000; length < 100'000; length += 777) {
    const auto answer = exchange(port(), "GET /" + std::string(length, 'a') + " HTTP/1.1");
    EXPECT_EQ(answer.substr(9, 3), length < 24'500 ? "200" : "414") << length;
  }
}

TEST_F(RunningServer, ShutsOutAClientThatTrickles) {
  TestClient slow(port());
  slow.send("GET / HTTP/1.1\r\nX: ");
  // Far fewer than the 24 KB of headers that are allowed, so that only time can shut it out.
  constexpr int kMostTrickled = 600;
  int trickled = 0;
  while (slow.send("a") && ++trickled < kMostTrickled)
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  EXPECT_LT(trickled, kMostTrickled);
}

/// How many answers one connection gives to these bytes.
std::size_t answers_to(std::uint16_t port, std::string_view bytes, std::string_view status) {
  TestClient client(port);
  client.send(bytes);
  const auto got = client.receive_all();
  EXPECT_THAT(got, StartsWith("HTTP/1.1 " + std::string(status))) << bytes;
  std::size_t count = 0;
  for (auto at = got.find("HTTP/1.1 "); at != got.npos; at = got.find("HTTP/1.1 ", at + 1)) ++count;
  return count;
}

TEST_F(RunningServer, RefusesARequestWhoseEndIsInDoubtAndReadsNoOtherBehindIt) {
  const std::string hidden = "GET /hidden HTTP/1.1\r\nHost: localhost\r\n\r\n";
  const std::string head = "GET /news HTTP/1.1\r\nHost: localhost\r\n";
  const auto size = std::to_string(hidden.size());
  const std::vector<std::string> doubtful{"Content-Length: 0\r\nContent-Length: " + size,
                                          "Content-Length : " + size,
                                          "Content-Length: " + size + "\r\nContent-Length: " + size,
                                          "Content-Length: " + size + "\r\nTransfer-Encoding: chunked",
                                          "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                                          "Transfer-Encoding: identity, chunked",
                                          "Transfer-Encoding : chunked"};
  for (const auto& framing : doubtful) {
    EXPECT_EQ(answers_to(port(), head + framing + "\r\n\r\n" + hidden, "400"), 1U) << framing;
    EXPECT_EQ(answers_to(port(), "POST" + head.substr(3) + framing + "\r\n\r\n" + hidden, "400"), 1U)
        << framing;
  }
}

TEST_F(RunningServer, AnswersAQuestionWithABodyAtOnceAndReadsNoneOfIt) {
  const std::string hidden = "GET /hidden HTTP/1.1\r\nHost: localhost\r\n\r\n";
  EXPECT_EQ(
      answers_to(port(), "GET /news HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000000\r\n\r\n", "200"),
      1U);
  EXPECT_EQ(
      answers_to(
          port(),
          "GET /news HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden,
          "200"),
      1U);
}

TEST(HttpServer, ShutsOutAClientWhoseBodyTrickles) {
  HttpOptions options;
  options.port = 0;
  options.header_timeout = std::chrono::seconds(1);
  options.body_prefix = "/push/";
  const auto server = *HttpServer::start(options, echo);
  TestClient slow(server->port());
  slow.send("POST /push/1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n");
  constexpr int kMostTrickled = 600;
  int trickled = 0;
  while (slow.send("a") && ++trickled < kMostTrickled)
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  EXPECT_LT(trickled, kMostTrickled);
  EXPECT_THAT(exchange(server->port(), "POST /push/1 HTTP/1.1", "Content-Length: 0\r\n"),
              EndsWith("POST /push/1"));
}

TEST_F(RunningServer, KeepsAConnectionThatAsksAgainAndAgain) {
  TestClient steady(port());
  for (int i = 0; i < 5; ++i) {
    ASSERT_TRUE(steady.send("GET /again HTTP/1.1\r\nHost: localhost\r\n\r\n")) << i;
    std::this_thread::sleep_for(std::chrono::milliseconds(600));
  }
  steady.send("GET /last HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(steady.receive_all(), EndsWith("GET /last"));
}

TEST_F(RunningServer, AnswersWhenAHandlerFails) {
  EXPECT_THAT(exchange(port(), "GET /throw HTTP/1.1"), StartsWith("HTTP/1.1 500"));
  EXPECT_THAT(exchange(port(), "GET /fine HTTP/1.1"), StartsWith("HTTP/1.1 200"));
}

TEST_F(RunningServer, AnswersOthersWhileManyClientsDawdle) {
  std::vector<std::unique_ptr<TestClient>> slow;
  for (int i = 0; i < 200; ++i) {
    slow.push_back(std::make_unique<TestClient>(port()));
    ASSERT_TRUE(slow.back()->connected());
    slow.back()->send("GET / HTT");
  }
  EXPECT_THAT(exchange(port(), "GET /quick HTTP/1.1"), StartsWith("HTTP/1.1 200"));
  // The silent ones are shut out after the idle time.
  EXPECT_THAT(slow.front()->receive_all(), Not(HasSubstr("200")));
}

TEST_F(RunningServer, SaysThatThePortIsTaken) {
  HttpOptions options;
  options.port = port();
  const auto second = HttpServer::start(options, echo);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, Errc::kBusy);
  EXPECT_THAT(second.error().message, HasSubstr("is taken by another program"));
}

TEST_F(RunningServer, StopsAndFreesThePort) {
  const auto freed = port();
  server_->stop();
  EXPECT_FALSE(TestClient(freed).connected());
  HttpOptions options;
  options.port = freed;
  EXPECT_TRUE(HttpServer::start(options, echo));
}

TEST(HttpServer, NamesAHostThatItCannotListenOn) {
  HttpOptions options;
  options.host = "no such host";
  const auto started = HttpServer::start(options, echo);
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().code, Errc::kInvalidInput);
  EXPECT_THAT(started.error().message, HasSubstr("no such host"));
}

}  // namespace
}  // namespace kabar::serve

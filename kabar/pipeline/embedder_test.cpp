#include "kabar/pipeline/embedder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "kabar/pipeline/embedding_answer.h"
#include "kabar/pipeline/test_embeddings.h"

namespace kabar::pipeline {
namespace {

using net::TestConnection;
using net::TestServer;
using std::chrono::milliseconds;

/// Texts of a request as embedding_request() writes them; the tests' have no quotes in them.
std::size_t texts_in(const std::string& body) {
  const auto input = body.substr(body.find("\"input\""));
  return static_cast<std::size_t>(std::count(input.begin(), input.end(), '"')) / 2 - 1;
}

/// The same direction for each text.
std::string answer_for(std::size_t texts) {
  std::string out = R"({"data":[)";
  for (std::size_t i = 0; i < texts; ++i)
    out += (i == 0 ? "" : ",") + (R"({"index":)" + std::to_string(i)) + R"(,"embedding":[0.6,0.8]})";
  return out + "]}";
}

/// A server that knows all texts.
void serve_well(TestConnection& client) {
  const auto head = client.request();
  if (!head.empty()) client.send(ok_answer(answer_for(texts_in(body_of(client, head)))));
}

std::unique_ptr<Embedder> embedder_at(const TestServer& server, bool in_rounds = false) {
  EmbedderOptions options;
  options.url = server.url();
  options.model = "m";
  options.in_rounds = in_rounds;
  options.patience = milliseconds{300};
  return *Embedder::start(std::move(options));
}

const Embedding kAnswered{9'830, 13'107};

TEST(Embedder, GivesAVectorForEachTextInOrder) {
  const TestServer server(serve_well);
  const auto embedder = embedder_at(server);
  for (std::uint64_t i = 1; i <= 40; ++i) ASSERT_TRUE(embedder->ask(ArticleId{i}, "text"));
  const auto answers = embedder->wait();
  ASSERT_EQ(answers.size(), 40U);
  for (std::uint64_t i = 0; i < 40; ++i) {
    EXPECT_EQ(raw(answers[i].article), i + 1);
    EXPECT_EQ(answers[i].vector, kAnswered);
  }
}

struct BadServer {
  const char* name;
  TestServer::Serve serve;
};

class BadEmbedder : public testing::TestWithParam<BadServer> {};

TEST_P(BadEmbedder, CostsTheVectorsAndNothingElse) {
  const TestServer server(GetParam().serve);
  const auto embedder = embedder_at(server);
  const auto begin = std::chrono::steady_clock::now();
  for (std::uint64_t i = 1; i <= 100; ++i) embedder->ask(ArticleId{i}, "text");
  const auto answers = embedder->wait();
  EXPECT_EQ(answers.size(), 100U);
  for (const auto& answer : answers) EXPECT_TRUE(answer.vector.empty());
  // Two tries, then all is given up at once.
  EXPECT_LE(server.connections(), 2 * 17);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{4});
}

INSTANTIATE_TEST_SUITE_P(
    All, BadEmbedder,
    testing::Values(BadServer{"Hangs", [](TestConnection& client) { client.hang(); }},
                    BadServer{"Refuses",
                              TestServer::always("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")},
                    BadServer{"Fails", TestServer::always("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n")},
                    BadServer{"Redirects", TestServer::always("HTTP/1.1 302 Found\r\nLocation: /\r\n"
                                                              "Content-Length: 0\r\n\r\n")},
                    BadServer{"TalksGarbage", TestServer::always("\x01\x02garbage\r\n\r\n")},
                    BadServer{"AnswersGarbage", TestServer::always(ok_answer("{\"data\":[[[["))},
                    BadServer{"AnswersTooMany", TestServer::always(ok_answer(answer_for(99)))},
                    BadServer{"Closes", [](TestConnection& client) { client.request(); }}),
    [](const auto& param) { return std::string(param.param.name); });

TEST(Embedder, IsNeverWaitedForUnlessAsked) {
  const TestServer server([](TestConnection& client) {
    const auto head = client.request();
    if (head.empty()) return;
    const auto texts = texts_in(body_of(client, head));
    std::this_thread::sleep_for(milliseconds{100});
    client.send(ok_answer(answer_for(texts)));
  });
  const auto embedder = embedder_at(server);
  embedder->ask(ArticleId{1}, "text");
  EXPECT_TRUE(embedder->take(9).empty());
  std::vector<Embedder::Answer> late;
  while (late.empty()) late = embedder->take(9);
  EXPECT_EQ(late.front().vector, kAnswered);
}

TEST(Embedder, LosesOnlyTheTextThatTheServerDoesNotTake) {
  const TestServer server([](TestConnection& client) {
    const auto head = client.request();
    const auto body = head.empty() ? "" : body_of(client, head);
    if (body.find("bad") != body.npos)
      client.send("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    else if (!body.empty())
      client.send(ok_answer(answer_for(texts_in(body))));
  });
  const auto embedder = embedder_at(server, true);
  embedder->ask(ArticleId{1}, "good");
  embedder->ask(ArticleId{2}, "bad");
  embedder->ask(ArticleId{3}, "good");
  const auto answers = embedder->wait();
  ASSERT_EQ(answers.size(), 3U);
  EXPECT_EQ(answers[0].vector, kAnswered);
  EXPECT_TRUE(answers[1].vector.empty());
  EXPECT_EQ(answers[2].vector, kAnswered);
}

TEST(Embedder, EndsWhileItsServerHangs) {
  const TestServer server([](TestConnection& client) { client.hang(); });
  const auto begin = std::chrono::steady_clock::now();
  {
    EmbedderOptions options;
    options.url = server.url();
    const auto embedder = *Embedder::start(std::move(options));
    embedder->ask(ArticleId{1}, "text");
    while (server.connections() == 0) std::this_thread::yield();
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{5});
}

TEST(Embedder, KnowsTheAddressesOfTheConvention) {
  for (const auto* path : {"/", "/v1", "/v1/", "/v1/embeddings"}) {
    std::string asked;
    const TestServer server([&asked](TestConnection& client) {
      const auto head = client.request();
      if (head.empty()) return;
      asked = head.substr(0, head.find(" HTTP"));
      client.send(ok_answer(answer_for(texts_in(body_of(client, head)))));
    });
    EmbedderOptions options;
    options.url = server.url(path);
    const auto embedder = *Embedder::start(std::move(options));
    embedder->ask(ArticleId{1}, "text");
    EXPECT_EQ(embedder->wait().front().vector, kAnswered) << path;
    EXPECT_EQ(asked, "POST /v1/embeddings") << path;
  }
  EmbedderOptions wrong;
  wrong.url = "not an address";
  EXPECT_FALSE(Embedder::start(std::move(wrong)));
}

struct BadAnswer {
  const char* name;
  const char* json;
};

class EmbeddingAnswer : public testing::TestWithParam<BadAnswer> {};

TEST_P(EmbeddingAnswer, IsRefused) {
  EXPECT_FALSE(read_embedding_answer(GetParam().json, 2));
}

INSTANTIATE_TEST_SUITE_P(
    All, EmbeddingAnswer,
    testing::Values(
        BadAnswer{"NoJson", "vectors"}, BadAnswer{"NoData", R"({"error":{"message":"no"}})"},
        BadAnswer{"OneOnly", R"({"data":[{"embedding":[1,2]}]})"},
        BadAnswer{"OtherSizes", R"({"data":[{"embedding":[1,2]},{"embedding":[1,2,3]}]})"},
        BadAnswer{"OtherSizesTurned",
                  R"({"data":[{"index":1,"embedding":[1,2]},{"index":0,"embedding":[1,2,3]}]})"},
        BadAnswer{"Empty", R"({"data":[{"embedding":[]},{"embedding":[]}]})"},
        BadAnswer{"NoDirection", R"({"data":[{"embedding":[1]},{"embedding":[0]}]})"},
        BadAnswer{"TooLarge", R"({"data":[{"embedding":[1]},{"embedding":[1e308,1e308]}]})"},
        BadAnswer{"Words", R"({"data":[{"embedding":["a"]},{"embedding":["b"]}]})"},
        BadAnswer{"Base64", R"({"data":[{"embedding":"AAAA"},{"embedding":"AAAA"}]})"},
        BadAnswer{"SameIndex", R"({"data":[{"index":1,"embedding":[1]},{"index":1,"embedding":[1]}]})"},
        BadAnswer{"IndexBeyond", R"({"data":[{"index":0,"embedding":[1]},{"index":2,"embedding":[1]}]})"},
        BadAnswer{"NegativeIndex", R"({"data":[{"index":0,"embedding":[1]},{"index":-1,"embedding":[1]}]})"}),
    [](const auto& param) { return std::string(param.param.name); });

TEST(EmbeddingAnswer, IsPutIntoTheOrderOfTheTexts) {
  const auto read =
      read_embedding_answer(R"({"data":[{"index":1,"embedding":[0,2]},{"index":0,"embedding":[3,0]}]})", 2);
  ASSERT_TRUE(read);
  EXPECT_EQ((*read)[0], (Embedding{16'384, 0}));
  EXPECT_EQ((*read)[1], (Embedding{0, 16'384}));
}

TEST(EmbeddingAnswer, KeepsCosinesOfLongVectors) {
  std::string json = R"({"data":[)";
  for (int v = 0; v < 2; ++v) {
    json += v == 0 ? R"({"embedding":[)" : R"(,{"embedding":[)";
    for (int i = 0; i < 4'096; ++i)
      json += (i == 0 ? "" : ",") + std::to_string((i * 7'919 + v * (i % 2) * 31) % 200 - 100);
    json += "]}";
  }
  const auto read = read_embedding_answer(json + "]}", 2);
  ASSERT_TRUE(read);
  ASSERT_EQ(read->front().size(), kMostDimensions);
  double dot = 0;
  for (std::size_t i = 0; i < kMostDimensions; ++i) dot += double((*read)[0][i]) * (*read)[1][i];
  double expected = 0, a2 = 0, b2 = 0;
  for (int i = 0; i < 4'096; ++i) {
    const double a = i * 7'919 % 200 - 100, b = (i * 7'919 + i % 2 * 31) % 200 - 100;
    expected += a * b, a2 += a * a, b2 += b * b;
  }
  EXPECT_NEAR(dot / 16'384 / 16'384, expected / std::sqrt(a2 * b2), 0.1);
}

TEST(TextToEmbed, IsTitleAndBeginningInWholeWords) {
  Article article;
  article.title = "Überschrift";
  article.blocks = paragraphs_of(std::string(300, 'x') + " " + std::string(600, 'y'));
  EXPECT_EQ(text_to_embed(article), "Überschrift\n" + std::string(300, 'x'));
  article.title.clear();
  for (int i = 0; i < 500; ++i) article.title += "新";
  EXPECT_EQ(text_to_embed(article).size(), 600U);
}

}  // namespace
}  // namespace kabar::pipeline

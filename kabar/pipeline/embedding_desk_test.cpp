#include "kabar/pipeline/embedding_desk.h"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <map>
#include <string>
#include <utility>

#include "kabar/base/test_folder.h"
#include "kabar/json/value.h"
#include "kabar/pipeline/ingest.h"
#include "kabar/pipeline/test_embeddings.h"

namespace kabar::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr int kEvents = 40;

/// The word that both languages have for an event; alone it joins nothing.
std::string word_of(int event) {
  return made_up_word(event);
}

/// That, and words which only one language has.
std::string title_of(int event, bool german) {
  auto out = word_of(event);
  for (int w = 1; w < 7; ++w) out += " " + made_up_word(event * 13 + w * 71 + (german ? 500 : 0));
  return out;
}

std::string article(int number, const std::string& lang, const std::string& title) {
  return R"({"id":")" + std::to_string(number) + R"(","lang":")" + lang + R"(","source":")" + lang +
         std::to_string(number % 5) + R"(","title":")" + title + R"(","published":"2023-09-19T05:00Z"})" +
         "\n";
}

/// Each event once in each language.
std::string stream_of(int first, int last) {
  std::string out;
  for (int n = first; n < last; ++n)
    out += article(n, n < kEvents ? "en" : "de", title_of(n % kEvents, n >= kEvents));
  return out;
}

/// Knows the events.
void serve_events(net::TestConnection& client) {
  const auto head = client.request();
  if (head.empty()) return;
  const auto request = *json::parse(body_of(client, head));
  std::string data;
  for (const auto& text : request["input"].items()) {
    data += data.empty() ? R"({"embedding":[)" : R"(,{"embedding":[)";
    for (int event = 0; event < kEvents; ++event)
      data += std::string(event == 0 ? "" : ",") +
              (text.text().find(word_of(event)) != std::string::npos ? "1" : "0");
    data += "]}";
  }
  client.send(ok_answer(R"({"data":[)" + data + "]}"));
}

class EmbeddingDeskTest : public InFolder {
 protected:
  /// Ingests with the help of a server; what it wrote.
  void ingest_lines(const std::string& lines, const std::string& url, unsigned threads = 2) {
    std::ofstream(folder_ / "in.jsonl") << lines;
    auto folder = *DataFolder::open(folder_ / "data", {});
    EmbedderOptions options;
    options.url = url;
    options.model = "events";
    options.in_rounds = true;
    options.patience = std::chrono::milliseconds{500};
    auto embedder = *Embedder::start(std::move(options));
    ASSERT_TRUE(folder.embed_by(std::make_unique<EmbeddingDesk>(std::move(embedder), true)));
    auto importer = *collect::Importer::open({folder_ / "in.jsonl"});
    IngestOptions ingest_options;
    ingest_options.threads = threads;
    Silent silent;
    ASSERT_TRUE(ingest(std::move(importer), folder, ingest_options, silent, {}));
  }

  /// Stories with both languages.
  std::size_t joined() const {
    const auto reader = *store::Reader::open(folder_ / "data");
    std::size_t out = 0;
    const auto rows = *reader.recent_stories({}, 1'000);
    for (const auto& story : rows) out += story.languages == 2 ? 1U : 0U;
    return out;
  }

  std::string places() const {
    const auto reader = *store::Reader::open(folder_ / "data");
    std::string out;
    const auto rows = *reader.live_window({}, 1'000);
    for (const auto& row : rows) out += article_name(row.id) + "=" + story_name(row.story) + " ";
    return out;
  }

  std::size_t answered() const {
    const auto reader = *store::Reader::open(folder_ / "data");
    std::size_t out = 0;
    const auto rows = *reader.leads("events", {});
    for (const auto& lead : rows) out += lead.vector.empty() ? 0U : 1U;
    return out;
  }

 private:
  class Silent final : public IngestObserver {
    void on_settled(const std::vector<Settled>& /*settled*/) override {}
    void on_progress(double /*share*/, std::uint64_t /*settled*/) override {}
  };
};

TEST_F(EmbeddingDeskTest, JoinsLanguagesThatNothingElseJoins) {
  const net::TestServer server(serve_events);
  ingest_lines(stream_of(0, 2 * kEvents) + stream_of(0, 1), server.url());
  EXPECT_GT(joined(), 20U);
  EXPECT_TRUE(store::check(folder_ / "data")->empty());
}

TEST_F(EmbeddingDeskTest, WithoutAnAnswerAllGoesOn) {
  const net::TestServer server([](net::TestConnection& client) { client.hang(); });
  ingest_lines(stream_of(0, 2 * kEvents), server.url());
  EXPECT_LT(joined(), 4U);
  EXPECT_EQ(answered(), 0U);
  const net::TestServer mended(serve_events);
  ingest_lines(stream_of(0, 2 * kEvents) + article(900, "en", made_up_word(900) + " " + made_up_word(901)),
               mended.url());
  EXPECT_LT(joined(), 4U) << "the next look back is not due yet";
  std::string later;
  for (int n = 901; n < 935; ++n) later += article(n, "fr", made_up_word(n) + " " + made_up_word(n + 100));
  ingest_lines(later, mended.url());
  EXPECT_GT(joined(), 20U);
}

TEST_F(EmbeddingDeskTest, ThreadsAndBreaksChangeNothing) {
  const net::TestServer server(serve_events);
  ingest_lines(stream_of(0, 2 * kEvents), server.url(), 1);
  const auto whole = places();
  fs::remove_all(folder_ / "data");
  for (const int first : {0, 13, 26, 39, 52, 65})
    ingest_lines(stream_of(first, std::min(first + 13, 2 * kEvents)), server.url(), 8);
  ingest_lines(stream_of(78, 2 * kEvents), server.url(), 8);
  EXPECT_EQ(places(), whole);
}

TEST_F(EmbeddingDeskTest, AsksForATextOnce) {
  std::atomic<int> asked = 0;
  const net::TestServer server([&asked](net::TestConnection& client) {
    ++asked;
    serve_events(client);
  });
  ingest_lines(stream_of(0, 33), server.url());
  EXPECT_EQ(asked, 2);
  EXPECT_EQ(answered(), 31U);
  ingest_lines(stream_of(33, 34), server.url());
  EXPECT_EQ(asked, 2) << "what is pending waits for its place";
}

}  // namespace
}  // namespace kabar::pipeline

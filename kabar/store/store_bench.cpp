#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "kabar/store/store.h"
#include "kabar/store/test_samples.h"

namespace kabar::store {
namespace {

constexpr std::uint64_t kArticles = 150'000;
constexpr std::uint64_t kBatch = 256;
constexpr std::size_t kWords = 400;
constexpr std::size_t kVocabulary = 50'000;
constexpr Timestamp kFirst{std::chrono::seconds{1'695'000'000}};

/// Articles of 400 words, words as rare as in a language (Zipf), five to a story, 200 outlets, 8 languages.
class Corpus {
 public:
  ArticleWrite next(std::uint64_t id) {
    ArticleWrite write;
    write.id = ArticleId{id};
    const auto source = fmt::format("outlet{}", id % 200);
    write.identity = {fmt::format("{}/news/2023/09/a-headline-slug-of-some-length-{}", source, id), id};
    auto& article = write.article;
    article.id = fmt::format("{}/{}", source, id);
    article.url = fmt::format("https://www.{}", write.identity.key);
    article.source = source;
    article.lang = fmt::format("l{}", static_cast<char>('a' + id % 8));
    article.title = words(10);
    for (int i = 0; i < 8; ++i) article.blocks.push_back({BlockKind::kParagraph, words(kWords / 8)});
    write.when = kFirst + std::chrono::seconds{static_cast<std::int64_t>(id) * 10};
    write.arrived = write.when;
    article.published = PublishedTime{write.when};
    analyse(write);
    const auto story = id - id % 5 + (id < 5 ? 1 : 0);
    const auto kind = story == id ? StoryChange::Kind::kOpen : StoryChange::Kind::kJoin;
    write.placement.changes = {{kind, write.id, StoryId{story}, StoryId{}}};
    return write;
  }

 private:
  void analyse(ArticleWrite& write) {
    auto& analysis = write.analysis;
    analysis.excerpt = write.article.blocks[0].text;
    analysis.search_title = write.article.title;
    for (const auto& block : write.article.blocks) analysis.search_body += block.text + ' ';
    for (std::uint64_t i = 1; i <= 150; ++i)
      analysis.body.push_back({TermId{i << 20U | random_() >> 44U}, 2});
    analysis.sketch.assign(64, 77);
  }

  std::string words(std::size_t count) {
    std::string out;
    std::uniform_real_distribution<double> uniform(0, 1);
    for (std::size_t i = 0; i < count; ++i)
      out += fmt::format("w{} ", static_cast<int>(std::pow(kVocabulary, uniform(random_))));
    out.pop_back();
    return out;
  }

  std::mt19937_64 random_{42};
};

/// A data folder that is gone when the program ends.
class Folder {
 public:
  Folder()
      : path_(std::filesystem::temp_directory_path() / fmt::format("kabar_store_bench.{}", ::getpid())) {}
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// The folder with all articles; `seconds` tells how long the writing of them took, the making left aside.
const Folder& filled(double& seconds) {
  static const Folder kFolder;
  static const double kSeconds = [] {
    using Clock = std::chrono::steady_clock;
    Corpus corpus;
    auto to = Writer::open(kFolder.path());
    Clock::duration spent{};
    for (std::uint64_t id = 1; id <= kArticles;) {
      std::vector<ArticleWrite> batch;
      for (; batch.size() < kBatch && id <= kArticles; ++id) batch.push_back(corpus.next(id));
      const auto start = Clock::now();
      for (const auto& write : batch) to->add(write);
      if (!to->commit()) std::abort();
      spent += Clock::now() - start;
    }
    return std::chrono::duration<double>(spent).count();
  }();
  seconds = kSeconds;
  return kFolder;
}

Reader reader() {
  double seconds = 0;
  auto opened = Reader::open(filled(seconds).path());
  if (!opened) std::abort();
  return std::move(*opened);
}

void BM_StoreWrite(benchmark::State& state) {
  double seconds = 0;
  for (auto _ : state) {
    const auto& folder = filled(seconds);
    state.SetIterationTime(seconds);
    state.counters["bytes_per_article"] =
        static_cast<double>(std::filesystem::file_size(folder.path() / "kabar.db")) / kArticles;
  }
  state.SetItemsProcessed(kArticles);
}
BENCHMARK(BM_StoreWrite)->Iterations(1)->UseManualTime()->Unit(benchmark::kSecond);

void run_search(benchmark::State& state, const SearchQuery& query) {
  const auto from = reader();
  std::vector<double> micros;
  for (auto _ : state) {
    const auto start = std::chrono::steady_clock::now();
    const auto found = from.search(query);
    if (!found) state.SkipWithError(found.error().message.c_str());
    benchmark::DoNotOptimize(found);
    micros.push_back(
        std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count());
  }
  std::sort(micros.begin(), micros.end());
  state.counters["p99_us"] = micros.empty() ? 0 : micros[micros.size() * 99 / 100];
}

void BM_SearchCommonWord(benchmark::State& state) {
  run_search(state, {.where = of_groups({{"w1"}})});
}
void BM_SearchRareWord(benchmark::State& state) {
  run_search(state, {.where = of_groups({{"w40000", "w40001"}})});
}
void BM_SearchTwoWords(benchmark::State& state) {
  run_search(state, {.where = of_groups({{"w1", "w2"}, {"w3000", "w3001"}})});
}
void BM_SearchOfSource(benchmark::State& state) {
  run_search(state, {.where = of_groups({{"w1"}}, "outlet7", "lh")});
}
void BM_SearchOldDays(benchmark::State& state) {
  run_search(state,
             {.where = of_groups({{"w1"}}), .after = kFirst, .before = kFirst + std::chrono::hours{24}});
}
void BM_SearchDeepPage(benchmark::State& state) {
  run_search(state, {.where = of_groups({{"w1"}}), .offset = 2000});
}
void BM_LatestOfLanguage(benchmark::State& state) {
  run_search(state, {.where = of_groups({}, "", "lc")});
}
BENCHMARK(BM_SearchCommonWord);
BENCHMARK(BM_SearchRareWord);
BENCHMARK(BM_SearchTwoWords);
BENCHMARK(BM_SearchOfSource);
BENCHMARK(BM_SearchOldDays);
BENCHMARK(BM_SearchDeepPage);
BENCHMARK(BM_LatestOfLanguage);

void BM_ArticleWithBody(benchmark::State& state) {
  const auto from = reader();
  std::uint64_t id = 0;
  for (auto _ : state) benchmark::DoNotOptimize(from.article(ArticleId{id = (id + 7919) % kArticles + 1}));
}
BENCHMARK(BM_ArticleWithBody);

void BM_RecentStories(benchmark::State& state) {
  const auto from = reader();
  for (auto _ : state) benchmark::DoNotOptimize(from.recent_stories(kFirst, 200));
}
BENCHMARK(BM_RecentStories);

void BM_StoryArticles(benchmark::State& state) {
  const auto from = reader();
  for (auto _ : state) benchmark::DoNotOptimize(from.story_articles(StoryId{100'000}));
}
BENCHMARK(BM_StoryArticles);

void BM_LiveWindow(benchmark::State& state) {
  const auto from = reader();
  const auto since = kFirst + std::chrono::seconds{kArticles * 10} - std::chrono::days{14};
  for (auto _ : state) {
    const auto live = from.live_window(since, 10'000);
    if (!live) state.SkipWithError(live.error().message.c_str());
    state.counters["articles"] = live ? static_cast<double>(live->size()) : 0;
  }
}
BENCHMARK(BM_LiveWindow)->Unit(benchmark::kMillisecond);

void BM_Check(benchmark::State& state) {
  double seconds = 0;
  const auto& folder = filled(seconds);
  for (auto _ : state) {
    const auto findings = check(folder.path());
    if (!findings || !findings->empty()) state.SkipWithError("the store is not sound");
  }
}
BENCHMARK(BM_Check)->Iterations(1)->Unit(benchmark::kSecond);

}  // namespace
}  // namespace kabar::store

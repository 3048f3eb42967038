#include "kabar/group/grouper.h"

#include <benchmark/benchmark.h>
#include <malloc.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "kabar/understand/analyser.h"

namespace kabar::group {
namespace {

/// Words as frequent as in a language: the n-th about 1/n as often as the first.
class Vocabulary {
 public:
  explicit Vocabulary(unsigned seed) : random_(seed) {}
  std::string word() {
    const double u = std::uniform_real_distribution<double>(0.0, 11.0)(random_);
    return "w" + std::to_string(static_cast<int>(std::exp(u)));
  }
  std::size_t below(std::size_t n) { return random_() % n; }

 private:
  std::mt19937 random_;
};

/// Articles of 300 words, a second apart; about one in four opens a story, the others tell a recent one in
/// other words.
class MadeUpStream {
 public:
  GroupInput next() {
    if (vocabulary_.below(4) == 0) ++stories_;
    const auto story = std::to_string(stories_ - vocabulary_.below(std::min<std::size_t>(stories_, 200)));
    Article article;
    article.lang = "en";
    for (int w = 0; w < 8; ++w)
      article.title +=
          (w < 4 ? "Name" + story + "x" + std::to_string(vocabulary_.below(6)) : vocabulary_.word()) + " ";
    std::string text;
    for (int w = 0; w < 300; ++w)
      text +=
          (w % 8 == 0 ? "topic" + story + "y" + std::to_string(vocabulary_.below(20)) : vocabulary_.word()) +
          " ";
    article.blocks = paragraphs_of(text);
    ++articles_;
    return {ArticleId{articles_}, "o" + std::to_string(articles_ % 300),
            Timestamp{} + std::chrono::seconds(static_cast<std::int64_t>(articles_)),
            understand::analyse(article)};
  }

 private:
  Vocabulary vocabulary_{5};
  std::size_t stories_ = 1;
  std::uint64_t articles_ = 0;
};

double allocated_bytes() {
  return static_cast<double>(mallinfo2().uordblks) + static_cast<double>(mallinfo2().hblkhd);
}

/// The argument: articles that are live already. Below 1,200,000 none of them is older than the live window.
void add(benchmark::State& state) {
  const auto before = static_cast<std::uint64_t>(state.range(0));
  constexpr std::size_t kAdded = 2'000;
  for (auto _ : state) {
    state.PauseTiming();
    MadeUpStream stream;
    const double empty = allocated_bytes();
    Grouper grouper({});
    for (std::uint64_t i = 0; i < before; ++i)
      grouper.restore(stream.next(), {StoryId{i / 4 * 4 + 1}, {}, i % 4 == 0, std::nullopt});
    state.counters["bytes_per_live_article"] = (allocated_bytes() - empty) / static_cast<double>(before);
    std::vector<GroupInput> added;
    for (std::size_t i = 0; i < kAdded; ++i) added.push_back(stream.next());
    state.ResumeTiming();
    for (const auto& input : added) benchmark::DoNotOptimize(grouper.add(input));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kAdded));
}
BENCHMARK(add)->Arg(10'000)->Arg(100'000)->Arg(1'000'000)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace kabar::group

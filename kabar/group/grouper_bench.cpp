#include "kabar/group/grouper.h"

#include <benchmark/benchmark.h>

#include <cmath>
#include <random>
#include <string>

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

/// 300 words each; about one article in four opens a story, the others tell a recent one in other words.
std::vector<GroupInput> made_up_stream(std::size_t articles) {
  Vocabulary vocabulary(5);
  std::vector<GroupInput> out;
  std::size_t stories = 1;
  for (std::size_t i = 0; i < articles; ++i) {
    if (vocabulary.below(4) == 0) ++stories;
    const auto story = std::to_string(stories - vocabulary.below(std::min<std::size_t>(stories, 200)));
    Article article;
    article.lang = "en";
    for (int w = 0; w < 8; ++w)
      article.title +=
          (w < 4 ? "Name" + story + "x" + std::to_string(vocabulary.below(6)) : vocabulary.word()) + " ";
    std::string text;
    for (int w = 0; w < 300; ++w)
      text +=
          (w % 8 == 0 ? "topic" + story + "y" + std::to_string(vocabulary.below(20)) : vocabulary.word()) +
          " ";
    article.blocks = paragraphs_of(text);
    out.push_back({ArticleId{i + 1}, "o" + std::to_string(i % 300), Timestamp{} + std::chrono::minutes(i),
                   understand::analyse(article)});
  }
  return out;
}

/// The argument: articles that are live already.
void add(benchmark::State& state) {
  const auto before = static_cast<std::size_t>(state.range(0));
  constexpr std::size_t kAdded = 2'000;
  const auto stream = made_up_stream(before + kAdded);
  for (auto _ : state) {
    state.PauseTiming();
    Grouper grouper({});
    for (std::size_t i = 0; i < before; ++i) grouper.restore(stream[i], StoryId{i / 4 * 4 + 1}, std::nullopt);
    state.ResumeTiming();
    for (std::size_t i = before; i < stream.size(); ++i) benchmark::DoNotOptimize(grouper.add(stream[i]));
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * kAdded));
}
BENCHMARK(add)->Arg(1'000)->Arg(10'000)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace kabar::group

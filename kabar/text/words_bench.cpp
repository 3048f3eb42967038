#include "kabar/text/words.h"

#include <benchmark/benchmark.h>

#include "kabar/text/search_terms.h"

namespace kabar::text {
namespace {

std::string repeated(std::string_view sentence) {
  std::string out;
  while (out.size() < 8000) out += sentence;
  return out;
}

const char* const kSentences[] = {
    "Shots were heard in the city while the delegations met for talks on Thursday, officials said. ",
    "В городе были слышны выстрелы, пока делегации встречались для переговоров. ",
    "市内では銃声が聞かれたが、代表団は協議を続けた。ナゴルノカラバフ。"};

void split(benchmark::State& state) {
  const auto text = repeated(kSentences[state.range(0)]);
  for (auto _ : state) benchmark::DoNotOptimize(split_words(text));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(split)->DenseRange(0, 2);

void index(benchmark::State& state) {
  const auto text = repeated(kSentences[state.range(0)]);
  const char* const langs[] = {"en", "ru", "ja"};
  for (auto _ : state) benchmark::DoNotOptimize(index_terms(text, langs[state.range(0)]));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(index)->DenseRange(0, 2);

}  // namespace
}  // namespace kabar::text

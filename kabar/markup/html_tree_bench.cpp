#include <benchmark/benchmark.h>

#include <string>

#include "kabar/markup/html_tree.h"

namespace kabar::markup {
namespace {

std::string repeated(std::string_view piece, std::size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += piece;
  return out;
}

void parse(benchmark::State& state, std::string_view piece) {
  const std::string html = repeated(piece, static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    auto tree = HtmlTree::parse(html);
    benchmark::DoNotOptimize(tree->nodes().data());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(html.size()) * state.iterations());
}

BENCHMARK_CAPTURE(parse, paragraphs,
                  "<div class='text'><p>All the words of <a href='/a'>prose</a>.</p></div>\n")
    ->Range(1 << 16, 1 << 20);
BENCHMARK_CAPTURE(parse, nested_div, "<div>")->Range(1 << 16, 1 << 20);
BENCHMARK_CAPTURE(parse, nested_table, "<table><tr><td>")->Range(1 << 16, 1 << 20);
BENCHMARK_CAPTURE(parse, unclosed_inline, "<p><b><i>t")->Range(1 << 16, 1 << 20);
BENCHMARK_CAPTURE(parse, ignored_ends, "a</x>")->Range(1 << 16, 1 << 20);

}  // namespace
}  // namespace kabar::markup

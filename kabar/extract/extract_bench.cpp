// How much of an extraction is parsing: each stage over the same pages. KABAR_PAGES names a folder of .html
// files; without it, the golden pages serve.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <vector>

#include "kabar/base/files.h"
#include "kabar/extract/body.h"
#include "kabar/extract/extractor.h"
#include "kabar/extract/segmenter.h"
#include "kabar/text/charset.h"

namespace kabar::extract {
namespace {

std::vector<RawDocument> load_pages() {
  const char* folder = std::getenv("KABAR_PAGES");
  std::vector<RawDocument> pages;
  const std::filesystem::path root = folder != nullptr ? folder : KABAR_SOURCE_DIR "/tests/golden/extract";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (entry.path().extension() != ".html") continue;
    RawDocument page;
    page.id = entry.path().string();
    page.bytes = *read_file(entry.path(), std::size_t{16} << 20);
    pages.push_back(std::move(page));
  }
  return pages;
}

const std::vector<RawDocument>& pages() {
  static const std::vector<RawDocument> loaded = load_pages();
  return loaded;
}

template <class Work>
void over_pages(benchmark::State& state, Work work) {
  std::int64_t bytes = 0;
  for (auto _ : state) {
    for (const RawDocument& page : pages()) {
      work(page);
      bytes += static_cast<std::int64_t>(page.bytes.size());
    }
  }
  state.SetBytesProcessed(bytes);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(pages().size()));
}

markup::HtmlTree parse(const RawDocument& page) {
  static text::DecodedText decoded;
  decoded = *text::decode_page(page.bytes);
  return *markup::HtmlTree::parse(decoded.utf8);
}

void bm_parse(benchmark::State& state) {
  over_pages(state, [](const RawDocument& page) { benchmark::DoNotOptimize(parse(page).nodes().size()); });
}
BENCHMARK(bm_parse);

void bm_parse_and_segment(benchmark::State& state) {
  over_pages(state,
             [](const RawDocument& page) { benchmark::DoNotOptimize(segment(parse(page)).text.size()); });
}
BENCHMARK(bm_parse_and_segment);

void bm_parse_and_choose_body(benchmark::State& state) {
  over_pages(state, [](const RawDocument& page) {
    const auto tree = parse(page);
    benchmark::DoNotOptimize(choose_body(tree, segment(tree), Metadata(), page.url).blocks.size());
  });
}
BENCHMARK(bm_parse_and_choose_body);

void bm_parse_and_read_metadata(benchmark::State& state) {
  over_pages(state, [](const RawDocument& page) {
    benchmark::DoNotOptimize(read_metadata(parse(page), {}).title.size());
  });
}
BENCHMARK(bm_parse_and_read_metadata);

void bm_extract(benchmark::State& state) {
  over_pages(state, [](const RawDocument& page) { benchmark::DoNotOptimize(extract(page)->blocks.size()); });
}
BENCHMARK(bm_extract);

}  // namespace
}  // namespace kabar::extract

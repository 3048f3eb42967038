// kabar_bare_parse ROUNDS < PATHS: how long MyHTML alone takes for these pages, which lie unpacked in memory
// and are fed as UTF-8 whatever they are. Prints pages, bytes and the seconds of the fastest round as JSON.
#include <fmt/format.h>
#include <myhtml/api.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "kabar/collect/line_reader.h"
#include "kabar/collect/page_loader.h"

namespace {

using kabar::Bytes;
using Clock = std::chrono::steady_clock;

kabar::Result<std::vector<Bytes>> load_pages() {
  std::vector<Bytes> pages;
  KABAR_TRY(auto lines, kabar::collect::LineReader::open("-"));
  while (true) {
    KABAR_TRY(const auto path, lines.next());
    if (!path) return pages;
    kabar::RawDocument document;
    KABAR_CHECK(kabar::collect::load(*path, {}, document));
    pages.push_back(std::move(document.bytes));
  }
}

/// Seconds for all pages; nothing when the parser fails.
std::optional<double> parse_all(myhtml_tree_t* tree, const std::vector<Bytes>& pages) {
  const auto start = Clock::now();
  for (const auto& page : pages) {
    if (myhtml_parse(tree, MyENCODING_UTF_8, reinterpret_cast<const char*>(page.data()), page.size()) !=
        MyCORE_STATUS_OK)
      return std::nullopt;
    myhtml_tree_clean(tree);
  }
  return std::chrono::duration<double>(Clock::now() - start).count();
}

std::optional<double> fastest_round(int rounds, const std::vector<Bytes>& pages) {
  myhtml_t* parser = myhtml_create();
  myhtml_tree_t* tree = myhtml_tree_create();
  std::optional<double> best;
  if (myhtml_init(parser, MyHTML_OPTIONS_PARSE_MODE_SINGLE, 1, 0) == MyCORE_STATUS_OK &&
      myhtml_tree_init(tree, parser) == MyCORE_STATUS_OK) {
    for (int i = 0; i < rounds; ++i) {
      const auto seconds = parse_all(tree, pages);
      if (!seconds) return std::nullopt;
      best = std::min(best.value_or(*seconds), *seconds);
    }
  }
  myhtml_tree_destroy(tree);
  myhtml_destroy(parser);
  return best;
}

}  // namespace

int main(int argc, char** argv) {
  const auto pages = load_pages();
  if (!pages) {
    fmt::print(stderr, "kabar_bare_parse: {}\n", pages.error().message);
    return 1;
  }
  std::size_t bytes = 0;
  for (const auto& page : *pages) bytes += page.size();
  const auto seconds = fastest_round(argc > 1 ? std::atoi(argv[1]) : 3, *pages);
  if (!seconds) return 1;
  fmt::print("{{\"pages\": {}, \"bytes\": {}, \"seconds\": {}}}\n", pages->size(), bytes, *seconds);
  return 0;
}

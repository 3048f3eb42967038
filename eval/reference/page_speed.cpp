// kabar_page_speed ROUNDS < PAGES: how long kabar::extract takes for these pages, and how long MyHTML alone
// takes to parse them. A line of PAGES is a path, a tab and the page's URL. The pages lie unpacked in memory;
// one thread. Prints a line of JSON: the seconds of the fastest round of either, and the milliseconds of
// single pages (each the fastest of its rounds).
//
// kabar_page_speed --hostile [KIND]: pages made to stall a parser, of 0.1 to 10 MB; a line of JSON for each
// kind.
#include <fmt/format.h>
#include <myhtml/api.h>
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <string>
#include <vector>

#include "hostile_pages.h"
#include "kabar/base/bytes.h"
#include "kabar/collect/line_reader.h"
#include "kabar/collect/page_loader.h"
#include "kabar/extract/extractor.h"

namespace {

using kabar::RawDocument;

/// The processor's time of this thread, which other programs on the machine disturb least.
double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

template <class Work>
double seconds_of(Work work) {
  const double start = thread_seconds();
  work();
  return thread_seconds() - start;
}

kabar::Result<std::vector<RawDocument>> load_pages() {
  std::vector<RawDocument> pages;
  KABAR_TRY(auto lines, kabar::collect::LineReader::open("-"));
  while (true) {
    KABAR_TRY(const auto line, lines.next());
    if (!line) return pages;
    const auto tab = std::min(line->find('\t'), line->size());
    kabar::collect::PageTask page;
    page.file = line->substr(0, tab);
    page.document.id = page.file;
    page.document.url = line->substr(std::min(tab + 1, line->size()));
    KABAR_CHECK(kabar::collect::load(page, {}));
    pages.push_back(std::move(page.document));
  }
}

/// MyHTML with its memory kept from page to page.
class BareParser {
 public:
  BareParser() : parser_(myhtml_create()), tree_(myhtml_tree_create()) {
    usable_ = myhtml_init(parser_, MyHTML_OPTIONS_PARSE_MODE_SINGLE, 1, 0) == MyCORE_STATUS_OK &&
              myhtml_tree_init(tree_, parser_) == MyCORE_STATUS_OK;
  }
  BareParser(const BareParser&) = delete;
  BareParser& operator=(const BareParser&) = delete;
  ~BareParser() {
    myhtml_tree_destroy(tree_);
    myhtml_destroy(parser_);
  }

  bool usable() const { return usable_; }
  void parse(const RawDocument& page) {
    myhtml_parse(tree_, MyENCODING_UTF_8, reinterpret_cast<const char*>(page.bytes.data()),
                 page.bytes.size());
    myhtml_tree_clean(tree_);
  }

 private:
  myhtml_t* parser_;
  myhtml_tree_t* tree_;
  bool usable_ = false;
};

int measure_pages(int rounds) {
  const auto pages = load_pages();
  if (!pages || pages->empty()) {
    fmt::print(stderr, "kabar_page_speed: {}\n", pages ? "no pages" : pages.error().message);
    return 1;
  }
  BareParser parser;
  if (!parser.usable()) return 1;
  double bare = std::numeric_limits<double>::max();
  double all = bare;
  std::vector<double> single(pages->size(), bare);
  for (int round = 0; round < rounds; ++round) {
    bare = std::min(bare, seconds_of([&] {
                      for (const auto& page : *pages) parser.parse(page);
                    }));
    double sum = 0;
    for (std::size_t i = 0; i < pages->size(); ++i) {
      const double seconds = seconds_of([&] { (void)kabar::extract::extract((*pages)[i]); });
      single[i] = std::min(single[i], seconds);
      sum += seconds;
    }
    all = std::min(all, sum);
  }
  std::size_t bytes = 0;
  for (const auto& page : *pages) bytes += page.bytes.size();
  const auto slowest = std::max_element(single.begin(), single.end()) - single.begin();
  const std::string slowest_page = (*pages)[static_cast<std::size_t>(slowest)].id;
  std::sort(single.begin(), single.end());
  fmt::print(
      "{{\"pages\": {}, \"bytes\": {}, \"bare_seconds\": {}, \"seconds\": {}, \"p99_ms\": {}, "
      "\"slowest_ms\": {}, \"slowest_page\": \"{}\"}}\n",
      pages->size(), bytes, bare, all, 1000 * single[single.size() * 99 / 100], 1000 * single.back(),
      slowest_page);
  return 0;
}

struct Hostile {
  double seconds = 0;
  bool prose_found = false;
};

Hostile measure_hostile(const kabar::eval::HostileKind& kind, std::size_t bytes) {
  const std::string html = kabar::eval::hostile_page(kind, bytes);
  RawDocument page;
  const auto bytes_of_html = kabar::as_bytes(html);
  page.bytes.assign(bytes_of_html.begin(), bytes_of_html.end());
  Hostile out;
  out.seconds = std::numeric_limits<double>::max();
  for (int round = 0; round < 3; ++round) {
    out.seconds = std::min(out.seconds, seconds_of([&] {
                             const auto article = kabar::extract::extract(page);
                             out.prose_found =
                                 article && kabar::body_text(*article).find(kabar::eval::hostile_prose()) !=
                                                std::string::npos;
                           }));
  }
  return out;
}

int measure_hostile_pages(std::string_view wanted) {
  for (const auto& kind : kabar::eval::hostile_kinds()) {
    if (!wanted.empty() && kind.name != wanted) continue;
    constexpr std::size_t kMegabyte = 1'000'000;
    const Hostile small = measure_hostile(kind, kMegabyte / 10);
    const Hostile middle = measure_hostile(kind, kMegabyte);
    const Hostile half = measure_hostile(kind, 5 * kMegabyte);
    const Hostile large = measure_hostile(kind, 10 * kMegabyte);
    fmt::print(
        "{{\"kind\": \"{}\", \"seconds\": [{}, {}, {}, {}], \"megabytes\": [0.1, 1, 5, 10], \"prose\": [{}, "
        "{}, {}, {}]}}\n",
        kind.name, small.seconds, middle.seconds, half.seconds, large.seconds, small.prose_found,
        middle.prose_found, half.prose_found, large.prose_found);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view argument = argc > 1 ? argv[1] : "3";
  return argument == "--hostile" ? measure_hostile_pages(argc > 2 ? argv[2] : "")
                                 : measure_pages(std::atoi(argument.data()));
}

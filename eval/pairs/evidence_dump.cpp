// evidence_dump PAIRS.jsonl: for each pair of articles its languages, whether it is of bare headlines, the
// gold score, and the evidence of understand::compare(), as tab-separated values. The training data of
// learn.py. Every eighth pair is followed by its first article beside itself, whose score is "nan".
#include <cstdio>
#include <limits>
#include <string>
#include <string_view>

#include "kabar/base/files.h"
#include "kabar/json/value.h"
#include "kabar/understand/likeness.h"

namespace {

using kabar::understand::Portrait;

Portrait side_of(const kabar::json::Value& pair, const std::string& side) {
  kabar::Article out;
  out.lang = pair["lang" + side].text();
  out.title = pair["title" + side].text();
  out.blocks = kabar::paragraphs_of(pair["text" + side].text());
  return kabar::understand::portray(out);
}

void print(const Portrait& a, const Portrait& b, double score) {
  std::printf("%s-%s\t%d\t%g", a.lang.c_str(), b.lang.c_str(), a.headline || b.headline ? 1 : 0, score);
  for (const float x : kabar::understand::compare(a, b)) std::printf("\t%.6g", static_cast<double>(x));
  std::printf("\n");
}

}  // namespace

int main(int argc, char** argv) {
  constexpr std::size_t kMostBytes = std::size_t{1} << 30U;
  if (argc < 2) return 2;
  const auto text = kabar::read_text_file(argv[1], kMostBytes);
  if (!text) return 1;
  constexpr std::size_t kEach = 8;
  for (std::size_t pos = 0, count = 0; pos < text->size(); ++count) {
    const auto end = std::min(text->find('\n', pos), text->size());
    const auto pair = kabar::json::parse(std::string_view(*text).substr(pos, end - pos));
    if (pair) {
      const auto first = side_of(*pair, "1");
      print(first, side_of(*pair, "2"), (*pair)["score"].number());
      if (count % kEach == 0) print(first, first, std::numeric_limits<double>::quiet_NaN());
    }
    pos = end + 1;
  }
  return 0;
}

// scratch
#include <cstdio>
#include <string>
#include "eval/stories/articles.h"
#include "kabar/understand/analyser.h"
namespace {
void list(const char* name, const std::vector<kabar::TermCount>& terms) {
  std::printf(",\"%s\":[", name);
  bool first = true;
  for (const auto& t : terms) {
    std::printf("%s%llu,%u", first ? "" : ",", (unsigned long long)kabar::raw(t.term), t.count);
    first = false;
  }
  std::printf("]");
}
}
int main(int, char** argv) {
  for (const auto& row : kabar::eval::read_articles(argv[1])) {
    const auto a = kabar::understand::analyse(row.article);
    std::printf("{\"story\":\"%s\",\"lang\":\"%s\",\"time\":%lld,\"words\":%u", row.story.c_str(), a.lang.c_str(), row.time ? (long long)row.time->time_since_epoch().count() : -1LL, a.words);
    list("title", a.title); list("lead", a.lead); list("body", a.body); list("grams", a.title_grams); list("names", a.names);
    list("numbers", a.numbers); list("figures", a.figures); list("keys", a.keys); list("name_keys", a.name_keys); list("places", a.places);
    std::printf(",\"source\":\"%s\"}\n", row.article.source.c_str());
  }
}

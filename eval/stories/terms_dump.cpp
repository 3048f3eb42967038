// terms_dump ARTICLES.jsonl: the terms of each article, as tab-separated values: language, words of the body,
// then the stems with the names, and the n-grams of the title, each list with commas between. What
// learn_background.py counts.
#include <cstdio>
#include <vector>

#include "eval/stories/articles.h"
#include "kabar/understand/analyser.h"

namespace {

void print(char begin, const std::vector<kabar::TermCount>& terms) {
  for (const auto& term : terms) {
    std::printf("%c%u", begin, static_cast<unsigned>(kabar::raw(term.term)));
    begin = ',';
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  for (const auto& row : kabar::eval::read_articles(argv[1])) {
    const auto analysis = kabar::understand::analyse(row.article);
    std::printf("%s\t%u\t", analysis.lang.c_str(), analysis.words);
    print(' ', analysis.body);
    print(',', analysis.names);
    std::printf("\t");
    print(' ', analysis.title_grams);
    std::printf("\n");
  }
  return 0;
}

// pairs_dump ARTICLES.jsonl [--abroad]: the features of each article and its candidates, in the order of the
// file, with the gold label, as tab-separated values: the training data of learn.py.
#include <cstdio>
#include <string>
#include <vector>

#include "eval/stories/articles.h"
#include "kabar/group/pair_features.h"
#include "kabar/understand/analyser.h"

namespace {

constexpr std::size_t kCandidates = 24;

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const bool bare = argc > 2 && std::string_view(argv[2]) == "--bare";  // titles alone, no times
  kabar::group::LiveWindow window({});
  kabar::group::PairComparer comparer(window);
  std::vector<std::string> stories;
  for (auto& row : kabar::eval::read_articles(argv[1])) {
    if (bare) row.article.blocks.clear();
    auto live = window.prepare({kabar::ArticleId{stories.size() + 1}, row.article.source, row.time,
                                kabar::understand::analyse(row.article)});
    const auto candidates = window.similar(live, kCandidates, window.end());
    const auto rows = comparer.compare(live, candidates);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      std::printf("%zu\t%u\t%d", stories.size(), candidates[i], stories[candidates[i]] == row.story ? 1 : 0);
      for (const float x : rows[i]) std::printf("\t%.5g", static_cast<double>(x));
      std::printf("\n");
    }
    stories.push_back(row.story);
    window.insert(std::move(live));
  }
  return 0;
}

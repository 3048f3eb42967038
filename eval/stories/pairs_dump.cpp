// pairs_dump ARTICLES.jsonl [--abroad]: the features of each article and its candidates (in its own language,
// or in others), in the order of the file, as tab-separated values: article, candidate, gold label, features.
// The training data of learn.py.
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "eval/stories/articles.h"
#include "kabar/group/abroad.h"
#include "kabar/group/judge.h"
#include "kabar/group/pair_features.h"
#include "kabar/understand/analyser.h"

namespace {

using kabar::group::kCandidates;
using kabar::group::kCandidatesAbroad;
using kabar::group::LiveArticle;
using kabar::group::LiveWindow;
using kabar::group::Slot;

class Dump {
 public:
  explicit Dump(bool abroad) : abroad_(abroad) {}

  void take(const kabar::eval::GoldArticle& row) {
    auto live = window_.prepare({kabar::ArticleId{stories_.size() + 1}, row.article.source, row.time,
                                 kabar::understand::analyse(row.article)});
    abroad_ ? print_abroad(live, row.story) : print_home(live, row.story);
    stories_.push_back(row.story);
    window_.insert(std::move(live));
    comparer_.forget();
  }

 private:
  void begin(Slot candidate, const std::string& story) const {
    std::printf("%zu\t%u\t%d", stories_.size(), candidate, stories_[candidate] == story ? 1 : 0);
  }

  void print_home(const LiveArticle& live, const std::string& story) {
    const auto candidates = window_.similar(live, kCandidates, window_.end());
    const auto& rows = comparer_.compare(live, candidates, true);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      begin(candidates[i], story);
      for (const float x : rows[i]) std::printf("\t%.5g", static_cast<double>(x));
      std::printf("\n");
    }
  }

  void print_abroad(const LiveArticle& live, const std::string& story) {
    const auto candidates = window_.similar_abroad(live, kCandidatesAbroad, window_.end());
    const auto rows = abroad_comparer_.compare(live, candidates);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      begin(candidates[i], story);
      const auto& e = rows[i];
      for (const float x : {e.keys, e.numbers, e.places, e.names_met, e.words_met, e.numbers_met, e.hours,
                            e.concepts, e.concepts_met, e.meaning, e.places_clash})
        std::printf("\t%.5g", static_cast<double>(x));
      std::printf("\n");
    }
  }

  bool abroad_;
  LiveWindow window_{kabar::group::GroupOptions{}};
  kabar::group::PairComparer comparer_{window_};
  kabar::group::AbroadComparer abroad_comparer_{window_};
  std::vector<std::string> stories_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  Dump dump(argc > 2 && std::string_view(argv[2]) == "--abroad");
  for (const auto& row : kabar::eval::read_articles(argv[1])) dump.take(row);
  return 0;
}

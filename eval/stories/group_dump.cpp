// group_dump ARTICLES.jsonl: groups the file as a stream and prints {"id","story"} for each article, in the
// final state. The gold stories are not looked at.
#include <chrono>
#include <cstdio>
#include <string>
#include <unordered_map>
#include <vector>

#include "eval/stories/articles.h"
#include "kabar/group/grouper.h"
#include "kabar/model/story.h"
#include "kabar/understand/analyser.h"

namespace {

/// Applies the changes as a store would.
class Stories {
 public:
  void apply(const kabar::StoryChange& change) {
    using Kind = kabar::StoryChange::Kind;
    if (change.kind == Kind::kMerge) {
      for (auto& [article, story] : of_)
        if (story == change.other) story = change.story;
    } else {
      of_[change.article] = change.story;
    }
  }
  kabar::StoryId of(kabar::ArticleId article) const { return of_.at(article); }

 private:
  std::unordered_map<kabar::ArticleId, kabar::StoryId> of_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  kabar::group::Grouper grouper({});
  Stories stories;
  const auto rows = kabar::eval::read_articles(argv[1]);
  std::vector<kabar::Analysis> analyses;
  for (const auto& row : rows) analyses.push_back(kabar::understand::analyse(row.article));
  const auto start = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto placement =
        grouper.add({kabar::ArticleId{i + 1}, rows[i].article.source, rows[i].time, std::move(analyses[i])});
    for (const auto& change : placement.changes) stories.apply(change);
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  std::fprintf(stderr, "%.0f articles/s\n", static_cast<double>(rows.size()) / took.count());
  for (std::size_t i = 0; i < rows.size(); ++i)
    std::printf("{\"id\":\"%s\",\"story\":\"%s\"}\n", rows[i].article.id.c_str(),
                kabar::story_name(stories.of(kabar::ArticleId{i + 1})).c_str());
  return 0;
}

// stories_dump ARTICLES.jsonl: groups the file as a stream with the default settings and prints of each
// article id and story, as score_stories.py of the real stories reads them. For leave_out, which builds it
// with other weights.
#include <cstdio>
#include <vector>

#include "eval/stories/articles.h"
#include "kabar/group/grouper.h"
#include "kabar/pipeline/story_places.h"
#include "kabar/understand/analyser.h"

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const auto rows = kabar::eval::read_articles(argv[1]);
  kabar::group::Grouper grouper({});
  kabar::pipeline::StoryPlaces places;
  std::uint64_t id = 0;
  for (const auto& row : rows) {
    const auto placement = grouper.add(
        {kabar::ArticleId{++id}, row.article.source, row.time, kabar::understand::analyse(row.article)});
    for (const auto& change : placement.changes) places.apply(change);
  }
  for (std::size_t i = 0; i < rows.size(); ++i)
    std::printf("{\"id\": \"%s\", \"story\": \"s%llu\"}\n", rows[i].article.id.c_str(),
                static_cast<unsigned long long>(raw(places.stories()[i])));
  return 0;
}

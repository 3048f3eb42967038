// reopen_dump STREAM.jsonl [evidence]: what becomes of closed stories in a stream that eval/stories/reopen
// made. The articles that are live whatever their time are few here, so that stories close. Prints of each
// article id and story: as they stood at the quiet time, behind it the story that it joined when it came.
// With `evidence` instead, of each article what each story is like that was found for it, and whether that
// tells of its event.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eval/stories/articles.h"
#include "kabar/group/closed_stories.h"
#include "kabar/group/grouper.h"
#include "kabar/group/live_window.h"
#include "kabar/pipeline/story_places.h"
#include "kabar/understand/analyser.h"

namespace {

using namespace kabar;

constexpr group::GroupOptions kOptions{.always_live = 50};

struct Grouped {
  std::vector<StoryId> stories;  ///< in the end
  std::vector<StoryId> joined;   ///< when it came
  std::vector<StoryId> before;   ///< at the quiet time, of those that came before it
};

Grouped grouped(const std::vector<eval::GoldArticle>& rows, const group::GroupOptions& options) {
  group::Grouper grouper(options);
  pipeline::StoryPlaces places;
  Grouped out;
  std::optional<Timestamp> last;
  for (const auto& row : rows) {
    if (last && row.time && *row.time - *last > std::chrono::days{10}) out.before = places.stories();
    last = row.time;
    const ArticleId id{out.joined.size() + 1};
    const auto placement = grouper.add({id, row.article.source, row.time, understand::analyse(row.article)});
    for (const auto& change : placement.changes) places.apply(change);
    out.joined.push_back(placement.changes.empty() ? StoryId{} : placement.changes.front().story);
  }
  out.stories = places.stories();
  return out;
}

void print_stories(const std::vector<eval::GoldArticle>& rows) {
  const auto [stories, joined, before] = grouped(rows, kOptions);
  for (std::size_t i = 0; i < rows.size(); ++i)
    std::printf("{\"id\": \"%s\", \"story\": \"s%llu\"}\n", rows[i].article.id.c_str(),
                static_cast<unsigned long long>(raw(i < before.size() ? before[i] : joined[i])));
}

/// How many articles of each event a story has.
using Events = std::map<std::string, int>;

bool tells_of(const Events& events, const std::string& event) {
  const auto hit = events.find(event);
  return hit != events.end() && std::all_of(events.begin(), events.end(), [&](const auto& other) {
           return 2 * hit->second >= other.second;
         });
}

void print_evidence(const std::vector<eval::GoldArticle>& rows) {
  auto never = kOptions;
  never.reopen = std::chrono::days{0};
  const auto stories = grouped(rows, never).stories;
  group::LiveWindow window(kOptions);
  group::ClosedStories closed(kOptions.reopen, kOptions.most_closed);
  std::map<StoryId, Events> events;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& row = rows[i];
    const ArticleId id{i + 1};
    auto article = window.prepare({id, row.article.source, row.time, understand::analyse(row.article)});
    article.story = stories[i];
    for (const auto& found : closed.find(window, article)) {
      if (found.story == stories[i]) continue;
      std::printf("%s\t%d", row.article.id.c_str(), tells_of(events[found.story], row.story) ? 1 : 0);
      for (const float value : found.evidence) std::printf("\t%.4f", static_cast<double>(value));
      std::printf("\n");
    }
    ++events[stories[i]][row.story];
    window.insert(std::move(article));
    closed.advance(*window.newest());
    for (auto& gone : window.take_expired())
      if (gone.time) closed.insert({gone.id, gone.story, *gone.time, std::move(gone.brief)});
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const auto rows = eval::read_articles(argv[1]);
  if (argc > 2 && std::string_view(argv[2]) == "evidence")
    print_evidence(rows);
  else
    print_stories(rows);
  return 0;
}

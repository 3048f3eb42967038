#include "kabar/store/story_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kabar/store/statements.h"

namespace kabar::store {
namespace {

/// The value that comes most often; of equals the lowest. And how often.
std::pair<std::int64_t, std::size_t> most_common(std::vector<std::int64_t>& values) {
  std::sort(values.begin(), values.end());
  std::pair<std::int64_t, std::size_t> best{0, 0};
  for (auto at = values.begin(); at != values.end();) {
    const auto end = std::upper_bound(at, values.end(), *at);
    if (const auto times = static_cast<std::size_t>(end - at); times > best.second) best = {*at, times};
    at = end;
  }
  return best;
}

template <class Value>
std::int64_t count_different(std::vector<Value>& values) {
  std::sort(values.begin(), values.end());
  return std::unique(values.begin(), values.end()) - values.begin();
}

/// What is said of a story as a whole, from the rows of its articles.
class StoryTally {
 public:
  /// From kStoryTally: oldest first.
  void add(const Query& row) {
    const auto sorted = row.integer(0);
    if (articles_++ == 0) first_ = sorted;
    last_ = sorted;
    sources_.push_back(row.integer(1));
    if (const auto lang = row.text(2); langs_.empty() || langs_.back() != lang) langs_.emplace_back(lang);
    if (const auto topic = row.integer(3); topic > 0) topics_.push_back(topic);
    if (!row.is_null(4)) countries_.push_back(row.integer(4));
  }

  /// In the order of the columns of recount().
  void bind(Query& query) {
    query.bind(first_).bind(last_).bind(articles_);
    query.bind(count_different(sources_)).bind(count_different(langs_)).bind(most_common(topics_).first);
    const auto [country, times] = most_common(countries_);
    const bool agreed = times > 0 && 2 * static_cast<std::int64_t>(times) >= articles_;
    query.bind(agreed ? std::optional(country) : std::nullopt);
  }

 private:
  std::int64_t first_ = 0, last_ = 0, articles_ = 0;
  std::vector<std::int64_t> sources_, topics_, countries_;
  std::vector<std::string> langs_;
};

}  // namespace

Status StoryTables::apply(ArticleId cause, const Placement& placement) {
  for (const auto& change : placement.changes) {
    auto event = database_->query(
        "INSERT INTO story_events (cause, kind, article, story, other) VALUES (?, ?, ?, ?, ?)");
    event.bind(raw(cause)).bind(static_cast<std::int64_t>(change.kind)).bind(raw(change.article));
    KABAR_CHECK(event.bind(raw(change.story)).bind(raw(change.other)).run());
    KABAR_CHECK(apply(change));
  }
  for (const auto& cluster : placement.clusters) KABAR_CHECK(apply(cluster));
  return ok();
}

Status StoryTables::apply(const ArticleCluster& cluster) {
  auto update = database_->query("UPDATE articles SET cluster = ? WHERE id = ?");
  return update.bind(raw(cluster.cluster)).bind(raw(cluster.article)).run();
}

Status StoryTables::apply(const StoryChange& change) {
  using Kind = StoryChange::Kind;
  touched_.insert(change.story);
  if (change.kind == Kind::kOpen || change.kind == Kind::kSplit) KABAR_CHECK(open(change.story));
  if (change.kind == Kind::kMerge) return merge(change.story, change.other);
  if (change.kind == Kind::kMove || change.kind == Kind::kSplit) {
    touched_.insert(change.other);
    left_for_[change.other] = change.story;
  }
  return place(change.article, change.story);
}

Status StoryTables::place(ArticleId article, StoryId story) {
  {
    auto row = database_->query("SELECT 1 FROM stories WHERE id = ?");
    KABAR_TRY(const bool found, row.bind(raw(story)).step());
    if (!found)
      return Error{Errc::kInternal, fmt::format("article {} cannot stand in story {}, which is not there",
                                                article_name(article), story_name(story))};
  }
  auto update = database_->query("UPDATE articles SET story = ? WHERE id = ?");
  return update.bind(raw(story)).bind(raw(article)).run();
}

Status StoryTables::merge(StoryId story, StoryId other) {
  auto move = database_->query("UPDATE articles SET story = ? WHERE story = ?");
  KABAR_CHECK(move.bind(raw(story)).bind(raw(other)).run());
  touched_.insert(other);
  left_for_[other] = story;
  return ok();
}

Status StoryTables::open(StoryId story) {
  {
    auto insert = database_->query(
        R"(INSERT INTO stories (id, first_seen, last_seen, articles, outlets, languages)
          VALUES (?, 0, 0, 0, 0, 0)
          ON CONFLICT (id) DO NOTHING RETURNING id)");
    KABAR_TRY(const bool is_new, insert.bind(raw(story)).step());
    if (!is_new) return ok();
    KABAR_CHECK(insert.step());
  }
  KABAR_CHECK(database_->query("UPDATE totals SET stories = stories + 1").run());
  return database_->query("DELETE FROM story_redirects WHERE story = ?").bind(raw(story)).run();
}

Status StoryTables::settle() {
  for (const auto story : touched_) KABAR_CHECK(recount(story));
  for (const auto story : touched_) KABAR_CHECK(close_empty(story));
  forget();
  return ok();
}

void StoryTables::forget() {
  touched_.clear();
  left_for_.clear();
}

Status StoryTables::recount(StoryId story) {
  StoryTally tally;
  {
    auto row = database_->query(statements::kStoryTally);
    row.bind(raw(story));
    while (true) {
      KABAR_TRY(const bool found, row.step());
      if (!found) break;
      tally.add(row);
    }
  }
  auto update = database_->query(
      R"(UPDATE stories SET first_seen = ?, last_seen = ?, articles = ?, outlets = ?, languages = ?, topic = ?,
                           about = ?
        WHERE id = ?)");
  tally.bind(update);
  return update.bind(raw(story)).run();
}

Status StoryTables::recount_all() {
  std::vector<StoryId> stories;
  {
    auto row = database_->query("SELECT id FROM stories");
    while (true) {
      KABAR_TRY(const bool found, row.step());
      if (!found) break;
      stories.push_back(StoryId{row.number(0)});
    }
  }
  for (const auto story : stories) KABAR_CHECK(recount(story));
  return ok();
}

Status StoryTables::close_empty(StoryId story) {
  {
    auto row = database_->query("SELECT articles FROM stories WHERE id = ?");
    KABAR_TRY(const bool found, row.bind(raw(story)).step());
    if (!found || row.integer(0) > 0) return ok();
  }
  KABAR_CHECK(database_->query("DELETE FROM stories WHERE id = ?").bind(raw(story)).run());
  KABAR_CHECK(database_->query("UPDATE totals SET stories = stories - 1").run());
  const auto left = left_for_.find(story);
  if (left == left_for_.end())  // its last article was removed: nothing is left to lead to
    return database_->query("DELETE FROM story_redirects WHERE target = ?").bind(raw(story)).run();
  // The story that was left for may have been closed a moment before.
  auto target = raw(left->second);
  {
    auto row = database_->query("SELECT target FROM story_redirects WHERE story = ?");
    KABAR_TRY(const bool found, row.bind(target).step());
    if (found) target = row.number(0);
  }
  return redirect(story, StoryId{target});
}

Status StoryTables::redirect(StoryId story, StoryId target) {
  auto fold = database_->query("UPDATE story_redirects SET target = ? WHERE target = ?");
  KABAR_CHECK(fold.bind(raw(target)).bind(raw(story)).run());
  auto insert = database_->query("INSERT OR REPLACE INTO story_redirects (story, target) VALUES (?, ?)");
  return insert.bind(raw(story)).bind(raw(target)).run();
}

}  // namespace kabar::store

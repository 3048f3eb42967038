#include "kabar/store/story_tables.h"

namespace kabar::store {

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
  auto update = database_->query(
      R"(UPDATE stories SET (articles, outlets, languages, first_seen, last_seen) =
          (SELECT count(*), count(DISTINCT source), count(DISTINCT lang), coalesce(min(sorted), 0),
                  coalesce(max(sorted), 0)
           FROM articles WHERE articles.story = stories.id)
        WHERE id = ?)");
  return update.bind(raw(story)).run();
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

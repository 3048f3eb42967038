#pragma once

#include <map>
#include <set>

#include "kabar/model/story.h"
#include "kabar/store/sqlite.h"

namespace kabar::store {

/// Applies the grouping's decisions to the tables of stories. The counters of the stories that were touched
/// are counted anew by settle(), once a transaction.
class StoryTables {
 public:
  explicit StoryTables(Database& database) : database_(&database) {}

  /// `cause` is the article whose arrival brought the changes about; its row must be there.
  Status apply(ArticleId cause, const Placement& placement);
  /// An article of the story got other values.
  void touch(StoryId story) { touched_.insert(story); }
  /// Before each COMMIT.
  Status settle();
  /// The same for all stories.
  Status recount_all();
  /// After a rollback.
  void forget();

 private:
  Status apply(const StoryChange& change);
  Status apply(const ArticleCluster& cluster);
  Status place(ArticleId article, StoryId story);
  Status merge(StoryId story, StoryId other);
  Status redirect(StoryId story, StoryId target);
  Status open(StoryId story);
  Status recount(StoryId story);
  Status close_empty(StoryId story);

  Database* database_;
  std::set<StoryId> touched_;
  std::map<StoryId, StoryId> left_for_;  // where the last article that left a story went
};

}  // namespace kabar::store

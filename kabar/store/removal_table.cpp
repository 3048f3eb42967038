#include "kabar/store/removal_table.h"

#include "kabar/store/columns.h"
#include "kabar/store/reader_state.h"
#include "kabar/store/row_codec.h"

namespace kabar::store {

Status RemovalTable::pass_copies_on(ArticleId article) {
  std::uint64_t heir = 0;
  {
    auto row = database_->query("SELECT min(id) FROM articles WHERE copy_of = ?");
    KABAR_CHECK(row.bind(raw(article)).step());
    heir = row.number(0);
  }
  if (heir == 0) return ok();
  auto pass = database_->query("UPDATE articles SET copy_of = nullif(?1, id) WHERE copy_of = ?2");
  return pass.bind(heir).bind(raw(article)).run();
}

Result<std::vector<std::string>> RemovalTable::pictures_of(ArticleId article) {
  std::vector<std::string> out;
  auto row = database_->query("SELECT body FROM revisions WHERE article = ?");
  row.bind(raw(article));
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) return out;
    const auto body = article_of_body(row.bytes(0));
    if (body && !body->image.empty()) out.push_back(body->image);
  }
}

Status RemovalTable::take_pictures(ArticleId article) {
  KABAR_TRY(const auto pictures, pictures_of(article));
  for (const auto& url : pictures) {
    auto take = database_->query(
        "DELETE FROM media WHERE url = ?1 AND NOT EXISTS (SELECT 1 FROM articles WHERE image = ?1 AND id <> "
        "?2)");
    KABAR_CHECK(take.bind(url).bind(raw(article)).run());
  }
  return ok();
}

Status RemovalTable::take_out(ArticleId article) {
  constexpr std::int64_t kMerge = 3;  // it moved others: that stays
  KABAR_CHECK(pass_copies_on(article));
  KABAR_CHECK(take_pictures(article));
  {
    auto events = database_->query("DELETE FROM story_events WHERE article = ? AND kind <> ?");
    KABAR_CHECK(events.bind(raw(article)).bind(kMerge).run());
  }
  {
    auto count = database_->query(
        R"(UPDATE totals SET revisions = revisions - (SELECT count(*) FROM revisions WHERE article = ?1),
                            highest_removed = max(highest_removed, ?1))");
    KABAR_CHECK(count.bind(raw(article)).run());
  }
  for (const char* sql :
       {"DELETE FROM correction_articles WHERE article = ?", "DELETE FROM lead_vectors WHERE article = ?",
        "DELETE FROM analyses WHERE article = ?", "DELETE FROM facts WHERE article = ?",
        "DELETE FROM revisions WHERE article = ?", "DELETE FROM articles WHERE id = ?"})
    KABAR_CHECK(database_->query(sql).bind(raw(article)).run());
  return ok();
}

Status RemovalTable::keep(const Removal& removal) {
  for (const auto& key : removal.keys) {
    {
      auto keep = database_->query(
          R"(INSERT INTO tombstones (key, article, removed, reason) VALUES (?, ?, ?, ?)
            ON CONFLICT (key) DO UPDATE SET article = max(article, excluded.article),
                                            removed = excluded.removed, reason = excluded.reason)");
      keep.bind(key).bind(raw(removal.article)).bind(seconds(removal.removed));
      KABAR_CHECK(keep.bind(removal.reason).run());
    }
    auto page = database_->query(
        R"(UPDATE pages SET next_fetch = NULL, etag = x'', last_modified = x'', body_hash = 0,
                           trouble = 'removed for good'
          WHERE family = ?)");
    KABAR_CHECK(page.bind(key).run());
  }
  return ok();
}

Status RemovalTable::forgive(std::string_view key) {
  return database_->query("DELETE FROM tombstones WHERE key = ?").bind(key).run();
}

Result<std::vector<Tombstone>> Reader::tombstones() const {
  auto row =
      state_->database->query("SELECT key, article, removed, reason FROM tombstones ORDER BY removed, key");
  std::vector<Tombstone> out;
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) return out;
    out.push_back({std::string(row.text(0)), ArticleId{row.number(1)}, time_of(row.integer(2)),
                   std::string(row.text(3))});
  }
}

}  // namespace kabar::store

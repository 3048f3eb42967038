#include "kabar/store/correction_table.h"

#include <algorithm>

#include "kabar/store/reader_state.h"
#include "kabar/store/statements.h"

namespace kabar::store {
namespace {

Correction correction_of(const Query& row) {
  Correction out;
  out.id = row.number(0);
  out.kind = static_cast<Correction::Kind>(row.integer(1));
  out.made = Timestamp(std::chrono::seconds(row.integer(2)));
  out.undone = row.integer(3) != 0;
  out.story = StoryId{row.number(4)};
  out.other = StoryId{row.number(5)};
  return out;
}

}  // namespace

Status CorrectionTable::add(const Correction& correction) {
  {
    auto insert = database_->query(
        "INSERT INTO corrections (id, kind, made, undone, story, other) VALUES (?, ?, ?, ?, ?, ?)");
    insert.bind(correction.id).bind(static_cast<std::int64_t>(correction.kind));
    insert.bind(correction.made.time_since_epoch().count()).bind(std::int64_t{correction.undone ? 1 : 0});
    KABAR_CHECK(insert.bind(raw(correction.story)).bind(raw(correction.other)).run());
  }
  for (const auto& member : correction.members) {
    auto insert = database_->query(
        "INSERT INTO correction_articles (correction, article, before, after, apart) VALUES (?, ?, ?, ?, ?)");
    insert.bind(correction.id).bind(raw(member.article)).bind(raw(member.before)).bind(raw(member.after));
    KABAR_CHECK(insert.bind(std::int64_t{member.apart ? 1 : 0}).run());
  }
  return ok();
}

Status CorrectionTable::mark_undone(std::uint64_t correction) {
  return database_->query("UPDATE corrections SET undone = 1 WHERE id = ?").bind(correction).run();
}

Result<std::vector<Correction>> Reader::corrections() const {
  auto& database = *state_->database;
  KABAR_TRY(const auto snapshot, Transaction::begin_read(database));
  std::vector<Correction> out;
  auto row = database.query("SELECT id, kind, made, undone, story, other FROM corrections ORDER BY id");
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) break;
    out.push_back(correction_of(row));
  }
  auto member = database.query(
      R"(SELECT correction, article, before, after, apart FROM correction_articles
        ORDER BY correction, article)");
  auto into = out.begin();
  while (true) {
    KABAR_TRY(const bool found, member.step());
    if (!found) return out;
    while (into != out.end() && into->id != member.number(0)) ++into;
    if (into == out.end()) return Error{Errc::kCorrupt, "articles of a correction that is not there"};
    into->members.push_back({ArticleId{member.number(1)}, StoryId{member.number(2)},
                             StoryId{member.number(3)}, member.integer(4) != 0});
  }
}

Result<std::vector<std::pair<ArticleId, StoryId>>> Reader::corrected_articles() const {
  auto row = state_->database->query(
      R"(SELECT id, story FROM articles
        WHERE story IS NOT NULL AND id IN (SELECT article FROM correction_articles) ORDER BY id)");
  std::vector<std::pair<ArticleId, StoryId>> out;
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) return out;
    out.emplace_back(ArticleId{row.number(0)}, StoryId{row.number(1)});
  }
}

Result<bool> Reader::was_story_of(StoryId id, const std::vector<ArticleId>& articles) const {
  auto row = state_->database->query(statements::kEverIn);
  row.bind(raw(id));
  for (bool any = false;; any = true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) return any;
    const bool merged = row.integer(1) != 0;
    if (merged || !std::binary_search(articles.begin(), articles.end(), ArticleId{row.number(0)}))
      return false;
  }
}

Result<bool> Reader::is_story_id_used(StoryId id) const {
  return state_->database->query(statements::kStoryIdUsed).bind(raw(id)).step();
}

}  // namespace kabar::store

#include <fmt/format.h>

#include <limits>
#include <map>
#include <string>
#include <utility>

#include "kabar/store/link_codec.h"
#include "kabar/store/reader_state.h"
#include "kabar/store/row_codec.h"
#include "kabar/store/statements.h"
#include "kabar/understand/analysis_codec.h"

namespace kabar::store {
namespace {

Error no_story(StoryId id) {
  return {Errc::kNotFound, fmt::format("there is no story {}", story_name(id))};
}

Error damaged_links(ArticleId id) {
  return {Errc::kCorrupt, fmt::format("the links of {} do not read back", article_name(id))};
}

/// All rows that are left.
Result<std::vector<StoryRow>> story_rows(Query& row) {
  std::vector<StoryRow> out;
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) return out;
    out.push_back(story_row(row));
  }
}

}  // namespace

Result<StoryId> Reader::current_story(StoryId id) const {
  auto row = state_->database->query(statements::kCurrentStory);
  KABAR_TRY(const bool found, row.bind(raw(id)).step());
  if (!found) return no_story(id);
  return StoryId{row.number(0)};
}

Result<StoryRow> Reader::story(StoryId id) const {
  auto row = state_->database->query(statements::kStory);
  KABAR_TRY(const bool found, row.bind(raw(id)).step());
  if (!found) return no_story(id);
  return story_row(row);
}

Result<std::string> Reader::story_title(StoryId id, std::string_view lang) const {
  auto row = state_->database->query(statements::kStoryTitle);
  KABAR_TRY(const bool found, row.bind(raw(id)).bind(lang).step());
  return found ? std::string(row.text(0)) : std::string();
}

Result<std::string> Reader::article_title(ArticleId id) const {
  auto row = state_->database->query(statements::kArticleTitle);
  KABAR_TRY(const bool found, row.bind(raw(id)).step());
  return found ? std::string(row.text(0)) : std::string();
}

Result<std::vector<ArticleRow>> Reader::story_articles(StoryId id) const {
  auto query = state_->database->query(statements::kStoryArticles);
  return article_rows(query.bind(raw(id)));
}

Result<std::vector<StoryRow>> Reader::recent_stories(Timestamp since, std::size_t limit) const {
  auto row = state_->database->query(statements::kRecentStories);
  return story_rows(row.bind(seconds(since)).bind(std::uint64_t{limit}));
}

Result<std::vector<StoryRow>> Reader::stories_before(StoryId before, std::size_t limit) const {
  auto row = state_->database->query(statements::kStoriesBefore);
  return story_rows(row.bind(raw(before)).bind(std::uint64_t{limit}));
}

Result<std::vector<Reader::Live>> Reader::live_window(Timestamp since, std::size_t newest) const {
  return live_rows(since, std::numeric_limits<std::int64_t>::max(), newest);
}

Result<std::vector<Reader::Live>> Reader::live_window_at(ArticleId last, std::chrono::days reach,
                                                         std::size_t newest) const {
  Timestamp latest{};
  {
    auto row =
        state_->database->query("SELECT max(grouped) FROM articles WHERE story IS NOT NULL AND id <= ?");
    KABAR_CHECK(row.bind(raw(last)).step());
    latest = time_at(row, 0).value_or(latest);
  }
  return live_rows(latest - reach, static_cast<std::int64_t>(raw(last)), newest);
}

Result<std::vector<Reader::Live>> Reader::live_rows(Timestamp since, std::int64_t last,
                                                    std::size_t newest) const {
  auto row = state_->database->query(
      R"(SELECT a.id, s.name_id, a.grouped, n.body, a.story, a.copy_of, n.links,
               EXISTS (SELECT 1 FROM story_events e WHERE e.story = a.id AND e.kind IN (0, 4)), a.cluster
        FROM articles a JOIN sources s ON s.id = a.source JOIN analyses n ON n.article = a.id
        WHERE a.story IS NOT NULL AND a.id <= ?1 AND a.id IN (
          SELECT id FROM articles WHERE kind IN (0, 1) AND sorted >= ?2
          UNION SELECT id FROM (
            SELECT id FROM articles WHERE story IS NOT NULL AND id <= ?1 ORDER BY id DESC LIMIT ?3))
        ORDER BY a.id)");
  row.bind(last).bind(seconds(since)).bind(static_cast<std::int64_t>(newest));
  std::vector<Live> out;
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) return out;
    Live live;
    live.id = ArticleId{row.number(0)};
    live.source = row.text(1);
    live.time = time_at(row, 2);
    KABAR_TRY(live.analysis, understand::decode(as_chars(row.bytes(3))));
    live.story = StoryId{row.number(4)};
    if (!row.is_null(5)) live.copy_of = ArticleId{row.number(5)};
    if (!row.is_null(6)) {
      live.links = decode_links(live.id, row.bytes(6));
      if (!live.links) return damaged_links(live.id);
    }
    live.named_a_story = row.integer(7) != 0 || raw(live.story) == raw(live.id);
    if (!row.is_null(8)) live.cluster = ArticleId{row.number(8)};
    out.push_back(std::move(live));
  }
}

Result<std::vector<Reader::Closed>> Reader::closed_articles(const ClosedBounds& bounds) const {
  auto row = state_->database->query(
      R"(SELECT id, story, lang, grouped FROM articles
        WHERE kind IN (0, 1) AND sorted >= ?1 AND sorted < ?2 AND grouped >= ?1 AND id <= ?3
          AND story IS NOT NULL AND copy_of IS NULL AND id < (
            SELECT coalesce(min(id), 9223372036854775807) FROM (
              SELECT id FROM articles WHERE story IS NOT NULL AND id <= ?3 ORDER BY id DESC LIMIT ?4))
        ORDER BY grouped DESC, id DESC LIMIT ?5)");
  row.bind(seconds(bounds.from)).bind(seconds(bounds.since)).bind(raw(bounds.last));
  row.bind(std::uint64_t{bounds.newest}).bind(std::uint64_t{bounds.most});
  std::vector<Closed> out;
  std::map<std::string, std::size_t> langs;
  std::map<std::pair<std::uint64_t, std::size_t>, std::size_t> met;  ///< by story and language
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) return out;
    const std::pair key{row.number(1),
                        langs.try_emplace(std::string(row.text(2)), langs.size()).first->second};
    out.push_back({ArticleId{row.number(0)}, StoryId{row.number(1)}, time_of(row.integer(3)),
                   ++met[key] <= bounds.of_story});
  }
}

Result<Analysis> Reader::analysis(ArticleId id) const {
  auto row = state_->database->query("SELECT body FROM analyses WHERE article = ?");
  KABAR_TRY(const bool found, row.bind(raw(id)).step());
  if (!found) return Error{Errc::kCorrupt, fmt::format("{} has no analysis", article_name(id))};
  return understand::decode(as_chars(row.bytes(0)));
}

}  // namespace kabar::store

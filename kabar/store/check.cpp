#include <fmt/format.h>

#include <array>
#include <unordered_map>

#include "kabar/store/reader_state.h"
#include "kabar/store/row_codec.h"
#include "kabar/understand/analysis_codec.h"

namespace kabar::store {
namespace {

using Findings = std::vector<std::string>;

/// A rule, and the ids of the rows that break it.
struct Rule {
  const char* broken;
  const char* sql;
};

constexpr std::array kRules{
    Rule{"article in a story that is not there",
         "SELECT id FROM articles WHERE story IS NOT NULL AND story NOT IN (SELECT id FROM stories)"},
    Rule{"story whose counters are wrong",
         R"(SELECT t.id FROM stories t
           LEFT JOIN (SELECT story, count(*) n, count(DISTINCT source) o, count(DISTINCT lang) l,
                             min(sorted) f, max(sorted) e
                      FROM articles WHERE story IS NOT NULL GROUP BY story) c ON c.story = t.id
           WHERE (t.articles, t.outlets, t.languages, t.first_seen, t.last_seen)
                 IS NOT (c.n, c.o, c.l, c.f, c.e))"},
    Rule{"redirect of a story that is still there",
         "SELECT story FROM story_redirects WHERE story IN (SELECT id FROM stories)"},
    Rule{"redirect to a story that is not there",
         "SELECT story FROM story_redirects WHERE target NOT IN (SELECT id FROM stories)"},
    Rule{"copy of an article that is not there",
         "SELECT id FROM articles WHERE copy_of IS NOT NULL AND copy_of NOT IN (SELECT id FROM articles)"},
    Rule{"article whose number of revisions is wrong",
         R"(SELECT a.id FROM articles a
           LEFT JOIN (SELECT article, count(*) n FROM revisions GROUP BY article) r ON r.article = a.id
           WHERE a.revisions IS NOT r.n)"},
    Rule{"article that shows another's revision",
         "SELECT a.id FROM articles a LEFT JOIN revisions r ON r.id = a.shown WHERE r.article IS NOT a.id"},
    Rule{"revision of an article that is not there",
         "SELECT id FROM revisions WHERE article NOT IN (SELECT id FROM articles)"},
    Rule{"article in a story without analysis",
         "SELECT id FROM articles WHERE story IS NOT NULL AND id NOT IN (SELECT article FROM analyses)"},
    Rule{"article whose search terms are not those of its newest revision",
         R"(SELECT a.id FROM articles a
           LEFT JOIN search_texts t ON t.article = a.id
           WHERE a.kind = 0 AND t.revision IS NOT a.shown)"},
    Rule{"search terms of no article",
         "SELECT article FROM search_texts WHERE article NOT IN (SELECT id FROM articles WHERE kind = 0)"},
    Rule{"search terms that are not indexed",
         "SELECT article FROM search_texts EXCEPT SELECT id FROM search_docsize"},
    Rule{"indexed row without search terms",
         "SELECT id FROM search_docsize EXCEPT SELECT article FROM search_texts"},
    Rule{"source whose counters are wrong",
         R"(SELECT s.id FROM sources s
           LEFT JOIN (SELECT source, count(*) n, max(sorted) e FROM articles WHERE kind = 0 GROUP BY source) c
                  ON c.source = s.id
           WHERE s.articles IS NOT coalesce(c.n, 0) OR s.newest IS NOT c.e)"},
    Rule{"article of a source that is not there",
         "SELECT id FROM articles WHERE source NOT IN (SELECT id FROM sources)"},
    Rule{"totals that are wrong",
         R"(SELECT id FROM totals
           WHERE (articles, revisions, stories, newest)
                 IS NOT ((SELECT count(*) FROM articles WHERE kind = 0), (SELECT count(*) FROM revisions),
                         (SELECT count(*) FROM stories),
                         (SELECT max(sorted) FROM articles WHERE kind = 0)))"},
};

Status apply(Database& database, const Rule& rule, Findings& findings) {
  constexpr std::size_t kShown = 5;
  auto row = database.query(rule.sql);
  for (std::size_t i = 0; i < kShown; ++i) {
    KABAR_TRY(const bool found, row.step());
    if (!found) break;
    findings.push_back(fmt::format("{}: {}", rule.broken, row.integer(0)));
  }
  return ok();
}

Status check_file(Database& database, Findings& findings) {
  auto row = database.query("PRAGMA integrity_check(20)");
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) return ok();
    if (row.text(0) != "ok") findings.push_back("SQLite: " + std::string(row.text(0)));
  }
}

using Places = std::unordered_map<std::uint64_t, std::uint64_t>;

/// Where the events put each article, merges not yet followed.
Result<Places> replay(Database& database, Places& merged) {
  constexpr auto kMerge = static_cast<std::int64_t>(StoryChange::Kind::kMerge);
  Places places;
  auto row = database.query("SELECT kind, article, story, other FROM story_events ORDER BY id");
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) return places;
    if (row.integer(0) == kMerge)
      merged[row.number(3)] = row.number(2);
    else
      places[row.number(1)] = row.number(2);
  }
}

std::uint64_t follow(const Places& merged, std::uint64_t story) {
  for (std::size_t steps = 0; steps < merged.size(); ++steps) {
    const auto next = merged.find(story);
    if (next == merged.end()) break;
    story = next->second;
  }
  return story;
}

Status check_events(Database& database, Findings& findings) {
  Places merged;
  KABAR_TRY(const auto places, replay(database, merged));
  auto row = database.query("SELECT id, story FROM articles WHERE story IS NOT NULL");
  std::size_t placed = 0;
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) break;
    ++placed;
    const auto place = places.find(row.number(0));
    if (const auto story = place == places.end() ? 0 : follow(merged, place->second); story != row.number(1))
      findings.push_back(fmt::format("article that its events put elsewhere: {}", row.integer(0)));
  }
  if (placed != places.size()) findings.emplace_back("events of articles that are in no story");
  return ok();
}

Status check_bodies(Database& database, Findings& findings) {
  auto row = database.query("SELECT id, body FROM revisions");
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) return ok();
    if (const auto article = article_of_body(row.bytes(1)); !article)
      findings.push_back(fmt::format("revision that does not read back: {}", row.integer(0)));
  }
}

Status check_analyses(Database& database, Findings& findings) {
  auto row = database.query("SELECT article, body FROM analyses");
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) return ok();
    if (const auto analysis = understand::decode(as_chars(row.bytes(1))); !analysis)
      findings.push_back(fmt::format("analysis that does not read back: {}", row.integer(0)));
  }
}

}  // namespace

Result<std::vector<std::string>> check(const std::filesystem::path& folder) {
  KABAR_TRY(auto database, open_for_reading(folder));
  KABAR_TRY(const auto snapshot, Transaction::begin_read(*database));
  Findings findings;
  KABAR_CHECK(check_file(*database, findings));
  if (!findings.empty()) return findings;
  for (const auto& rule : kRules) KABAR_CHECK(apply(*database, rule, findings));
  KABAR_CHECK(check_events(*database, findings));
  KABAR_CHECK(check_bodies(*database, findings));
  KABAR_CHECK(check_analyses(*database, findings));
  return findings;
}

}  // namespace kabar::store

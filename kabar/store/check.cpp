#include <fmt/format.h>

#include <array>
#include <unordered_map>
#include <unordered_set>

#include "kabar/store/entity_renaming.h"
#include "kabar/store/fact_table.h"
#include "kabar/store/reader_state.h"
#include "kabar/store/row_codec.h"
#include "kabar/understand/analysis_codec.h"
#include "kabar/understand/entities.h"

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
    Rule{"story that is about something else than its articles",
         R"(SELECT id FROM stories
           WHERE (topic, about) IS NOT (
             coalesce((SELECT a.topic FROM articles a WHERE a.story = stories.id AND a.topic > 0
                       GROUP BY a.topic ORDER BY count(*) DESC, a.topic LIMIT 1), 0),
             (SELECT a.about FROM articles a WHERE a.story = stories.id AND a.about IS NOT NULL
              GROUP BY a.about HAVING 2 * count(*) >= stories.articles
              ORDER BY count(*) DESC, a.about LIMIT 1)))"},
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
    Rule{"correction that speaks of an article in no story",
         R"(SELECT correction FROM correction_articles
           WHERE article NOT IN (SELECT id FROM articles WHERE story IS NOT NULL))"},
    Rule{"correction that is not there",
         "SELECT correction FROM correction_articles WHERE correction NOT IN (SELECT id FROM corrections)"},
    Rule{"source whose counters are wrong",
         R"(SELECT s.id FROM sources s
           LEFT JOIN (SELECT source, count(*) n, max(sorted) e FROM articles WHERE kind = 0 GROUP BY source) c
                  ON c.source = s.id
           WHERE s.articles IS NOT coalesce(c.n, 0) OR s.newest IS NOT c.e)"},
    Rule{"article of a source that is not there",
         "SELECT id FROM articles WHERE source NOT IN (SELECT id FROM sources)"},
    Rule{"channel of a source that is not there",
         "SELECT id FROM channels WHERE source NOT IN (SELECT id FROM sources)"},
    Rule{"channel with a value that is none",
         R"(SELECT id FROM channels
           WHERE kind NOT IN (0, 1, 2) OR full_text NOT IN (0, 1, 2) OR paused NOT IN (0, 1)
              OR verified NOT IN (0, 1) OR gone NOT IN (0, 1) OR source = 0 OR url = '')"},
    Rule{"items of a channel that is not there",
         "SELECT DISTINCT channel FROM channel_items WHERE channel NOT IN (SELECT id FROM channels)"},
    Rule{"pages of a channel that is not there",
         R"(SELECT DISTINCT channel FROM pages
           WHERE channel IS NOT NULL AND channel NOT IN (SELECT id FROM channels))"},
    Rule{"article that was removed for good",
         "SELECT article FROM tombstones WHERE article IN (SELECT id FROM articles)"},
    Rule{"facts of an article that is not there",
         "SELECT article FROM facts WHERE article NOT IN (SELECT id FROM articles WHERE kind = 0)"},
    Rule{"embedding of an article that is not there",
         "SELECT article FROM lead_vectors WHERE article NOT IN (SELECT id FROM articles)"},
    Rule{"spelling of a name that is not there",
         "SELECT id FROM name_spellings WHERE name NOT IN (SELECT id FROM names)"},
    Rule{"name without a spelling", "SELECT id FROM names WHERE id NOT IN (SELECT name FROM name_spellings)"},
    Rule{"sound of a spelling that is not there",
         "SELECT spelling FROM name_keys WHERE spelling NOT IN (SELECT id FROM name_spellings)"},
    Rule{"redirect of a name that is still there",
         "SELECT name FROM name_redirects WHERE name IN (SELECT id FROM names)"},
    Rule{"redirect to a name that is not there",
         "SELECT name FROM name_redirects WHERE target NOT IN (SELECT id FROM names)"},
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

/// Follows the events of the stories, one after the other.
class Replay {
 public:
  void apply(const Query& event) {
    constexpr auto kMerge = static_cast<std::int64_t>(StoryChange::Kind::kMerge);
    const auto article = event.number(1), story = event.number(2), other = event.number(3);
    if (event.integer(0) != kMerge) return put(article, story);
    const auto members = members_[other];
    for (const auto member : members) put(member, story);
  }

  std::size_t articles() const { return places_.size(); }
  std::uint64_t place_of(std::uint64_t article) const {
    const auto hit = places_.find(article);
    return hit == places_.end() ? 0 : hit->second;
  }

 private:
  void put(std::uint64_t article, std::uint64_t story) {
    auto& place = places_[article];
    members_[place].erase(article);
    members_[story].insert(article);
    place = story;
  }

  std::unordered_map<std::uint64_t, std::uint64_t> places_;
  std::unordered_map<std::uint64_t, std::unordered_set<std::uint64_t>> members_;
};

Result<Replay> replay(Database& database) {
  Replay out;
  auto row = database.query("SELECT kind, article, story, other FROM story_events ORDER BY id");
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) return out;
    out.apply(row);
  }
}

Status check_events(Database& database, Findings& findings) {
  KABAR_TRY(const auto replayed, replay(database));
  auto row = database.query("SELECT id, story FROM articles WHERE story IS NOT NULL");
  std::size_t placed = 0;
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) break;
    ++placed;
    if (replayed.place_of(row.number(0)) != row.number(1))
      findings.push_back(fmt::format("article that its events put elsewhere: {}", row.integer(0)));
  }
  if (placed != replayed.articles()) findings.emplace_back("events of articles that are in no story");
  return ok();
}

/// The names of an article are known, and all that are known are in some article.
Status check_facts(Database& database, Findings& findings) {
  KABAR_TRY(const auto known, names_by_key(database));
  std::unordered_set<std::string> met;
  auto row = database.query("SELECT article, body FROM facts");
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) break;
    const auto facts = facts_of_body(row.bytes(1));
    if (!facts) {
      findings.push_back(fmt::format("facts that do not read back: {}", row.integer(0)));
      continue;
    }
    for (auto& key : understand::spelling_keys(*facts)) {
      if (!known.contains(key))
        findings.push_back(fmt::format("article with a name that is not known: {}", row.integer(0)));
      met.insert(std::move(key));
    }
  }
  for (const auto& [key, name] : known)
    if (!met.contains(key)) findings.push_back(fmt::format("spelling that no article has: {}", key));
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
  KABAR_CHECK(check_facts(*database, findings));
  return findings;
}

}  // namespace kabar::store

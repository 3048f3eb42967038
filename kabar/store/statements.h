#pragma once

#include <array>

/// The columns that article_row() reads, from `articles a` and `sources s`.
#define KABAR_ARTICLE_COLUMNS                                                           \
  "a.id, a.story, a.copy_of, a.sorted, a.arrived, a.revisions, a.excerpt, a.topic, "    \
  "a.outside_id, a.url, a.canonical, s.name_id, a.lang, a.title, a.authors, a.agency, " \
  "a.published, a.modified, a.fetched, a.site, a.image, a.kind, a.access"
#define KABAR_FROM_ARTICLES " FROM articles a JOIN sources s ON s.id = a.source "
#define KABAR_FROM_MATCHES                                                                                   \
  " FROM search CROSS JOIN articles a ON a.id = search.rowid CROSS JOIN sources s ON s.id = a.source WHERE " \
  "search MATCH ? "
#define KABAR_NEWEST_PAGE \
  " AND a.kind = 0 AND a.sorted >= ? AND a.sorted < ? ORDER BY a.sorted DESC, a.id DESC LIMIT ? OFFSET ?"
#define KABAR_STORY_COLUMNS "id, first_seen, last_seen, articles, outlets, languages"
#define KABAR_SOURCE_COLUMNS "name_id, name, home, country, languages, full_text, articles, newest"

/// What Reader asks of SQLite for the pages of the site. Each costs what it returns, not what is stored.
namespace kabar::store::statements {

inline constexpr const char* kArticle = "SELECT " KABAR_ARTICLE_COLUMNS
                                        ", r.body FROM articles a JOIN sources s ON s.id = a.source "
                                        "JOIN revisions r ON r.id = a.shown WHERE a.id = ?";
inline constexpr int kBodyOfArticle = 23;  ///< the column after those of the article
inline constexpr const char* kRevisions =
    "SELECT fetched, body, arrived, id FROM revisions WHERE article = ?";
inline constexpr const char* kByOutsideId =
    "SELECT id FROM articles WHERE outside_id = ? ORDER BY id DESC LIMIT 1";
inline constexpr const char* kByUrl = "SELECT id FROM articles WHERE url = ? ORDER BY id DESC LIMIT 1";
inline constexpr const char* kMedia = "SELECT url, type, bytes FROM media WHERE url = ?";

/// One step in the index for each language.
inline constexpr const char* kLanguages =
    "WITH RECURSIVE spoken (lang) AS ("
    "SELECT min(lang) FROM articles "
    "UNION ALL "
    "SELECT (SELECT min(lang) FROM articles WHERE lang > spoken.lang) FROM spoken WHERE lang IS NOT NULL) "
    "SELECT lang FROM spoken WHERE lang > ''";

inline constexpr const char* kCurrentStory =
    "SELECT id FROM stories WHERE id = ?1 "
    "UNION ALL SELECT target FROM story_redirects WHERE story = ?1";
inline constexpr const char* kStoryIdUsed =
    "SELECT 1 FROM stories WHERE id = ?1 "
    "UNION ALL SELECT 1 FROM story_redirects WHERE story = ?1 "
    "UNION ALL SELECT 1 FROM story_events WHERE story = ?1 "
    "UNION ALL SELECT 1 FROM story_events WHERE other = ?1 LIMIT 1";
/// Who ever stood in a story that redirects; of those that a merge brought, one.
inline constexpr const char* kEverIn =
    "SELECT DISTINCT article, kind = 3 FROM story_events "
    "WHERE story = ?1 AND EXISTS (SELECT 1 FROM story_redirects WHERE story = ?1)";
inline constexpr const char* kStory = "SELECT " KABAR_STORY_COLUMNS " FROM stories WHERE id = ?";
inline constexpr const char* kStoryArticles =
    "SELECT " KABAR_ARTICLE_COLUMNS KABAR_FROM_ARTICLES "WHERE a.story = ? ORDER BY a.sorted, a.id";
inline constexpr const char* kRecentStories =
    "SELECT " KABAR_STORY_COLUMNS
    " FROM stories WHERE last_seen >= ? ORDER BY last_seen DESC, id DESC LIMIT ?";

inline constexpr const char* kSource = "SELECT " KABAR_SOURCE_COLUMNS " FROM sources WHERE name_id = ?";
inline constexpr const char* kSourceRow = "SELECT id FROM sources WHERE name_id = ?";

inline constexpr const char* kNewest =
    "SELECT " KABAR_ARTICLE_COLUMNS KABAR_FROM_ARTICLES "WHERE true" KABAR_NEWEST_PAGE;
inline constexpr const char* kNewestOfLang =
    "SELECT " KABAR_ARTICLE_COLUMNS KABAR_FROM_ARTICLES "WHERE a.lang = ?" KABAR_NEWEST_PAGE;
inline constexpr const char* kNewestOfSource =
    "SELECT " KABAR_ARTICLE_COLUMNS KABAR_FROM_ARTICLES "WHERE a.source = ?" KABAR_NEWEST_PAGE;
inline constexpr const char* kNewestOfBoth =
    "SELECT " KABAR_ARTICLE_COLUMNS KABAR_FROM_ARTICLES "WHERE a.source = ? AND a.lang = ?" KABAR_NEWEST_PAGE;

// The order of arrival is the order of the rows, so that the newest matches are found without ranking all.
inline constexpr const char* kMatches =
    "SELECT " KABAR_ARTICLE_COLUMNS KABAR_FROM_MATCHES "ORDER BY search.rowid DESC LIMIT ? OFFSET ?";
inline constexpr const char* kMatchesBetween = "SELECT " KABAR_ARTICLE_COLUMNS KABAR_FROM_MATCHES
                                               "AND search.rowid BETWEEN ? AND ? AND a.sorted >= ? AND "
                                               "a.sorted < ? ORDER BY search.rowid DESC LIMIT ? OFFSET ?";
/// First and last arrival of the articles of some days.
inline constexpr const char* kArrivalsBetween =
    "SELECT min(id), max(id) FROM articles WHERE kind = 0 AND sorted >= ? AND sorted < ?";

inline constexpr std::array kOfPages{kArticle,        kRevisions,       kByOutsideId,  kByUrl,
                                     kMedia,          kCurrentStory,    kStory,        kStoryArticles,
                                     kRecentStories,  kSource,          kSourceRow,    kNewest,
                                     kNewestOfLang,   kNewestOfSource,  kNewestOfBoth, kMatches,
                                     kMatchesBetween, kArrivalsBetween, kLanguages,    kStoryIdUsed};

}  // namespace kabar::store::statements

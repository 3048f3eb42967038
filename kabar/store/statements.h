#pragma once

#include <array>

/// The columns that article_row() reads, from `articles a` and `sources s`.
#define KABAR_ARTICLE_COLUMNS                                                           \
  "a.id, a.story, a.copy_of, a.sorted, a.arrived, a.revisions, a.excerpt, a.topic, "    \
  "a.outside_id, a.url, a.canonical, s.name_id, a.lang, a.title, a.authors, a.agency, " \
  "a.published, a.modified, a.fetched, a.site, a.image, a.kind, a.access"
#define KABAR_FROM_ARTICLES " FROM articles a JOIN sources s ON s.id = a.source "
#define KABAR_FROM_MATCHES                                             \
  " FROM search CROSS JOIN articles a INDEXED BY articles_in_matches " \
  "ON a.id = search.rowid WHERE search MATCH ? "
#define KABAR_MATCH_COLUMNS "a.id, a.story, a.source, a.lang, a.topic, a.sorted, a.copy_of IS NOT NULL"
#define KABAR_BETWEEN                                                    \
  "AND search.rowid BETWEEN ? AND ? AND a.sorted >= ? AND a.sorted < ? " \
  "AND a.story IS coalesce(?, a.story) ORDER BY search.rowid DESC "
#define KABAR_NEWEST_PAGE                                                              \
  " AND a.kind = 0 AND a.sorted >= ? AND a.sorted < ? AND (a.sorted < ? OR a.id < ?) " \
  "ORDER BY a.sorted DESC, a.id DESC LIMIT ? OFFSET ?"
#define KABAR_STORY_COLUMNS "id, first_seen, last_seen, articles, outlets, languages"
#define KABAR_CHANNEL_COLUMNS                                                                            \
  "c.id, s.name_id, c.url, c.kind, c.title, c.full_text, c.paused, c.verified, c.attributes, c.etag, "   \
  "c.last_modified, c.body_hash, c.last_fetch, c.last_success, c.last_item, c.next_fetch, "              \
  "c.fresh_until, c.rhythm, c.failures, c.failing_since, c.trouble, c.moved_to, c.moved_since, c.gone, " \
  "c.items"
#define KABAR_FROM_CHANNELS " FROM channels c CROSS JOIN sources s ON s.id = c.source "
#define KABAR_PAGE_COLUMNS                                                                        \
  "p.family, p.url, p.channel, p.announced, p.etag, p.last_modified, p.body_hash, p.last_fetch, " \
  "p.last_change, p.next_fetch, p.fresh_until, p.status, p.visits, p.failures, p.trouble"
#define KABAR_SUBSCRIPTION_COLUMNS                                                                 \
  "u.channel, u.hub, u.topic, u.token, u.secret, u.asked, u.lease_until, u.next_try, u.failures, " \
  "u.pushes, u.trouble"
#define KABAR_SOURCE_COLUMNS \
  "name_id, name, home, country, languages, full_text, articles, newest, outlet_group, id"

/// What Reader asks of SQLite for the pages of the site. Each costs what it returns, not what is stored.
namespace kabar::store::statements {

inline constexpr const char* kArticle = "SELECT " KABAR_ARTICLE_COLUMNS
                                        ", r.body FROM articles a JOIN sources s ON s.id = a.source "
                                        "JOIN revisions r ON r.id = a.shown WHERE a.id = ?";
inline constexpr const char* kBody =
    "SELECT r.body FROM articles a JOIN revisions r ON r.id = a.shown WHERE a.id = ?";
inline constexpr const char* kArticleRow =
    "SELECT " KABAR_ARTICLE_COLUMNS KABAR_FROM_ARTICLES "WHERE a.id = ?";
inline constexpr int kBodyOfArticle = 23;  ///< the column after those of the article
inline constexpr const char* kRevisions =
    "SELECT fetched, body, arrived, id FROM revisions WHERE article = ?";
inline constexpr const char* kByOutsideId =
    "SELECT id FROM articles WHERE outside_id = ? ORDER BY id DESC LIMIT 100";
inline constexpr const char* kByUrl = "SELECT id FROM articles WHERE url = ? ORDER BY id DESC LIMIT 100";
/// The stories of the newest articles of an outlet that have a picture, or these where they have none.
inline constexpr const char* kStoriesOfPicture =
    "SELECT coalesce(a.story, -a.id) FROM sources s CROSS JOIN articles a ON a.source = s.id "
    "WHERE s.name_id = ? AND a.picture = ? ORDER BY a.id DESC LIMIT 50";
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
/// Of what is an article's own text.
inline constexpr const char* kStoryFacts =
    "SELECT a.id, f.body FROM articles a CROSS JOIN facts f ON f.article = a.id "
    "WHERE a.story = ? ORDER BY a.sorted DESC, a.id DESC LIMIT ?";
inline constexpr const char* kFacts = "SELECT body FROM facts WHERE article = ?";
inline constexpr const char* kSpelling = "SELECT name FROM name_spellings WHERE key = ?";
inline constexpr const char* kCurrentName =
    "SELECT id FROM names WHERE id = ?1 UNION ALL SELECT target FROM name_redirects WHERE name = ?1";
inline constexpr const char* kName = "SELECT kind, ref FROM names WHERE id = ?";
inline constexpr const char* kSpellingsOf =
    "SELECT key, text, lang FROM name_spellings WHERE name = ? LIMIT 500";
inline constexpr const char* kArticlesWith = "SELECT doc FROM search_words WHERE term = ?";
inline constexpr const char* kNamesBefore = "SELECT id FROM names WHERE id < ? ORDER BY id DESC LIMIT ?";
inline constexpr const char* kNamesSpelt =
    "SELECT name FROM name_spellings WHERE key >= ? AND key < ? ORDER BY key LIMIT ?";
/// Of its first article in a language, else of its first; chosen by the index alone.
inline constexpr const char* kStoryTitle =
    "SELECT title FROM articles WHERE id = ifnull("
    "(SELECT min(+id) FROM articles WHERE story = ?1 AND lang = ?2), "
    "(SELECT min(+id) FROM articles WHERE story = ?1))";
inline constexpr const char* kArticleTitle = "SELECT title FROM articles WHERE id = ?";
inline constexpr const char* kNamesSounding =
    "SELECT s.name, s.sounds FROM name_keys k CROSS JOIN name_spellings s ON s.id = k.spelling "
    "WHERE k.key >= ? AND k.key < ? LIMIT 400";
inline constexpr const char* kRecentStories =
    "SELECT " KABAR_STORY_COLUMNS
    " FROM stories WHERE last_seen >= ? ORDER BY last_seen DESC, id DESC LIMIT ?";

/// Each time, source, language, topic and country of a story's articles, read from the index alone.
inline constexpr const char* kStoryTally =
    "SELECT sorted, source, lang, topic, about FROM articles WHERE story = ? ORDER BY sorted";
inline constexpr const char* kAboutOfStory = "SELECT topic, about, first_seen FROM stories WHERE id = ?";
/// 3 is what the index says, too.
inline constexpr const char* kStoriesAlike =
    "SELECT id, first_seen FROM stories WHERE outlets >= 3 AND about = ? AND topic = ? "
    "AND first_seen < ? AND first_seen >= ? ORDER BY first_seen DESC LIMIT ?";
inline constexpr const char* kCarriers =
    "SELECT source, lang FROM articles WHERE story = ? AND sorted <= ? ORDER BY sorted LIMIT ?";
inline constexpr const char* kAnalysis = "SELECT body FROM analyses WHERE article = ?";
inline constexpr const char* kHeardOf =
    "SELECT 1 FROM articles WHERE source = ? AND kind = 0 AND sorted >= ? AND sorted <= ? LIMIT 1";

inline constexpr const char* kStoriesBefore =
    "SELECT " KABAR_STORY_COLUMNS " FROM stories WHERE id < ? ORDER BY id DESC LIMIT ?";

inline constexpr const char* kSource = "SELECT " KABAR_SOURCE_COLUMNS " FROM sources WHERE name_id = ?";
inline constexpr const char* kSourceAt =
    "SELECT name_id FROM sources WHERE home = ? ORDER BY name_id LIMIT 1";
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
inline constexpr const char* kMatchFields =
    "SELECT " KABAR_MATCH_COLUMNS KABAR_FROM_MATCHES KABAR_BETWEEN "LIMIT ?";
/// With what ranking needs; see word_counts.h.
inline constexpr const char* kMatchWords =
    "SELECT " KABAR_MATCH_COLUMNS ", kabar_word_counts(search, ?)" KABAR_FROM_MATCHES KABAR_BETWEEN "LIMIT ?";
inline constexpr const char* kIndexedTerms = "SELECT terms FROM search_texts WHERE article = ?";
inline constexpr const char* kMeetSpelling =
    "INSERT OR IGNORE INTO search_spellings (beginning, letters, word) "
    "VALUES (substr(?1, 1, 2), length(?1), ?1)";
inline constexpr const char* kLeaveSpelling =
    "DELETE FROM search_spellings WHERE beginning = substr(?1, 1, 2) AND letters = length(?1) AND word = ?1";
inline constexpr const char* kSpellings =
    "SELECT word FROM search_spellings WHERE beginning = ? AND letters BETWEEN ? AND ? LIMIT ?";
inline constexpr const char* kHavingWord = "SELECT 1 FROM search WHERE search MATCH ? LIMIT ?";
inline constexpr const char* kArrivalsInStory = "SELECT min(id), max(id) FROM articles WHERE story = ?";
inline constexpr const char* kArrivals =
    "SELECT (SELECT min(id) FROM articles), (SELECT max(id) FROM articles)";
/// The times of the oldest and the newest.
inline constexpr const char* kReach =
    "SELECT (SELECT min(sorted) FROM articles WHERE kind = 0), "
    "(SELECT max(sorted) FROM articles WHERE kind = 0)";

inline constexpr const char* kChannel = "SELECT " KABAR_CHANNEL_COLUMNS KABAR_FROM_CHANNELS "WHERE c.id = ?";
inline constexpr const char* kChannelByUrl =
    "SELECT " KABAR_CHANNEL_COLUMNS KABAR_FROM_CHANNELS "WHERE c.url = ?";
inline constexpr const char* kChannelsOfSource =
    "SELECT " KABAR_CHANNEL_COLUMNS
    " FROM sources s CROSS JOIN channels c ON c.source = s.id WHERE s.name_id = ? ORDER BY c.id";
/// All of them: what it returns is the table.
inline constexpr const char* kChannels =
    "SELECT " KABAR_CHANNEL_COLUMNS
    " FROM sources s CROSS JOIN channels c ON c.source = s.id ORDER BY s.name_id, c.id";
inline constexpr const char* kDueChannels =
    "SELECT " KABAR_CHANNEL_COLUMNS KABAR_FROM_CHANNELS
    "WHERE c.paused = 0 AND c.gone = 0 AND c.next_fetch <= ? ORDER BY c.next_fetch LIMIT ?";
inline constexpr const char* kNextDueChannel =
    "SELECT min(next_fetch) FROM channels WHERE paused = 0 AND gone = 0";
inline constexpr const char* kSeenItems = "SELECT item, content, seen FROM channel_items WHERE channel = ?";

inline constexpr const char* kPage = "SELECT " KABAR_PAGE_COLUMNS " FROM pages p WHERE p.family = ?";
inline constexpr const char* kDuePages =
    "SELECT " KABAR_PAGE_COLUMNS
    " FROM pages p CROSS JOIN channels c ON c.id = p.channel "
    "WHERE p.next_fetch <= ? AND c.paused = 0 ORDER BY p.next_fetch LIMIT ?";
inline constexpr const char* kNextDuePage = "SELECT min(next_fetch) FROM pages WHERE next_fetch IS NOT NULL";
inline constexpr const char* kPageCounts =
    "SELECT count(*), coalesce(sum(status <> 0 AND trouble = ''), 0), coalesce(sum(trouble <> ''), 0) "
    "FROM pages WHERE channel = ?";
inline constexpr const char* kPageTrouble =
    "SELECT trouble FROM pages WHERE channel = ? AND trouble <> '' GROUP BY trouble "
    "ORDER BY count(*) DESC, trouble LIMIT 1";
/// All of them: what it reads are the troubled ones, by an index.
inline constexpr const char* kPageTroubles =
    "SELECT channel, min(url), trouble, count(*) FROM pages WHERE channel IS NOT NULL AND trouble <> '' "
    "GROUP BY channel, trouble ORDER BY channel, count(*) DESC, trouble";

inline constexpr const char* kSubscription =
    "SELECT " KABAR_SUBSCRIPTION_COLUMNS " FROM subscriptions u WHERE u.token = ?";
inline constexpr const char* kSubscriptionOf =
    "SELECT " KABAR_SUBSCRIPTION_COLUMNS " FROM subscriptions u WHERE u.channel = ?";
inline constexpr const char* kDueSubscriptions =
    "SELECT " KABAR_SUBSCRIPTION_COLUMNS
    " FROM subscriptions u CROSS JOIN channels c ON c.id = u.channel "
    "WHERE u.next_try <= ? AND c.paused = 0 AND c.gone = 0 ORDER BY u.next_try LIMIT ?";

inline constexpr std::array kOfPages{kArticle,
                                     kArticleRow,
                                     kRevisions,
                                     kByOutsideId,
                                     kByUrl,
                                     kMedia,
                                     kStoriesOfPicture,
                                     kCurrentStory,
                                     kStory,
                                     kStoryArticles,
                                     kStoryFacts,
                                     kFacts,
                                     kRecentStories,
                                     kSource,
                                     kSourceRow,
                                     kNewest,
                                     kNewestOfLang,
                                     kNewestOfSource,
                                     kNewestOfBoth,
                                     kReach,
                                     kMatchFields,
                                     kMatchWords,
                                     kIndexedTerms,
                                     kSpellings,
                                     kArrivals,
                                     kArrivalsInStory,
                                     kLanguages,
                                     kStoryIdUsed,
                                     kChannel,
                                     kChannelByUrl,
                                     kChannelsOfSource,
                                     kDueChannels,
                                     kNextDueChannel,
                                     kSeenItems,
                                     kPage,
                                     kDuePages,
                                     kNextDuePage,
                                     kPageCounts,
                                     kSourceAt,
                                     kSubscription,
                                     kSubscriptionOf,
                                     kDueSubscriptions,
                                     kStoriesBefore,
                                     kSpelling,
                                     kCurrentName,
                                     kName,
                                     kSpellingsOf,
                                     kArticlesWith,
                                     kNamesBefore,
                                     kNamesSpelt,
                                     kNamesSounding,
                                     kStoryTally,
                                     kAboutOfStory,
                                     kStoriesAlike,
                                     kCarriers,
                                     kStoryTitle,
                                     kArticleTitle,
                                     kAnalysis,
                                     kHeardOf,
                                     kMeetSpelling,
                                     kLeaveSpelling,
                                     kHavingWord,
                                     kBody};

}  // namespace kabar::store::statements

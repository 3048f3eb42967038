#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/model/analysis.h"
#include "kabar/model/article.h"
#include "kabar/model/channel.h"
#include "kabar/model/correction.h"
#include "kabar/model/embedding.h"
#include "kabar/model/page.h"
#include "kabar/model/source.h"
#include "kabar/model/story.h"
#include "kabar/model/subscription.h"
#include "kabar/model/text_facts.h"
#include "kabar/store/entity.h"
#include "kabar/store/regrouping.h"
#include "kabar/store/removal.h"
#include "kabar/store/retention.h"
#include "kabar/store/search_clause.h"

namespace kabar::store {

/// What an article is called inside and how its text is told from another's.
struct Identity {
  std::string key;             ///< source and URL family (or path): one article
  std::uint64_t content_hash;  ///< of title, blocks and metadata: one revision
};

/// What the store knows of an identity.
struct Known {
  ArticleId id{};
  std::uint64_t content_hash = 0;    ///< of the newest revision
  std::optional<Timestamp> fetched;  ///< of the newest revision
  std::uint32_t revisions = 1;
  bool has_content = false;  ///< whether some revision already has the hash that was asked for
};

/// A new article or a new revision of one, with all that is to be kept of it.
struct ArticleWrite {
  ArticleId id{};
  Identity identity;
  Article article;
  Analysis analysis;  ///< its search terms, excerpt and compact form are stored
  TextFacts facts;    ///< those of the newest revision are stored
  Timestamp arrived;  ///< when kabar took it in
  Timestamp when;     ///< what it is sorted by: published, bounded by fetch time; else fetched; else arrived
  bool revision = false;  ///< a further state of a known article
  bool newest = true;     ///< false for a revision older than one that is there: kept, but not shown
  std::optional<Timestamp> grouped;  ///< the time that the grouping was told; live_window() gives it back
  Placement placement;               ///< empty for a revision
};

/// A picture saved beside a page.
struct MediaWrite {
  std::string url;
  std::string type;  ///< "image/jpeg", sniffed
  std::string bytes;
};

/// The one writer of a data folder: SQLite in WAL mode, `kabar.db` inside the folder, schema by numbered
/// migrations.
///
/// One thread; hold the DataLock of the folder. What is added goes into the open transaction: find() sees it
/// at once, readers after commit(), nobody when the process ends before. commit() is atomic and durable when
/// it returns (synchronous=FULL): an article, its story changes and its search terms are all there after kill
/// -9 or power loss, or none of them is. A failure of add() or put() is told by commit(), which then has
/// taken back all since the last one. Fails with kIo (disk full and read-only are named), kCorrupt,
/// kUnsupported for a database written by a newer kabar; the message says what to do.
class Writer {
 public:
  static Result<Writer> open(const std::filesystem::path& folder);
  Writer(Writer&&) noexcept;
  Writer& operator=(Writer&&) noexcept;
  ~Writer();

  Result<std::optional<Known>> find(const Identity& identity) const;
  /// The number that the next new article gets.
  ArticleId next_id() const;

  void add(const ArticleWrite& write);
  void add(const MediaWrite& write);  ///< replaces the picture of that URL
  void put(const Source& source);     ///< inserts or replaces
  /// Keeps what a person decided, and does it: `changes` were not brought about by an article.
  void add(const Correction& correction, const std::vector<StoryChange>& changes);
  /// Forgets that correction, and puts things back.
  void take_back(std::uint64_t correction, const std::vector<StoryChange>& changes);
  /// All was grouped anew: what came out otherwise. A story that loses all its articles redirects to where
  /// the last of the changes took one. Of `all` what it says of articles that are known.
  void regroup(const std::vector<RegroupedArticle>& articles, const Placement& all);

  /// A channel whose address is known already stays as it is. Its source is made where it is not there.
  void add(const Channel& channel);
  /// A sitemap that another names, likewise; but a source has no more than `most`. Where it has so many, one
  /// makes way that last had a new item before `idle_since`; where none did, the new one is left out.
  void add_sitemap(const Channel& channel, std::size_t most, Timestamp idle_since);
  /// All that is known of a channel, by its number; where another has the address, the two become that one.
  /// Nothing happens, here and below, where the channel was removed meanwhile.
  void put(const Channel& channel);
  /// How the exchange stands, and nothing else: what a person changed meanwhile stays.
  void put(ChannelId id, const ChannelState& state);
  void pause(ChannelId id, bool paused);  ///< what goes on is due as soon as its server allows
  /// Channels and pages that are not due before `latest` are due now: a clock that ran far ahead put them
  /// off.
  void recall(Timestamp latest);
  /// A fetch gave what its kind promises; the title counts where it has none.
  void verify(ChannelId id, std::string_view title);
  /// Its pages stay known, so that they are not fetched again, but nobody looks at them any more.
  void remove(ChannelId id);
  void drop_source(std::string_view id);         ///< where it has neither articles nor channels
  void see(ChannelId id, const SeenItem& item);  ///< inserts it, or changes its content
  void forget_items(Timestamp before);           ///< those first seen before
  void put(const Page& page);                    ///< inserts or replaces

  void put(const Subscription& subscription);  ///< inserts or replaces; nothing where the channel is gone
  /// A hub says that the channel has something new: it comes due `now`, not before what its server asked for,
  /// and not where it fails or was looked at within the last minute.
  void hint(ChannelId id, Timestamp now);

  /// The article leads a story: a vector of that text is wanted of that model.
  void ask_embedding(ArticleId article, std::string_view model, std::string_view text);
  /// The answer.
  void put_embedding(ArticleId article, const Embedding& vector);
  /// What that model said of the same text before.
  Result<std::optional<Embedding>> find_embedding(std::string_view model, std::string_view text) const;

  /// Who names whom is told anew from the facts that are stored; ids stay where the spellings stay.
  void rebuild_names();

  /// Takes an article out for good: its texts, its place in its story, its search terms, the pictures that
  /// nobody else shows; corrections forget it. What is freed is overwritten. Pages of its keys are not looked
  /// at again.
  void remove(const Removal& removal);
  /// Takes an article out because there is no room or time for it any more. It leaves no tombstone; the page
  /// of that family is not looked at again.
  void expire(ArticleId article, std::string_view family);
  /// Takes the tombstone away: what has the key may come again.
  void forgive(std::string_view key);

  Status commit();
  void roll_back();  ///< takes back all since the last commit()

 private:
  struct State;
  explicit Writer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// An article as the site and the command line see it.
struct ArticleRow {
  ArticleId id{};
  StoryId story{};  ///< nought for a page in no story
  std::optional<ArticleId> copy_of;
  Timestamp when;
  Timestamp arrived;
  std::uint32_t revisions = 1;
  std::string excerpt;
  Topic topic = Topic::kNone;
  Article article;  ///< blocks only where the call says so
};

struct RevisionRow {
  std::uint32_t number = 1;
  std::optional<Timestamp> fetched;
  Article article;
};

struct StoryRow {
  StoryId id{};
  Timestamp first_seen;  ///< `when` of its oldest and newest article
  Timestamp last_seen;
  std::uint32_t articles = 0;
  std::uint32_t outlets = 0;  ///< sources that carry it
  std::uint32_t languages = 0;
};

struct SourceRow {
  Source source;
  std::uint64_t articles = 0;
  std::optional<Timestamp> newest;
  std::uint64_t number = 0;  ///< inside of the store
};

/// Earlier stories like another, and who carried them.
struct AlikeStories {
  struct Carrier {
    std::uint64_t source = 0;  ///< SourceRow::number
    std::string lang;
  };
  Topic topic = Topic::kNone;   ///< of all of them; none where they have but the country in common
  std::optional<TermId> about;  ///< the country; nothing: the story is about none
  std::vector<std::vector<Carrier>> stories;  ///< each carrier may come more than once
};

/// Where a list goes on, whatever has come in meanwhile.
struct ListPosition {
  Timestamp when;
  ArticleId id{};
};

struct SearchQuery {
  SearchClause where = {};  ///< everything
  std::optional<StoryId> story = {};
  std::optional<Timestamp> after = {};
  std::optional<Timestamp> before = {};  ///< not included
  std::size_t limit = 20;
  std::size_t offset = 0;
  std::optional<ListPosition> behind = {};  ///< what follows on this article in the order of the result
  std::optional<ArticleId> last = {};       ///< arrivals up to this one
  /// Of the processor; after it what was found among the newest arrivals counts.
  std::chrono::nanoseconds patience = std::chrono::milliseconds{60};
};

struct SearchResult {
  std::vector<ArticleRow> rows;  ///< newest arrival first; without words, newest `when` first
  bool more = false;             ///< whether rows follow
  bool whole = true;             ///< false: older ones were not looked at, as the patience was over
};

/// What lists of matches are counted and ranked by.
struct SearchMatch {
  ArticleId id{};
  StoryId story{};
  std::string source;
  std::string country;  ///< of the source
  std::string lang;
  Topic topic = Topic::kNone;
  Timestamp when;
  bool copy = false;
  MatchWords words = {};  ///< where they were asked for
};

/// Whether the rows of the search come in the order of time, as it has no words: that lists what an outlet or
/// a language has, or all.
bool goes_by_time(const SearchQuery& query);

struct SearchMatches {
  std::vector<SearchMatch> rows;
  bool whole = true;                  ///< as of a SearchResult
  std::chrono::nanoseconds spent{0};  ///< of the patience
};

struct Totals {
  std::uint64_t articles = 0;  ///< pages of kind other are not counted
  std::uint64_t revisions = 0, stories = 0, sources = 0;
  std::uint64_t removed = 0;        ///< tombstones
  std::uint64_t story_events = 0;   ///< the newest; grows with whatever becomes of stories
  std::uint64_t decisions = 0;      ///< grows with each correction, and each that is taken back
  std::optional<Timestamp> newest;  ///< the newest `when`: the clock of an edition that does not collect
};

/// How the pages went that a channel announced.
struct PageCounts {
  std::uint64_t announced = 0;
  std::uint64_t good = 0;     ///< answered, and nothing is wrong
  std::uint64_t trouble = 0;  ///< something is wrong
  std::string reason;         ///< what is wrong with most of these
};

/// What is wrong with pages of one channel.
struct PageTrouble {
  ChannelId channel{};
  std::string url;      ///< of one of them
  std::string trouble;  ///< in words
  std::uint64_t pages = 0;
};

/// How all channels stand; each is counted once among good, new, failing, paused and gone.
struct ChannelTotals {
  std::uint64_t good = 0;
  std::uint64_t fresh = 0;  ///< never fetched yet
  std::uint64_t failing = 0;
  std::uint64_t paused = 0;
  std::uint64_t gone = 0;
  std::uint64_t due = 0;
  std::optional<Timestamp> longest_due;  ///< when it came due; nothing: none is due, or it was never fetched
  std::uint64_t pages_due = 0;
  std::uint64_t sources = 0;  ///< that have a channel
};

/// What is wrong with a data folder: SQLite's own check, and kabar's rules between the tables (each article's
/// story is there, counters are right, search holds the newest revisions, the events replay to the same
/// stories). Empty when all is well. Reads everything: seconds for 100,000 articles.
Result<std::vector<std::string>> check(const std::filesystem::path& folder);

class SourceList;

/// Reads a data folder on its own connection: each call sees one consistent state, also while another process
/// writes. One thread at a time; open one for each thread. kNotFound for what is not there.
class Reader {
 public:
  static Result<Reader> open(const std::filesystem::path& folder);
  /// As long as what it gives lives, which must not be longer than the reader, all calls see one and the same
  /// state. For moments: what was written meanwhile cannot be tidied up so long.
  Result<std::shared_ptr<const void>> hold_state() const;
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;
  ~Reader();

  Result<ArticleRow> article(ArticleId id) const;                  ///< with blocks
  Result<std::vector<std::string>> texts(ArticleId id) const;      ///< of its blocks
  Result<std::vector<RevisionRow>> revisions(ArticleId id) const;  ///< with blocks, oldest first
  /// Those that go by this id outside (the newest 100), else by this URL as it is written.
  Result<std::vector<ArticleId>> find_articles(std::string_view outside_id_or_url) const;
  /// Those that a source has under this net::url_family(). Costs a step for each source.
  Result<std::vector<ArticleId>> articles_of_family(std::string_view family) const;
  Result<StoryId> current_story(StoryId id) const;  ///< follows redirects
  Result<StoryRow> story(StoryId id) const;
  /// The headline of the article of that language that came first, else of the first of all: what stays the
  /// same while a story grows. Empty where there is no such story.
  Result<std::string> story_title(StoryId id, std::string_view lang) const;
  Result<std::string> article_title(ArticleId id) const;             ///< empty where there is no such article
  Result<std::vector<ArticleRow>> story_articles(StoryId id) const;  ///< oldest first, without blocks
  /// What its newest articles state, cite and name, copies among them, oldest first; those without facts are
  /// left out.
  struct ArticleFacts {
    ArticleId id{};
    TextFacts facts;
  };
  Result<std::vector<ArticleFacts>> story_facts(StoryId id, std::size_t limit) const;
  Result<TextFacts> facts(ArticleId id) const;         ///< none where nothing was found, or nobody looked yet
  Result<EntityId> current_entity(EntityId id) const;  ///< follows redirects
  Result<EntityRow> entity(EntityId id) const;         ///< does not
  /// Whom the spelling with that understand::spelling_key() means.
  Result<std::optional<EntityId>> entity_of(std::string_view key) const;
  /// Those with a lower number, the highest first.
  Result<std::vector<EntityId>> entities_before(EntityId before, std::size_t limit) const;
  /// Those with a key that begins so, by their keys; one may come again.
  Result<std::vector<EntityId>> entities_spelt(std::string_view beginning, std::size_t limit) const;
  /// People with a word in their names that sounds like this one, the likest first, at most `limit`; found
  /// among 400 spellings with such consonants.
  Result<std::vector<EntityId>> people_sounding(std::string_view word, std::size_t limit) const;
  /// The newest stories, at most 60, that began within 30 days before this one, are about the same country,
  /// of the same topic (of any, where that are fewer than `least`) and have three outlets or more. Who
  /// carried each after as much time as has passed at `now` since this one began. None where it is about no
  /// country.
  Result<AlikeStories> stories_alike(StoryId id, Timestamp now, std::size_t least) const;
  /// Analysis::sketch of the text as it came; none of an article in no story.
  Result<std::vector<std::uint32_t>> sketch(ArticleId id) const;
  /// Whether any article of the source, by its number, is from then.
  Result<bool> heard_of(std::uint64_t source, Timestamp from, Timestamp to) const;
  Result<std::vector<StoryRow>> recent_stories(Timestamp since,
                                               std::size_t limit) const;  ///< newest last_seen first
  /// Those with a lower number than `before`, the highest first: an order that no later article changes.
  Result<std::vector<StoryRow>> stories_before(StoryId before, std::size_t limit) const;
  /// Newest `when` first, pages of kind other left out; of one source, or of all when it is empty.
  Result<std::vector<ArticleRow>> latest(std::string_view source, std::size_t limit,
                                         std::size_t offset) const;
  /// Read once, and again after another connection has written.
  Result<std::shared_ptr<const SourceList>> sources() const;
  Result<SourceRow> source(std::string_view id) const;
  Result<std::optional<std::string>> source_at(std::string_view home) const;  ///< its id
  Result<std::vector<std::string>> languages() const;  ///< those that articles are in, by their code
  Result<SearchResult> search(const SearchQuery& query) const;
  /// The newest arrivals that the query finds, at most `most`; of its place in the list only `last` counts.
  /// With the number of times that each of `wanted`, in any of its forms, stands in them, where the query
  /// asks for these words.
  Result<SearchMatches> matches(const SearchQuery& query, std::size_t most,
                                const std::vector<std::vector<std::string>>& wanted = {}) const;
  /// Words of the index (folded stems, facets left out) that begin with these two letters and have so many of
  /// them, at most `most`; some may stand in no article any more.
  Result<std::vector<std::string>> spellings(std::string_view beginning, std::size_t fewest_letters,
                                             std::size_t most_letters, std::size_t most) const;
  /// How many articles have the word; no more than `most` are counted.
  Result<std::size_t> articles_having(const std::string& word, std::size_t most) const;
  /// These, in that order, without blocks; those that are gone are left out.
  Result<std::vector<ArticleRow>> articles(const std::vector<ArticleId>& ids) const;
  Result<MediaWrite> media(std::string_view url) const;
  Result<bool> has_media(std::string_view url) const;  ///< the same without reading the picture
  /// Whether the outlet gives this picture to articles of three stories and more: a logo, a default. It is
  /// none of an article's own then.
  Result<bool> is_shared_picture(std::string_view source, std::string_view url) const;
  Result<Totals> totals() const;
  Result<std::vector<Correction>> corrections() const;  ///< those that were undone, too; in order
  /// Where the articles stand now that corrections speak of.
  Result<std::vector<std::pair<ArticleId, StoryId>>> corrected_articles() const;
  Result<bool> is_story_id_used(StoryId id) const;  ///< now, by a redirect, or long ago
  /// Whether the story redirects, and no article but these, sorted, ever stood in it.
  Result<bool> was_story_of(StoryId id, const std::vector<ArticleId>& articles) const;
  /// The next articles in stories behind `after`, in the order of arrival.
  Result<std::vector<GroupedArticle>> grouped_articles(ArticleId after, std::size_t limit) const;
  /// The articles in stories from `since` on, and the `newest` ones whatever their time, oldest arrival
  /// first, with their analysis as it was when they arrived (without excerpt and search text): what
  /// Grouper::restore() wants.
  struct Live {
    ArticleId id{};
    std::string source;
    std::optional<Timestamp> time;  ///< as it was given to the grouping
    Analysis analysis;
    StoryId story{};
    std::optional<ArticleId> copy_of;
    std::optional<std::vector<ArticleLink>> links;  ///< nothing of an article of an older kabar
    bool named_a_story = false;                     ///< this one or an earlier one
    std::optional<ArticleId> cluster;               ///< ArticleCluster; nothing where it is its own
  };
  Result<std::vector<Live>> live_window(Timestamp since, std::size_t newest) const;
  /// Articles from `since` on of which that model was asked, in the order of arrival.
  struct Lead {
    ArticleId id{};
    std::string text;  ///< empty where the answer has come
    Embedding vector;  ///< empty where it has not
  };
  Result<std::vector<Lead>> leads(std::string_view model, ArticleId since) const;
  /// What it was when an article came, that article included; in stories as they are today.
  Result<std::vector<Live>> live_window_at(ArticleId last, std::chrono::days reach, std::size_t newest) const;
  /// What the grouping keeps of articles that have left that window: which ones, by their own times.
  struct ClosedBounds {
    Timestamp from;          ///< earlier ones are forgotten
    Timestamp since;         ///< later ones are live
    std::size_t newest = 0;  ///< and so are the newest to arrive
    std::size_t most = 0;
    std::size_t of_story = 0;  ///< of a story and language, so many are told
    ArticleId last = ArticleId{std::numeric_limits<std::int64_t>::max()};  ///< later ones had not come
  };
  struct Closed {
    ArticleId id{};
    StoryId story{};
    Timestamp time;
    bool is_told = false;
  };
  /// The newest first; no copies, and none without a time: what Grouper::still_closed() wants.
  Result<std::vector<Closed>> closed_articles(const ClosedBounds& bounds) const;
  Result<Analysis> analysis(ArticleId id) const;

  Result<std::optional<Channel>> channel(ChannelId id) const;
  Result<std::optional<Channel>> find_channel(std::string_view url) const;
  /// Of one source, or of all when it is empty, which is by the ids of the sources.
  Result<std::vector<Channel>> channels(std::string_view source) const;
  /// Those neither paused nor gone whose time has come, the longest due first. Costs what it returns.
  Result<std::vector<Channel>> due_channels(Timestamp now, std::size_t limit) const;
  /// When the first of those is due that is neither paused nor gone; the epoch: as soon as may be.
  Result<std::optional<Timestamp>> next_due_channel() const;
  Result<ChannelTotals> channel_totals(Timestamp now) const;  ///< reads the whole table
  Result<std::vector<SeenItem>> seen_items(ChannelId id) const;
  Result<std::optional<Subscription>> subscription(std::string_view token) const;
  Result<std::optional<Subscription>> subscription_of(ChannelId channel) const;
  /// Those of channels neither paused nor gone whose time to ask the hub has come.
  Result<std::vector<Subscription>> due_subscriptions(Timestamp now, std::size_t limit) const;
  Result<std::optional<Page>> page(std::string_view family) const;
  /// Those whose time has come, of channels that are not paused, the longest due first.
  Result<std::vector<Page>> due_pages(Timestamp now, std::size_t limit) const;
  Result<std::optional<Timestamp>> next_due_page() const;
  Result<PageCounts> page_counts(ChannelId channel) const;
  /// By channel, what most of its pages suffer from first. Reads the rows of all pages in trouble.
  Result<std::vector<PageTrouble>> page_troubles() const;
  Result<std::vector<Tombstone>> tombstones() const;  ///< oldest first
  /// What the limits say must go, oldest first. Reads the rows of all articles where bytes are limited.
  Result<std::vector<Expired>> expired(const RetentionLimits& limits, Timestamp now) const;

 private:
  struct State;
  explicit Reader(std::unique_ptr<State> state);
  Result<std::vector<Live>> live_rows(Timestamp since, std::int64_t last, std::size_t newest) const;
  std::unique_ptr<State> state_;
};

}  // namespace kabar::store

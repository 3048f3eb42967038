#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "kabar/store/article_tables.h"
#include "kabar/store/channel_table.h"
#include "kabar/store/columns.h"
#include "kabar/store/correction_table.h"
#include "kabar/store/embedding_table.h"
#include "kabar/store/entity_table.h"
#include "kabar/store/fact_table.h"
#include "kabar/store/link_codec.h"
#include "kabar/store/migrations.h"
#include "kabar/store/page_table.h"
#include "kabar/store/regrouping.h"
#include "kabar/store/removal_table.h"
#include "kabar/store/search_index.h"
#include "kabar/store/sqlite.h"
#include "kabar/store/store.h"
#include "kabar/store/story_tables.h"
#include "kabar/store/subscription_table.h"
#include "kabar/understand/analysis_codec.h"
#include "kabar/understand/entities.h"

namespace kabar::store {

struct Writer::State {
  explicit State(std::unique_ptr<Database> opened)
      : database(std::move(opened)),
        sources(*database),
        articles(*database),
        stories(*database),
        corrections(*database),
        channels(*database),
        pages(*database),
        removals(*database),
        facts(*database),
        entities(*database),
        index(*database) {}

  Status prepare();
  Status begin();
  Status add(const ArticleWrite& write);
  /// What the grouping decided, of an article or of all.
  Status place(ArticleId cause, const Placement& placement);
  Status add_new(const ArticleWrite& write, std::int64_t source, std::int64_t revision);
  Status add_state(const ArticleWrite& write, std::int64_t source, std::int64_t revision);
  Status add(const MediaWrite& write);
  Status remove(const Removal& removal);
  Status remove_article(ArticleId article);
  Status put_facts(ArticleId article, const TextFacts& now, std::string_view lang);
  Status renew_facts(ArticleId article, const TextFacts& now);
  Status commit();
  Status settle_totals();
  Result<std::uint64_t> next_number();
  void roll_back();
  /// Runs one step inside the open transaction; the first failure is kept for commit().
  template <class Step>
  void run(Step step) {
    if (error) return;
    if (auto done = begin(); !done)
      error = std::move(done).error();
    else if (auto stepped = step(); !stepped)
      error = std::move(stepped).error();
  }

  std::unique_ptr<Database> database;
  SourceTable sources;
  ArticleTables articles;
  StoryTables stories;
  CorrectionTable corrections;
  ChannelTable channels;
  PageTable pages;
  RemovalTable removals;
  FactTable facts;
  EntityTable entities;
  SearchIndex index;
  std::optional<Transaction> transaction;
  std::optional<Error> error;
  std::uint64_t next_id = 1;
  bool wipes = false;  // something that must not be found in the files any more
};

Status Writer::State::prepare() {
  KABAR_CHECK(migrate(*database));
  KABAR_TRY(const auto writable,
            Transaction::begin_write(*database));  // a read-only file is told now, not later
  KABAR_TRY(next_id, next_number());
  return ok();
}

Result<std::uint64_t> Writer::State::next_number() {
  KABAR_TRY(const auto newest, database->integer("SELECT max(id) FROM articles"));
  KABAR_TRY(const auto removed, database->integer("SELECT highest_removed FROM totals"));
  return static_cast<std::uint64_t>(std::max(newest, removed)) + 1;
}

Status Writer::State::begin() {
  if (transaction) return ok();
  KABAR_TRY(auto begun, Transaction::begin_write(*database));
  transaction.emplace(std::move(begun));
  return ok();
}

Status Writer::State::add(const ArticleWrite& write) {
  KABAR_TRY(const auto source, sources.row_of(write.article.source, write.article.site));
  KABAR_TRY(const auto revision, articles.add_revision(write));
  return write.revision ? add_state(write, source, revision) : add_new(write, source, revision);
}

Status Writer::State::place(ArticleId cause, const Placement& placement) {
  KABAR_CHECK(stories.apply(cause, placement));
  for (const auto& [article, links] : placement.relinked) KABAR_CHECK(articles.relink(article, links));
  return ok();
}

Status Writer::State::add_new(const ArticleWrite& write, std::int64_t source, std::int64_t revision) {
  KABAR_CHECK(articles.insert(write, source, revision));
  if (!write.placement.changes.empty()) {
    auto keep = database->query("INSERT INTO analyses (article, body, links) VALUES (?, ?, ?)");
    const auto analysis = understand::encode(write.analysis);
    const auto links = encode_links(write.id, write.placement.links);
    KABAR_CHECK(keep.bind(raw(write.id)).bind(as_bytes(analysis)).bind(ByteView(links)).run());
  }
  KABAR_CHECK(place(write.id, write.placement));  // which may give it other links at once
  if (write.article.kind == ArticleKind::kOther) return ok();
  KABAR_CHECK(facts.put(write.id, write.facts));
  KABAR_CHECK(entities.meet(write.facts, write.article.lang));
  KABAR_CHECK(sources.count(source, write.when));
  index.put(write.id, revision, write, source, write.when);
  return ok();
}

Status Writer::State::add_state(const ArticleWrite& write, std::int64_t source, std::int64_t revision) {
  KABAR_CHECK(articles.update(write, revision));
  if (!write.newest) return ok();
  Timestamp when;
  {
    auto row = database->query("SELECT story, sorted FROM articles WHERE id = ?");
    KABAR_CHECK(row.bind(raw(write.id)).step());
    if (!row.is_null(0)) stories.touch(StoryId{row.number(0)});
    when = time_of(row.integer(1));
  }
  KABAR_CHECK(sources.recount(source));
  const bool other = write.article.kind == ArticleKind::kOther;
  KABAR_CHECK(put_facts(write.id, other ? TextFacts{} : write.facts, write.article.lang));
  if (other)
    index.remove(write.id);
  else
    index.put(write.id, revision, write, source, when);
  return ok();
}

/// In the place of those that are there.
Status Writer::State::put_facts(ArticleId article, const TextFacts& now, std::string_view lang) {
  KABAR_TRY(const auto before, facts.find(article));
  entities.leave(understand::spelling_keys(before));
  KABAR_CHECK(facts.put(article, now));
  return entities.meet(now, lang);
}

Status Writer::State::renew_facts(ArticleId article, const TextFacts& now) {
  std::string lang;
  {
    auto row = database->query("SELECT lang FROM articles WHERE id = ?");
    KABAR_CHECK(row.bind(raw(article)).step());
    lang = row.text(0);
  }
  KABAR_CHECK(put_facts(article, now, lang));
  return index.renew(article);
}

Status Writer::State::add(const MediaWrite& write) {
  auto query = database->query("INSERT OR REPLACE INTO media (url, type, bytes) VALUES (?, ?, ?)");
  return query.bind(write.url).bind(write.type).bind(as_bytes(write.bytes)).run();
}

Status Writer::State::remove(const Removal& removal) {
  // What is deleted is overwritten with noughts.
  KABAR_CHECK(database->execute("PRAGMA secure_delete = ON"));
  wipes = true;
  if (raw(removal.article) != 0) KABAR_CHECK(remove_article(removal.article));
  return removals.keep(removal);
}

Status Writer::State::remove_article(ArticleId article) {
  std::int64_t source = 0;
  {
    auto row = database->query("SELECT source, story FROM articles WHERE id = ?");
    KABAR_TRY(const bool found, row.bind(raw(article)).step());
    if (!found) return ok();
    source = row.integer(0);
    if (!row.is_null(1)) stories.touch(StoryId{row.number(1)});
  }
  {
    KABAR_TRY(const auto before, facts.find(article));
    entities.leave(understand::spelling_keys(before));
  }
  KABAR_CHECK(removals.take_out(article));
  index.remove(article);
  return sources.recount(source);
}

Status Writer::State::settle_totals() {
  auto query = database->query(
      R"(UPDATE totals SET
          articles = (SELECT coalesce(sum(articles), 0) FROM sources),
          newest = (SELECT max(newest) FROM sources))");
  return query.run();
}

Status Writer::State::commit() {
  if (!error && transaction) run([&] { return stories.settle(); });
  if (!error && transaction) run([&] { return index.flush(); });
  if (!error && transaction) run([&] { return entities.prune(); });
  if (!error && transaction) run([&] { return settle_totals(); });
  if (!error && transaction) run([&] { return transaction->commit(); });
  if (!error) {
    transaction.reset();
    // So that the log does not hold it either; where somebody reads, the next checkpoint does it.
    if (std::exchange(wipes, false))
      (void)static_cast<bool>(database->execute("PRAGMA wal_checkpoint(TRUNCATE)"));
    return ok();
  }
  auto failed = std::move(*error);
  roll_back();
  return failed;
}

void Writer::State::roll_back() {
  transaction.reset();
  error.reset();
  stories.forget();
  sources.forget();
  index.forget();
  entities.forget();
  wipes = false;
  if (const auto number = next_number()) next_id = *number;
}

Writer::Writer(std::unique_ptr<State> state) : state_(std::move(state)) {}
Writer::Writer(Writer&&) noexcept = default;
Writer& Writer::operator=(Writer&&) noexcept = default;
Writer::~Writer() = default;

Result<Writer> Writer::open(const std::filesystem::path& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed)
    return Error{Errc::kIo,
                 fmt::format("{}: {}; check the permissions of the folder or choose another with --data",
                             folder.string(), failed.message())};
  KABAR_TRY(auto database, Database::open(folder / "kabar.db", Database::Mode::kWrite));
  KABAR_CHECK(database->execute(
      "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
      "PRAGMA wal_autocheckpoint = 2000; "
      "PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -32000; PRAGMA temp_store = MEMORY"));
  auto state = std::make_unique<State>(std::move(database));
  KABAR_CHECK(state->prepare());
  return Writer(std::move(state));
}

Result<std::optional<Known>> Writer::find(const Identity& identity) const {
  auto row = state_->database->query(
      R"(SELECT a.id, a.revisions, r.content_hash, r.fetched,
               EXISTS (SELECT 1 FROM revisions WHERE article = a.id AND content_hash = ?2)
        FROM articles a JOIN revisions r ON r.id = a.shown WHERE a.identity = ?1)");
  KABAR_TRY(const bool found, row.bind(identity.key).bind(identity.content_hash).step());
  if (!found) return std::optional<Known>();
  Known known;
  known.id = ArticleId{row.number(0)};
  known.revisions = static_cast<std::uint32_t>(row.integer(1));
  known.content_hash = row.number(2);
  if (!row.is_null(3)) known.fetched = Timestamp(std::chrono::seconds(row.integer(3)));
  known.has_content = row.integer(4) != 0;
  return std::optional(known);
}

ArticleId Writer::next_id() const {
  return ArticleId{state_->next_id};
}

void Writer::add(const ArticleWrite& write) {
  state_->run([&] { return state_->add(write); });
  // Also where it failed: whoever goes on until the commit must not get the number a second time.
  state_->next_id = std::max(state_->next_id, raw(write.id) + 1);
}

void Writer::add(const MediaWrite& write) {
  state_->run([&] { return state_->add(write); });
}

void Writer::put(const Source& source) {
  state_->run([&] { return state_->sources.put(source); });
}

namespace {

/// What a person moves is a cluster of its own from then on, as Grouper::correct has it.
Placement by_hand(const std::vector<StoryChange>& changes) {
  Placement out{changes, {}};
  for (const auto& change : changes)
    if (change.kind != StoryChange::Kind::kMerge) out.clusters.push_back({change.article, change.article});
  return out;
}

}  // namespace

void Writer::add(const Correction& correction, const std::vector<StoryChange>& changes) {
  state_->run([&] { return state_->corrections.add(correction); });
  state_->run([&] { return state_->stories.apply(ArticleId{}, by_hand(changes)); });
}

void Writer::take_back(std::uint64_t correction, const std::vector<StoryChange>& changes) {
  state_->run([&] { return state_->corrections.mark_undone(correction); });
  state_->run([&] { return state_->stories.apply(ArticleId{}, by_hand(changes)); });
}

void Writer::regroup(const std::vector<RegroupedArticle>& articles, const Placement& all) {
  for (const auto& article : articles) {
    state_->run([&] { return state_->articles.regroup(article); });
    if (article.facts) state_->run([&] { return state_->renew_facts(article.id, *article.facts); });
  }
  state_->run([&] { return state_->place(ArticleId{}, all); });
}

void Writer::rebuild_names() {
  state_->run([&] { return state_->entities.rebuild(); });
}

void Writer::add(const Channel& channel) {
  state_->run([&]() -> Status {
    KABAR_TRY(const auto source, state_->sources.row_of(channel.source, {}));
    return state_->channels.insert(channel, source);
  });
}

void Writer::add_sitemap(const Channel& channel, std::size_t most, Timestamp idle_since) {
  state_->run([&]() -> Status {
    KABAR_TRY(const auto source, state_->sources.row_of(channel.source, {}));
    return state_->channels.insert_sitemap(channel, source, most, idle_since);
  });
}

void Writer::put(const Channel& channel) {
  state_->run([&]() -> Status {
    KABAR_TRY(const auto source, state_->sources.row_of(channel.source, {}));
    return state_->channels.update(channel, source);
  });
}

void Writer::put(ChannelId id, const ChannelState& state) {
  state_->run([&] { return state_->channels.update_state(id, state); });
}

void Writer::pause(ChannelId id, bool paused) {
  state_->run([&] { return state_->channels.pause(id, paused); });
}

void Writer::recall(Timestamp latest) {
  state_->run([&]() -> Status {
    KABAR_CHECK(state_->channels.recall(latest));
    return state_->pages.recall(latest);
  });
}

void Writer::verify(ChannelId id, std::string_view title) {
  state_->run([&] { return state_->channels.verify(id, title); });
}

void Writer::remove(ChannelId id) {
  state_->run([&] { return state_->channels.remove(id); });
}

void Writer::drop_source(std::string_view id) {
  state_->run([&] { return state_->sources.drop(id); });
}

void Writer::see(ChannelId id, const SeenItem& item) {
  state_->run([&] { return state_->channels.see(id, item); });
}

void Writer::forget_items(Timestamp before) {
  state_->run([&] { return state_->channels.forget_items(before); });
}

void Writer::put(const Page& page) {
  state_->run([&] { return state_->pages.put(page); });
}

void Writer::remove(const Removal& removal) {
  state_->run([&] { return state_->remove(removal); });
}

void Writer::ask_embedding(ArticleId article, std::string_view model, std::string_view text) {
  state_->run([&] { return EmbeddingTable(*state_->database).ask(article, model, text); });
}

void Writer::put_embedding(ArticleId article, const Embedding& vector) {
  state_->run([&] { return EmbeddingTable(*state_->database).put(article, vector); });
}

Result<std::optional<Embedding>> Writer::find_embedding(std::string_view model, std::string_view text) const {
  return EmbeddingTable(*state_->database).find(model, text);
}

void Writer::put(const Subscription& subscription) {
  state_->run([&] { return SubscriptionTable(*state_->database).put(subscription); });
}

void Writer::hint(ChannelId id, Timestamp now) {
  state_->run([&] { return SubscriptionTable(*state_->database).hint(id, now); });
}

void Writer::expire(ArticleId article, std::string_view family) {
  state_->run([&]() -> Status {
    KABAR_CHECK(state_->remove_article(article));
    auto page = state_->database->query("UPDATE pages SET next_fetch = NULL WHERE family = ?");
    return page.bind(family).run();
  });
}

void Writer::forgive(std::string_view key) {
  state_->run([&] { return state_->removals.forgive(key); });
}

Status Writer::commit() {
  return state_->commit();
}

void Writer::roll_back() {
  state_->roll_back();
}

}  // namespace kabar::store

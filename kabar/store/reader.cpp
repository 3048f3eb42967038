#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <system_error>

#include "kabar/base/hash.h"
#include "kabar/store/migrations.h"
#include "kabar/store/reader_state.h"
#include "kabar/store/row_codec.h"
#include "kabar/store/statements.h"

namespace kabar::store {
namespace {

Result<std::unique_ptr<Database>> open_as(const std::filesystem::path& path, Database::Mode mode) {
  KABAR_TRY(auto database, Database::open(path, mode));
  KABAR_CHECK(database->execute("PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY"));
  KABAR_CHECK(check_version(*database));
  return database;
}

/// The first column of what is left.
Result<std::vector<ArticleId>> ids_in(Query& row) {
  std::vector<ArticleId> out;
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) return out;
    out.push_back(ArticleId{row.number(0)});
  }
}

Error no_article(ArticleId id) {
  return {Errc::kNotFound, fmt::format("there is no article {}", article_name(id))};
}

}  // namespace

Result<std::unique_ptr<Database>> open_for_reading(const std::filesystem::path& folder) {
  const auto path = folder / "kabar.db";
  std::error_code failed;
  // A rollback journal is of a process that died before the database was in WAL mode: nothing was in it yet.
  const bool unborn = std::filesystem::exists(std::filesystem::path(path) += "-journal", failed);
  if (unborn || (!std::filesystem::exists(path, failed) && !failed))
    return Error{Errc::kNotFound,
                 fmt::format("{}: holds no articles yet; run kabar ingest first", folder.string())};
  auto database = open_as(path, Database::Mode::kRead);
  if (database || database.error().code != Errc::kIo) return database;
  // On a read-only medium there is no room for the files that coordinate with a writer; nor is there a
  // writer.
  const auto log = std::filesystem::path(path) += "-wal";
  if (std::filesystem::exists(log, failed) && std::filesystem::file_size(log, failed) > 0) return database;
  auto immutable = open_as(path, Database::Mode::kImmutable);
  return immutable ? std::move(immutable) : std::move(database);
}

Reader::Reader(std::unique_ptr<State> state) : state_(std::move(state)) {}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

Result<Reader> Reader::open(const std::filesystem::path& folder) {
  KABAR_TRY(auto database, open_for_reading(folder));
  return Reader(std::make_unique<State>(State{std::move(database), nullptr, 0}));
}

Result<std::shared_ptr<const void>> Reader::hold_state() const {
  KABAR_TRY(auto begun, Transaction::begin_read(*state_->database));
  return std::shared_ptr<const void>(std::make_shared<Transaction>(std::move(begun)));
}

Result<ArticleRow> Reader::article(ArticleId id) const {
  auto row = state_->database->query(statements::kArticle);
  KABAR_TRY(const bool found, row.bind(raw(id)).step());
  if (!found) return no_article(id);
  auto out = article_row(row);
  KABAR_TRY(out.article, article_of_body(row.bytes(statements::kBodyOfArticle)));
  return out;
}

Result<std::vector<std::string>> Reader::texts(ArticleId id) const {
  auto row = state_->database->query(statements::kBody);
  KABAR_TRY(const bool found, row.bind(raw(id)).step());
  if (!found) return no_article(id);
  return texts_of_body(row.bytes(0));
}

Result<std::vector<RevisionRow>> Reader::revisions(ArticleId id) const {
  auto row = state_->database->query(statements::kRevisions);
  row.bind(raw(id));
  std::vector<std::pair<std::int64_t, RevisionRow>> found;  // with when it was fetched, or else arrived
  while (true) {
    KABAR_TRY(const bool more, row.step());
    if (!more) break;
    KABAR_TRY(auto article, article_of_body(row.bytes(1)));
    found.emplace_back(row.integer(row.is_null(0) ? 2 : 0),
                       RevisionRow{1, time_at(row, 0), std::move(article)});
  }
  if (found.empty()) return no_article(id);
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<RevisionRow> out;
  for (auto& [time, revision] : found) {
    revision.number = static_cast<std::uint32_t>(out.size() + 1);
    out.push_back(std::move(revision));
  }
  return out;
}

Result<std::vector<ArticleId>> Reader::find_articles(std::string_view outside_id_or_url) const {
  for (const auto* sql : {statements::kByOutsideId, statements::kByUrl}) {
    auto row = state_->database->query(sql);
    row.bind(outside_id_or_url);
    KABAR_TRY(auto ids, ids_in(row));
    if (!ids.empty()) return ids;
  }
  return std::vector<ArticleId>();
}

Result<std::vector<ArticleId>> Reader::articles_of_family(std::string_view family) const {
  auto row = state_->database->query(
      "SELECT a.id FROM sources s CROSS JOIN articles a ON a.identity = s.name_id || char(10) || ? "
      "ORDER BY a.id DESC");
  row.bind(family);
  return ids_in(row);
}

Result<MediaWrite> Reader::media(std::string_view url) const {
  auto row = state_->database->query(statements::kMedia);
  KABAR_TRY(const bool found, row.bind(url).step());
  if (!found) return Error{Errc::kNotFound, "there is no such picture"};
  return MediaWrite{std::string(row.text(0)), std::string(row.text(1)), std::string(as_chars(row.bytes(2)))};
}

Result<bool> Reader::has_media(std::string_view url) const {
  return state_->database->query("SELECT 1 FROM media WHERE url = ?").bind(url).step();
}

Result<bool> Reader::is_shared_picture(std::string_view source, std::string_view url) const {
  constexpr std::size_t kStories = 3;
  auto row = state_->database->query(statements::kStoriesOfPicture);
  row.bind(source).bind(hash64(url));
  std::set<std::int64_t> stories;
  while (stories.size() < kStories) {
    KABAR_TRY(const bool found, row.step());
    if (!found) return false;
    stories.insert(row.integer(0));
  }
  return true;
}

Result<Totals> Reader::totals() const {
  auto row = state_->database->query(
      "SELECT articles, revisions, stories, (SELECT count(*) FROM sources), newest, "
      "(SELECT count(*) FROM tombstones), (SELECT max(id) FROM story_events), "
      "(SELECT count(*) + total(undone) FROM corrections) FROM totals");
  KABAR_CHECK(row.step());
  Totals out;
  out.articles = row.number(0);
  out.revisions = row.number(1);
  out.stories = row.number(2);
  out.sources = row.number(3);
  out.newest = time_at(row, 4);
  out.removed = row.number(5);
  out.story_events = row.number(6);
  out.decisions = row.number(7);
  return out;
}

}  // namespace kabar::store

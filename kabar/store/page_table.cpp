#include "kabar/store/page_table.h"

#include "kabar/store/columns.h"
#include "kabar/store/reader_state.h"
#include "kabar/store/statements.h"

namespace kabar::store {
namespace {

Page page_row(const Query& row) {
  Columns columns(row, 0);
  Page out;
  out.family = columns.text();
  out.url = columns.text();
  out.channel = ChannelId{columns.integer()};
  out.announced = time_of(columns.integer());
  out.etag = columns.bytes();
  out.last_modified = columns.bytes();
  out.body_hash = static_cast<std::uint64_t>(columns.integer());
  out.last_fetch = columns.time();
  out.last_change = columns.time();
  out.next_fetch = columns.time();
  out.fresh_until = columns.time();
  out.status = static_cast<std::uint16_t>(columns.integer());
  out.visits = static_cast<std::uint32_t>(columns.integer());
  out.failures = static_cast<std::uint32_t>(columns.integer());
  out.trouble = columns.text();
  return out;
}

Result<std::vector<Page>> page_rows(Query& row) {
  std::vector<Page> out;
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) return out;
    out.push_back(page_row(row));
  }
}

}  // namespace

Status PageTable::put(const Page& page) {
  auto query = database_->query(
      R"(INSERT INTO pages (family, url, channel, announced, etag, last_modified, body_hash, last_fetch,
                           last_change, next_fetch, fresh_until, status, visits, failures, trouble)
        VALUES (?1, ?2, (SELECT id FROM channels WHERE id = ?3), ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,
                ?14, ?15)
        ON CONFLICT (family) DO UPDATE SET
          url = excluded.url, channel = excluded.channel, announced = excluded.announced, etag = excluded.etag,
          last_modified = excluded.last_modified, body_hash = excluded.body_hash,
          last_fetch = excluded.last_fetch, last_change = excluded.last_change,
          next_fetch = excluded.next_fetch, fresh_until = excluded.fresh_until, status = excluded.status,
          visits = excluded.visits, failures = excluded.failures, trouble = excluded.trouble)");
  query.bind(page.family).bind(page.url).bind(static_cast<std::int64_t>(page.channel));
  query.bind(seconds(page.announced)).bind(as_bytes(page.etag)).bind(as_bytes(page.last_modified));
  query.bind(page.body_hash).bind(seconds(page.last_fetch)).bind(seconds(page.last_change));
  query.bind(seconds(page.next_fetch)).bind(seconds(page.fresh_until)).bind(std::int64_t{page.status});
  query.bind(std::int64_t{page.visits}).bind(std::int64_t{page.failures});
  return query.bind(page.trouble).run();
}

Status PageTable::recall(Timestamp latest) {
  auto query = database_->query("UPDATE pages SET next_fetch = 0, fresh_until = NULL WHERE next_fetch > ?");
  return query.bind(seconds(latest)).run();
}

Result<std::optional<Page>> Reader::page(std::string_view family) const {
  auto row = state_->database->query(statements::kPage);
  KABAR_TRY(const bool found, row.bind(family).step());
  return found ? std::optional(page_row(row)) : std::nullopt;
}

Result<std::vector<Page>> Reader::due_pages(Timestamp now, std::size_t limit) const {
  auto row = state_->database->query(statements::kDuePages);
  return page_rows(row.bind(seconds(now)).bind(std::uint64_t{limit}));
}

Result<std::optional<Timestamp>> Reader::next_due_page() const {
  auto row = state_->database->query(statements::kNextDuePage);
  KABAR_CHECK(row.step());
  return time_at(row, 0);
}

Result<PageCounts> Reader::page_counts(ChannelId channel) const {
  auto row = state_->database->query(statements::kPageCounts);
  KABAR_CHECK(row.bind(static_cast<std::int64_t>(channel)).step());
  PageCounts out{row.number(0), row.number(1), row.number(2), {}};
  if (out.trouble == 0) return out;
  auto reason = state_->database->query(statements::kPageTrouble);
  KABAR_TRY(const bool found, reason.bind(static_cast<std::int64_t>(channel)).step());
  if (found) out.reason = reason.text(0);
  return out;
}

Result<std::vector<PageTrouble>> Reader::page_troubles() const {
  auto row = state_->database->query(statements::kPageTroubles);
  std::vector<PageTrouble> out;
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) return out;
    Columns columns(row, 0);
    auto& one = out.emplace_back();
    one.channel = ChannelId{columns.integer()};
    one.url = columns.text();
    one.trouble = columns.text();
    one.pages = static_cast<std::uint64_t>(columns.integer());
  }
}

}  // namespace kabar::store

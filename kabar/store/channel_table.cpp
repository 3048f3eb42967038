#include "kabar/store/channel_table.h"

#include "kabar/base/utf8.h"
#include "kabar/store/columns.h"
#include "kabar/store/reader_state.h"
#include "kabar/store/statements.h"

namespace kabar::store {
namespace {

std::int64_t raw(ChannelId id) noexcept {
  return static_cast<std::int64_t>(id);
}

void bind_state(Query& query, const ChannelState& state) {
  query.bind(as_bytes(state.etag)).bind(as_bytes(state.last_modified)).bind(state.body_hash);
  query.bind(seconds(state.last_fetch)).bind(seconds(state.last_success)).bind(seconds(state.last_item));
  query.bind(seconds(state.next_fetch).value_or(0)).bind(seconds(state.fresh_until));
  query.bind(as_bytes(state.rhythm)).bind(std::int64_t{state.failures}).bind(seconds(state.failing_since));
  query.bind(state.trouble).bind(state.moved_to).bind(seconds(state.moved_since));
  query.bind(std::int64_t{state.gone}).bind(state.items);
}

void bind_values(Query& query, const Channel& channel, std::int64_t source) {
  query.bind(source)
      .bind(channel.url)
      .bind(static_cast<std::int64_t>(channel.kind))
      .bind(utf8::head(channel.title, kLongestName));
  query.bind(static_cast<std::int64_t>(channel.full_text)).bind(std::int64_t{channel.paused});
  query.bind(std::int64_t{channel.verified}).bind(channel.attributes);
}

ChannelState state_at(Columns& columns) {
  ChannelState out;
  out.etag = columns.bytes();
  out.last_modified = columns.bytes();
  out.body_hash = static_cast<std::uint64_t>(columns.integer());
  out.last_fetch = columns.time();
  out.last_success = columns.time();
  out.last_item = columns.time();
  if (const auto next = columns.integer(); next != 0) out.next_fetch = time_of(next);
  out.fresh_until = columns.time();
  out.rhythm = columns.bytes();
  out.failures = static_cast<std::uint32_t>(columns.integer());
  out.failing_since = columns.time();
  out.trouble = columns.text();
  out.moved_to = columns.text();
  out.moved_since = columns.time();
  out.gone = columns.integer() != 0;
  out.items = static_cast<std::uint64_t>(columns.integer());
  return out;
}

Channel channel_row(const Query& row) {
  Columns columns(row, 0);
  Channel out;
  out.id = ChannelId{columns.integer()};
  out.source = columns.text();
  out.url = columns.text();
  out.kind = columns.enumerator(kLastChannelKind);
  out.title = columns.text();
  out.full_text = columns.enumerator(kLastFullTextPolicy);
  out.paused = columns.integer() != 0;
  out.verified = columns.integer() != 0;
  out.attributes = columns.text();
  out.state = state_at(columns);
  return out;
}

Result<std::vector<Channel>> channel_rows(Query& row) {
  std::vector<Channel> out;
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) return out;
    out.push_back(channel_row(row));
  }
}

Result<std::optional<Channel>> first_row(Query& row) {
  KABAR_TRY(const bool found, row.step());
  return found ? std::optional(channel_row(row)) : std::nullopt;
}

}  // namespace

Status ChannelTable::insert(const Channel& channel, std::int64_t source) {
  auto query = database_->query(
      R"(INSERT INTO channels (source, url, kind, title, full_text, paused, verified, attributes, etag,
                              last_modified, body_hash, last_fetch, last_success, last_item, next_fetch,
                              fresh_until, rhythm, failures, failing_since, trouble, moved_to, moved_since,
                              gone, items)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (url) DO NOTHING)");
  bind_values(query, channel, source);
  bind_state(query, channel.state);
  return query.run();
}

Status ChannelTable::insert_sitemap(const Channel& channel, std::int64_t source, std::size_t most,
                                    Timestamp idle_since) {
  {
    auto same = database_->query("SELECT 1 FROM channels WHERE url = ?");
    KABAR_TRY(const bool known, same.bind(channel.url).step());
    if (known) return ok();
  }
  std::optional<std::int64_t> idle;
  {
    auto row = database_->query(
        R"(SELECT count(*), (SELECT id FROM channels WHERE source = ?1 AND kind = ?2 AND paused = 0
                                                      AND last_item < ?3 ORDER BY last_item LIMIT 1)
          FROM channels WHERE source = ?1 AND kind = ?2)");
    row.bind(source).bind(static_cast<std::int64_t>(ChannelKind::kSitemap)).bind(seconds(idle_since));
    KABAR_CHECK(row.step());
    if (row.number(0) >= most && row.is_null(1)) return ok();
    if (row.number(0) >= most) idle = row.integer(1);
  }
  if (idle) KABAR_CHECK(remove(ChannelId{*idle}));
  return insert(channel, source);
}

Status ChannelTable::update(const Channel& channel, std::int64_t source) {
  {
    auto other = database_->query("SELECT 1 FROM channels WHERE url = ? AND id <> ?");
    KABAR_TRY(const bool taken, other.bind(channel.url).bind(raw(channel.id)).step());
    if (taken) return remove(channel.id);
  }
  {
    auto query = database_->query(
        R"(UPDATE channels SET source = ?, url = ?, kind = ?, title = ?, full_text = ?, paused = ?,
                              verified = ?, attributes = ?
          WHERE id = ?)");
    bind_values(query, channel, source);
    KABAR_CHECK(query.bind(raw(channel.id)).run());
  }
  return update_state(channel.id, channel.state);
}

Status ChannelTable::update_state(ChannelId id, const ChannelState& state) {
  auto query = database_->query(
      R"(UPDATE channels SET
          etag = ?, last_modified = ?, body_hash = ?, last_fetch = ?, last_success = ?, last_item = ?,
          next_fetch = ?, fresh_until = ?, rhythm = ?, failures = ?, failing_since = ?, trouble = ?,
          moved_to = ?, moved_since = ?, gone = ?, items = ?
        WHERE id = ?)");
  bind_state(query, state);
  return query.bind(raw(id)).run();
}

Status ChannelTable::pause(ChannelId id, bool paused) {
  auto query = database_->query(
      "UPDATE channels SET paused = ?1, next_fetch = iif(?1, next_fetch, min(next_fetch, "
      "coalesce(fresh_until, "
      "0))) WHERE id = ?2");
  return query.bind(std::int64_t{paused}).bind(raw(id)).run();
}

Status ChannelTable::recall(Timestamp latest) {
  auto query =
      database_->query("UPDATE channels SET next_fetch = 0, fresh_until = NULL WHERE next_fetch > ?");
  return query.bind(seconds(latest)).run();
}

Status ChannelTable::verify(ChannelId id, std::string_view title) {
  auto query = database_->query(
      R"(UPDATE channels SET verified = 1, title = CASE title WHEN '' THEN ? ELSE title END WHERE id = ?)");
  return query.bind(utf8::head(title, kLongestName)).bind(raw(id)).run();
}

Status ChannelTable::remove(ChannelId id) {
  KABAR_CHECK(database_->query("DELETE FROM channel_items WHERE channel = ?").bind(raw(id)).run());
  KABAR_CHECK(database_->query("DELETE FROM subscriptions WHERE channel = ?").bind(raw(id)).run());
  auto orphan = database_->query("UPDATE pages SET channel = NULL, next_fetch = NULL WHERE channel = ?");
  KABAR_CHECK(orphan.bind(raw(id)).run());
  return database_->query("DELETE FROM channels WHERE id = ?").bind(raw(id)).run();
}

Status ChannelTable::see(ChannelId id, const SeenItem& item) {
  // The channel may have been removed while it was fetched.
  auto query = database_->query(
      R"(INSERT INTO channel_items (channel, item, content, seen)
          SELECT id, ?2, ?3, ?4 FROM channels WHERE id = ?1
        ON CONFLICT (channel, item) DO UPDATE SET content = excluded.content)");
  return query.bind(raw(id)).bind(item.item).bind(item.content).bind(seconds(item.seen)).run();
}

Status ChannelTable::forget_items(Timestamp before) {
  return database_->query("DELETE FROM channel_items WHERE seen < ?").bind(seconds(before)).run();
}

Result<std::optional<Channel>> Reader::channel(ChannelId id) const {
  auto row = state_->database->query(statements::kChannel);
  return first_row(row.bind(raw(id)));
}

Result<std::optional<Channel>> Reader::find_channel(std::string_view url) const {
  auto row = state_->database->query(statements::kChannelByUrl);
  return first_row(row.bind(url));
}

Result<std::vector<Channel>> Reader::channels(std::string_view source) const {
  auto row = state_->database->query(source.empty() ? statements::kChannels : statements::kChannelsOfSource);
  if (!source.empty()) row.bind(source);
  return channel_rows(row);
}

Result<std::vector<Channel>> Reader::due_channels(Timestamp now, std::size_t limit) const {
  auto row = state_->database->query(statements::kDueChannels);
  return channel_rows(row.bind(seconds(now)).bind(std::uint64_t{limit}));
}

Result<std::optional<Timestamp>> Reader::next_due_channel() const {
  auto row = state_->database->query(statements::kNextDueChannel);
  KABAR_CHECK(row.step());
  return time_at(row, 0);
}

Result<ChannelTotals> Reader::channel_totals(Timestamp now) const {
  ChannelTotals out;
  {
    auto row = state_->database->query(
        R"(SELECT count(*) FILTER (WHERE gone), count(*) FILTER (WHERE paused AND NOT gone),
                  count(*) FILTER (WHERE failures > 0 AND NOT paused AND NOT gone),
                  count(*) FILTER (WHERE last_fetch IS NULL AND failures = 0 AND NOT paused AND NOT gone),
                  count(*) FILTER (WHERE next_fetch <= ?1 AND NOT paused AND NOT gone),
                  min(next_fetch) FILTER (WHERE next_fetch BETWEEN 1 AND ?1 AND NOT paused AND NOT gone),
                  count(*), count(DISTINCT source)
          FROM channels)");
    KABAR_CHECK(row.bind(seconds(now)).step());
    out.gone = row.number(0);
    out.paused = row.number(1);
    out.failing = row.number(2);
    out.fresh = row.number(3);
    out.due = row.number(4);
    out.longest_due = time_at(row, 5);
    out.sources = row.number(7);
    out.good = row.number(6) - out.gone - out.paused - out.failing - out.fresh;
  }
  auto row = state_->database->query("SELECT count(*) FROM pages WHERE next_fetch <= ?");
  KABAR_CHECK(row.bind(seconds(now)).step());
  out.pages_due = row.number(0);
  return out;
}

Result<std::vector<SeenItem>> Reader::seen_items(ChannelId id) const {
  auto row = state_->database->query(statements::kSeenItems);
  row.bind(raw(id));
  std::vector<SeenItem> out;
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) return out;
    out.push_back({row.number(0), row.number(1), time_of(row.integer(2))});
  }
}

}  // namespace kabar::store

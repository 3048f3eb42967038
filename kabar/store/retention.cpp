#include "kabar/store/retention.h"

#include <algorithm>
#include <unordered_map>

#include "kabar/store/columns.h"
#include "kabar/store/reader_state.h"

/// The columns that expired_row() reads. Of what is only counted SQLite does not read the pages.
#define KABAR_SIZED_ARTICLES                                                             \
  "SELECT a.id, s.name_id, a.url, a.sorted, a.arrived, length(a.excerpt) + "             \
  "coalesce((SELECT sum(length(r.body)) FROM revisions r WHERE r.article = a.id), 0) + " \
  "coalesce((SELECT length(n.body) FROM analyses n WHERE n.article = a.id), 0) + "       \
  "coalesce((SELECT length(f.body) FROM facts f WHERE f.article = a.id), 0) + "          \
  "coalesce((SELECT length(t.terms) FROM search_texts t WHERE t.article = a.id), 0) + "  \
  "coalesce((SELECT length(m.bytes) FROM media m WHERE m.url = a.image), 0) "            \
  "FROM articles a CROSS JOIN sources s ON s.id = a.source "

namespace kabar::store {
namespace {

Expired expired_row(const Query& row) {
  return {ArticleId{row.number(0)}, std::string(row.text(1)), std::string(row.text(2)),
          time_of(row.integer(3)), row.number(5)};
}

/// Those that arrived before; numbers are given in the order of arrival.
Status add_aged(Database& database, Timestamp before, std::vector<Expired>& out) {
  auto row = database.query(KABAR_SIZED_ARTICLES "ORDER BY a.id");
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found || time_of(row.integer(4)) >= before) return ok();
    out.push_back(expired_row(row));
  }
}

/// Those for which there is no room beside newer ones, down to `last`, newest first.
Status add_crowded(Database& database, const RetentionLimits& limits, ArticleId last,
                   std::vector<Expired>& out) {
  std::unordered_map<std::string, std::uint64_t> of_source;
  std::uint64_t all = 0;
  auto row = database.query(KABAR_SIZED_ARTICLES "WHERE a.id > ? ORDER BY a.id DESC");
  row.bind(raw(last));
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) return ok();
    auto one = expired_row(row);
    auto& source = of_source[one.source];
    const bool fits = (limits.source_bytes == 0 || source + one.bytes <= limits.source_bytes) &&
                      (limits.total_bytes == 0 || all + one.bytes <= limits.total_bytes);
    if (fits) {
      source += one.bytes;
      all += one.bytes;
    } else {
      out.push_back(std::move(one));
    }
  }
}

}  // namespace

Result<std::vector<Expired>> Reader::expired(const RetentionLimits& limits, Timestamp now) const {
  std::vector<Expired> out;
  auto& database = *state_->database;
  if (limits.age.count() != 0) KABAR_CHECK(add_aged(database, now - limits.age, out));
  if (limits.source_bytes == 0 && limits.total_bytes == 0) return out;
  const auto aged = out.size();
  KABAR_CHECK(add_crowded(database, limits, out.empty() ? ArticleId{} : out.back().id, out));
  std::reverse(out.begin() + static_cast<std::ptrdiff_t>(aged), out.end());
  return out;
}

}  // namespace kabar::store

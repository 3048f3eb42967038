#include "kabar/store/word_counts.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <limits>

namespace kabar::store {
namespace {

constexpr int kTitle = 0, kBody = 1;  // columns of the index
constexpr std::uint32_t kEndOfGroup = std::numeric_limits<std::uint32_t>::max();

fts5_api* api_of(sqlite3* connection) {
  fts5_api* api = nullptr;
  sqlite3_stmt* statement = nullptr;
  if (::sqlite3_prepare_v2(connection, "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
    static_cast<void>(
        ::sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr));
    static_cast<void>(::sqlite3_step(statement));
  }
  static_cast<void>(::sqlite3_finalize(statement));
  return api;
}

std::uint32_t number_at(const char* bytes) {
  std::uint32_t out = 0;
  std::memcpy(&out, bytes, sizeof(out));
  return out;
}

/// Adds how often a phrase stands in the row.
int count_phrase(const Fts5ExtensionApi& api, Fts5Context* row, int phrase, MatchWords::Count& count) {
  Fts5PhraseIter place{};
  int column = -1, offset = 0;
  const int code = api.xPhraseFirst(row, phrase, &place, &column, &offset);
  if (code != SQLITE_OK) return code;
  for (; column >= 0; api.xPhraseNext(row, &place, &column, &offset)) {
    if (column == kTitle) ++count.title;
    if (column == kBody) ++count.body;
  }
  return SQLITE_OK;
}

int count_groups(const Fts5ExtensionApi& api, Fts5Context* row, std::string_view groups,
                 std::vector<std::uint32_t>& out) {
  const int phrases = api.xPhraseCount(row);
  MatchWords::Count count;
  for (; groups.size() >= sizeof(std::uint32_t); groups.remove_prefix(sizeof(std::uint32_t))) {
    const auto number = number_at(groups.data());
    if (number == kEndOfGroup) {
      out.insert(out.end(), {count.title, count.body});
      count = {};
      continue;
    }
    if (number >= static_cast<std::uint32_t>(phrases)) continue;
    if (const int code = count_phrase(api, row, static_cast<int>(number), count); code != SQLITE_OK)
      return code;
  }
  return SQLITE_OK;
}

void count_words(const Fts5ExtensionApi* api, Fts5Context* row, sqlite3_context* result, int values,
                 sqlite3_value** given) {
  std::string_view groups;
  if (values == 1 && ::sqlite3_value_blob(given[0]) != nullptr)
    groups = {static_cast<const char*>(::sqlite3_value_blob(given[0])),
              static_cast<std::size_t>(::sqlite3_value_bytes(given[0]))};
  int title = 0, body = 0;
  std::vector<std::uint32_t> out;
  int code = api->xColumnSize(row, kTitle, &title);
  if (code == SQLITE_OK) code = api->xColumnSize(row, kBody, &body);
  out = {static_cast<std::uint32_t>(title), static_cast<std::uint32_t>(body)};
  if (code == SQLITE_OK) code = count_groups(*api, row, groups, out);
  if (code != SQLITE_OK) return ::sqlite3_result_error_code(result, code);
  ::sqlite3_result_blob64(result, out.data(), out.size() * sizeof(std::uint32_t), SQLITE_TRANSIENT);
}

}  // namespace

Status add_word_counts(sqlite3* connection) {
  auto* const api = api_of(connection);
  const bool added = api != nullptr && api->xCreateFunction(api, "kabar_word_counts", nullptr, count_words,
                                                            nullptr) == SQLITE_OK;
  if (!added) return Error{Errc::kInternal, "this SQLite has no FTS5, which search needs"};
  return ok();
}

std::string phrase_groups(const std::vector<std::vector<std::size_t>>& groups) {
  std::string out;
  const auto put = [&](std::uint32_t number) {
    std::array<char, sizeof(number)> bytes{};
    std::memcpy(bytes.data(), &number, sizeof(number));
    out.append(bytes.data(), bytes.size());
  };
  for (const auto& group : groups) {
    for (const auto phrase : group) put(static_cast<std::uint32_t>(phrase));
    put(kEndOfGroup);
  }
  return out;
}

Result<MatchWords> match_words(ByteView counted) {
  std::vector<std::uint32_t> numbers(counted.size() / sizeof(std::uint32_t));
  if (numbers.size() < 2 || numbers.size() % 2 != 0)
    return Error{Errc::kCorrupt, "the words of a match cannot be counted"};
  std::memcpy(numbers.data(), counted.data(), numbers.size() * sizeof(std::uint32_t));
  MatchWords out{numbers[0], numbers[1], {}};
  for (std::size_t i = 2; i < numbers.size(); i += 2) out.counts.push_back({numbers[i], numbers[i + 1]});
  return out;
}

}  // namespace kabar::store

#include "kabar/store/entity_renaming.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <vector>

namespace kabar::store {
namespace {

/// How many spellings an old name and a new one share.
struct Shared {
  std::uint64_t old_name, new_name;
  std::size_t spellings;
};

std::vector<Shared> shared_spellings(const NamesByKey& before, const NamesByKey& after) {
  std::map<std::pair<std::uint64_t, std::uint64_t>, std::size_t> counts;
  for (const auto& [key, old_name] : before)
    if (const auto hit = after.find(key); hit != after.end()) ++counts[{old_name, hit->second}];
  std::vector<Shared> out;
  out.reserve(counts.size());
  for (const auto& [pair, spellings] : counts) out.push_back({pair.first, pair.second, spellings});
  std::stable_sort(out.begin(), out.end(), [](const Shared& a, const Shared& b) {
    return std::tuple(b.spellings, a.old_name, a.new_name) < std::tuple(a.spellings, b.old_name, b.new_name);
  });
  return out;
}

Status rename(Database& database, std::uint64_t from, std::uint64_t to) {
  for (const char* sql :
       {"UPDATE names SET id = ? WHERE id = ?", "UPDATE name_spellings SET name = ? WHERE name = ?"})
    KABAR_CHECK(database.query(sql).bind(to).bind(from).run());
  return ok();
}

Status lead(Database& database, std::uint64_t from, std::uint64_t to) {
  for (const char* sql : {"UPDATE name_redirects SET target = ? WHERE target = ?",
                          "INSERT OR REPLACE INTO name_redirects (target, name) VALUES (?, ?)"})
    KABAR_CHECK(database.query(sql).bind(to).bind(from).run());
  return ok();
}

}  // namespace

Result<NamesByKey> names_by_key(Database& database) {
  NamesByKey out;
  auto row = database.query("SELECT key, name FROM name_spellings");
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) return out;
    out.emplace(row.text(0), row.number(1));
  }
}

Status give_old_numbers(Database& database, const NamesByKey& before, const NamesByKey& after) {
  std::map<std::uint64_t, std::uint64_t> old_of, went;  // by new name; by old name
  std::vector<Shared> left;
  for (const auto& shared : shared_spellings(before, after)) {
    if (went.contains(shared.old_name) || old_of.contains(shared.new_name)) {
      left.push_back(shared);
      continue;
    }
    old_of.emplace(shared.new_name, shared.old_name);
    went.emplace(shared.old_name, shared.old_name);
    KABAR_CHECK(rename(database, shared.new_name, shared.old_name));
  }
  for (const auto& shared : left) {
    if (went.contains(shared.old_name)) continue;
    const auto hit = old_of.find(shared.new_name);
    const auto target = hit == old_of.end() ? shared.new_name : hit->second;
    went.emplace(shared.old_name, target);
    KABAR_CHECK(lead(database, shared.old_name, target));
  }
  return database.execute("DELETE FROM name_redirects WHERE target NOT IN (SELECT id FROM names)");
}

}  // namespace kabar::store

#include "kabar/store/entity_table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <utility>

#include "kabar/store/entity_renaming.h"
#include "kabar/store/fact_table.h"
#include "kabar/store/statements.h"
#include "kabar/understand/entities.h"
#include "kabar/understand/name_sound.h"

namespace kabar::store {
namespace {

constexpr std::size_t kMostRemembered = 200'000;

understand::Sounds split(std::string_view words) {
  understand::Sounds out;
  while (!words.empty()) {
    const auto blank = std::min(words.find(' '), words.size());
    out.emplace_back(words.substr(0, blank));
    words.remove_prefix(std::min(blank + 1, words.size()));
  }
  return out;
}

}  // namespace

Result<bool> EntityTable::is_known(const std::string& key) {
  if (known_.contains(key)) return true;
  auto row = database_->query(statements::kSpelling);
  KABAR_TRY(const bool found, row.bind(key).step());
  return found;
}

Status EntityTable::meet(const TextFacts& facts, std::string_view lang) {
  for (const auto& name : facts.names) {
    const auto key = understand::spelling_key(name);
    if (key.empty()) continue;
    KABAR_TRY(const bool known, is_known(key));
    if (!known) KABAR_CHECK(meet(key, name, lang));
    if (known_.size() >= kMostRemembered) known_.clear();
    known_.insert(key);
  }
  return ok();
}

Status EntityTable::meet(const std::string& key, const Name& name, std::string_view lang) {
  if (!name.ref.empty()) {
    KABAR_TRY(auto of, name_of_place(name.ref));
    if (of == 0) {
      KABAR_TRY(of, new_name(name.kind, name.ref));
    }
    return put(key, name.kind, {name.text, std::string(lang), {}}, of);
  }
  const auto& words = name.full.empty() ? name.text : name.full;
  const understand::Spelling fresh{words, std::string(lang), understand::sounds_of(words)};
  KABAR_TRY(auto of, name_like(name.kind, fresh));
  if (of == 0) {
    KABAR_TRY(of, new_name(name.kind, {}));
  }
  return put(key, name.kind, fresh, of);
}

Result<std::uint64_t> EntityTable::name_of_place(std::string_view ref) {
  auto row = database_->query("SELECT id FROM names WHERE ref = ? AND ref <> ''");
  KABAR_TRY(const bool found, row.bind(ref).step());
  return found ? row.number(0) : std::uint64_t{0};
}

/// Spellings by their number, so in the order of their coming, with whom they mean.
Result<EntityTable::Candidates> EntityTable::candidates(const std::vector<std::string>& keys) {
  Candidates out;
  for (const auto& key : keys) {
    auto row = database_->query(
        R"(SELECT s.id, s.name, s.text, s.lang, s.sounds
          FROM name_keys k CROSS JOIN name_spellings s ON s.id = k.spelling
          WHERE k.key = ? ORDER BY k.spelling DESC LIMIT ?)");
    row.bind(key).bind(std::uint64_t{understand::kMostBehindKey});
    while (true) {
      KABAR_TRY(const bool more, row.step());
      if (!more) break;
      const auto [place, fresh] = out.try_emplace(row.number(0));
      if (!fresh) continue;
      place->second = {row.number(1),
                       {std::string(row.text(2)), std::string(row.text(3)), split(row.text(4))}};
    }
  }
  return out;
}

/// Nought where it is nobody's yet.
Result<std::uint64_t> EntityTable::name_like(NameKind kind, const understand::Spelling& fresh) {
  KABAR_TRY(const auto found, candidates(understand::sound_keys(kind, fresh)));
  std::vector<understand::KnownSpelling> known;
  known.reserve(found.size());
  for (const auto& [id, candidate] : found) known.push_back({candidate.first, &candidate.second});
  const auto same = understand::same_names(kind, fresh, known);
  if (same.empty()) return std::uint64_t{0};
  const auto kept = *std::min_element(same.begin(), same.end());
  for (const auto name : same)
    if (name != kept) KABAR_CHECK(merge(name, kept));
  return kept;
}

Result<std::uint64_t> EntityTable::new_name(NameKind kind, std::string_view ref) {
  auto row = database_->query("INSERT INTO names (kind, ref) VALUES (?, ?) RETURNING id");
  KABAR_CHECK(row.bind(static_cast<std::int64_t>(kind)).bind(ref).step());
  return row.number(0);
}

Status EntityTable::put(const std::string& key, NameKind kind, const understand::Spelling& spelling,
                        std::uint64_t of) {
  std::uint64_t id = 0;
  {
    auto row = database_->query(
        "INSERT INTO name_spellings (key, text, lang, sounds, name) VALUES (?, ?, ?, ?, ?) RETURNING id");
    row.bind(key).bind(spelling.text).bind(spelling.lang);
    KABAR_CHECK(row.bind(fmt::format("{}", fmt::join(spelling.sounds, " "))).bind(of).step());
    id = row.number(0);
  }
  for (const auto& sound : understand::sound_keys(kind, spelling)) {
    auto keep = database_->query("INSERT INTO name_keys (key, spelling) VALUES (?, ?)");
    KABAR_CHECK(keep.bind(sound).bind(id).run());
  }
  return ok();
}

Status EntityTable::merge(std::uint64_t gone, std::uint64_t kept) {
  for (const char* sql : {"UPDATE name_spellings SET name = ? WHERE name = ?",
                          "UPDATE name_redirects SET target = ? WHERE target = ?",
                          "INSERT INTO name_redirects (target, name) VALUES (?, ?)"})
    KABAR_CHECK(database_->query(sql).bind(kept).bind(gone).run());
  return database_->query("DELETE FROM names WHERE id = ?").bind(gone).run();
}

void EntityTable::leave(std::vector<std::string> keys) {
  left_.insert(left_.end(), std::make_move_iterator(keys.begin()), std::make_move_iterator(keys.end()));
}

Status EntityTable::prune() {
  for (const auto& key : std::exchange(left_, {})) {
    const auto term = fmt::format("facets : \"{}\"", understand::naming_facet(key));
    auto row = database_->query("SELECT rowid FROM search WHERE search MATCH ? LIMIT 1");
    KABAR_TRY(const bool used, row.bind(term).step());
    if (!used) KABAR_CHECK(forget_spelling(key));
  }
  return ok();
}

Status EntityTable::forget_spelling(const std::string& key) {
  known_.erase(key);
  std::uint64_t spelling = 0, name = 0;
  {
    auto row = database_->query("SELECT id, name FROM name_spellings WHERE key = ?");
    KABAR_TRY(const bool found, row.bind(key).step());
    if (!found) return ok();
    spelling = row.number(0);
    name = row.number(1);
  }
  for (const char* sql :
       {"DELETE FROM name_keys WHERE spelling = ?", "DELETE FROM name_spellings WHERE id = ?"})
    KABAR_CHECK(database_->query(sql).bind(spelling).run());
  {
    auto row = database_->query("SELECT 1 FROM name_spellings WHERE name = ? LIMIT 1");
    KABAR_TRY(const bool left, row.bind(name).step());
    if (left) return ok();
  }
  for (const char* sql : {"DELETE FROM name_redirects WHERE target = ?", "DELETE FROM names WHERE id = ?"})
    KABAR_CHECK(database_->query(sql).bind(name).run());
  return ok();
}

/// Every article once more, in the order of arrival.
Status EntityTable::meet_all() {
  constexpr std::int64_t kBatch = 500;
  std::uint64_t last = 0;
  while (true) {
    std::vector<std::pair<TextFacts, std::string>> batch;
    std::size_t read = 0;
    {
      auto row = database_->query(
          R"(SELECT f.article, f.body, a.lang FROM facts f CROSS JOIN articles a ON a.id = f.article
            WHERE f.article > ? ORDER BY f.article LIMIT ?)");
      row.bind(last).bind(kBatch);
      while (true) {
        KABAR_TRY(const bool found, row.step());
        if (!found) break;
        last = row.number(0);
        ++read;
        if (auto facts = facts_or_none(ArticleId{last}, row.bytes(1)))
          batch.emplace_back(*std::move(facts), row.text(2));
      }
    }
    if (read == 0) return ok();
    for (const auto& [facts, lang] : batch) KABAR_CHECK(meet(facts, lang));
  }
}

Status EntityTable::rebuild() {
  KABAR_TRY(const auto before, names_by_key(*database_));
  KABAR_CHECK(database_->execute("DELETE FROM name_keys; DELETE FROM name_spellings; DELETE FROM names"));
  forget();
  KABAR_CHECK(meet_all());
  KABAR_TRY(const auto after, names_by_key(*database_));
  return give_old_numbers(*database_, before, after);
}

void EntityTable::forget() {
  known_.clear();
  left_.clear();
}

}  // namespace kabar::store

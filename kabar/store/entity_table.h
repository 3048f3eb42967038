#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "kabar/model/ids.h"
#include "kabar/model/text_facts.h"
#include "kabar/store/sqlite.h"
#include "kabar/understand/name_joining.h"

namespace kabar::store {

/// People, organisations and places by numbers that last, with all their spellings. The same articles in the
/// same order give the same numbers.
class EntityTable {
 public:
  explicit EntityTable(Database& database) : database_(&database) {}

  /// What an article names: a spelling that nobody had before finds its name among those that sound like it,
  /// or is a new one's. Where it shows that two names are one, the older keeps its number.
  Status meet(const TextFacts& facts, std::string_view lang);
  /// The article does not have these spellings any more: what no other has is forgotten, unless an article
  /// that was met since has it. When the search index is as it shall be: prune().
  void leave(std::vector<std::string> keys);
  Status prune();
  /// Everything anew from the facts that are stored. A name's number goes to the one that has most of its
  /// spellings now, those that are left over lead to where most of theirs are.
  Status rebuild();
  /// After a rollback.
  void forget();

 private:
  using Candidates = std::map<std::uint64_t, std::pair<std::uint64_t, understand::Spelling>>;
  Status meet(const std::string& key, const Name& name, std::string_view lang);
  Result<bool> is_known(const std::string& key);
  Result<std::uint64_t> name_of_place(std::string_view ref);
  Result<std::uint64_t> name_like(NameKind kind, const understand::Spelling& fresh);
  Result<Candidates> candidates(const std::vector<std::string>& keys);
  Result<std::uint64_t> new_name(NameKind kind, std::string_view ref);
  Status put(const std::string& key, NameKind kind, const understand::Spelling& spelling, std::uint64_t of);
  Status merge(std::uint64_t gone, std::uint64_t kept);
  Status forget_spelling(const std::string& key);
  Status meet_all();

  Database* database_;
  std::unordered_set<std::string> known_;  ///< keys of some that are in the table
  std::vector<std::string> left_;
};

}  // namespace kabar::store

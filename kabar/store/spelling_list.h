#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_set>

#include "kabar/store/sqlite.h"

namespace kabar::store {

/// The words that the search index has, to look for those that are near to another: without facets, without
/// what begins with a digit, none shorter or longer than people's misspellings can be near to. What is called
/// happens in the caller's transaction.
class SpellingList {
 public:
  explicit SpellingList(Database& database) : database_(&database) {}

  /// The words of a text, between blanks, are in the index.
  Status meet(std::string_view words);
  /// They were: those that no article has any more go.
  Status leave(std::string_view words);
  /// After the transaction was rolled back.
  void forget() { known_.clear(); }

 private:
  Status meet_word(std::string_view word);
  Status leave_word(std::string_view word);

  Database* database_;
  std::unordered_set<std::uint64_t> known_;  ///< hashes of words that are in the list
};

}  // namespace kabar::store

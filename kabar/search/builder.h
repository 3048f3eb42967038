#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "kabar/search/query.h"
#include "kabar/store/source_list.h"

namespace kabar::search {

/// What an edition holds that a query can name.
struct Edition {
  std::vector<std::string> languages;                     ///< of its articles, by their codes
  std::shared_ptr<const store::SourceList> sources = {};  ///< null: none
  /// What the values of name: in the query stand for, exact ones and others: understand::naming_facet() of
  /// the spellings.
  std::map<std::pair<bool, std::string>, std::vector<std::string>> names = {};
  /// The same of people whom folded words of the query may stand for.
  std::map<std::string, std::vector<std::string>> people = {};

  const std::vector<store::SourceRow>& outlets() const;
};

/// What the store is asked for.
struct Built {
  store::SearchQuery query;
  /// The words and phrases that were asked for, each with the forms that it has in the index; those that must
  /// not be there are left out.
  std::vector<std::vector<std::string>> wanted;
};

/// Turns a query into what the index knows: words into their stems in each language of the edition, names
/// also into what they may be in other scripts; outlets, countries and topics by their names. A value that
/// nothing here has is noted, and matches nothing. Phrases, values of filters and outlets count up to a
/// budget of the whole query (144 terms in all languages, 48 of one phrase, 16 values, inside of an OR 256
/// outlets, elsewhere each outlet twice), and what was left out is noted. Pure; safe from any thread.
Built build(const ParsedQuery& query, const Edition& edition, std::vector<Note>& notes);

}  // namespace kabar::search

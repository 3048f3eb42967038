#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace kabar::store {

/// What an article must have to be found: a tree of conditions over the search index. Without parts and texts
/// it is true of every article (kAll) or of none.
struct SearchClause {
  enum class Kind : std::uint8_t {
    kAll,    ///< each part
    kAny,    ///< at least one part
    kNot,    ///< no part
    kWords,  ///< one of the texts, in title or body: folded stems as index_terms() writes them; blanks inside
             ///< make a phrase
    kTitle,  ///< the same in the title
    kFacet,  ///< one of the texts among the terms of understand::search_facets()
    kSource,  ///< of one of the sources, by their ids
    kLang,    ///< in one of the languages, by their codes
  };

  Kind kind = Kind::kAll;
  std::vector<SearchClause> parts = {};
  std::vector<std::string> texts = {};
};

inline SearchClause all_of(std::vector<SearchClause> parts) {
  return {SearchClause::Kind::kAll, std::move(parts)};
}
inline SearchClause any_of(std::vector<SearchClause> parts) {
  return {SearchClause::Kind::kAny, std::move(parts)};
}
inline SearchClause none_of(std::vector<SearchClause> parts) {
  return {SearchClause::Kind::kNot, std::move(parts)};
}
inline SearchClause words(std::vector<std::string> forms) {
  return {SearchClause::Kind::kWords, {}, std::move(forms)};
}
inline SearchClause title_words(std::vector<std::string> forms) {
  return {SearchClause::Kind::kTitle, {}, std::move(forms)};
}
inline SearchClause facet(std::vector<std::string> terms) {
  return {SearchClause::Kind::kFacet, {}, std::move(terms)};
}
inline SearchClause of_source(std::string id) {
  return {SearchClause::Kind::kSource, {}, {std::move(id)}};
}
inline SearchClause in_lang(std::string code) {
  return {SearchClause::Kind::kLang, {}, {std::move(code)}};
}

/// How often what was asked for stands in a match.
struct MatchWords {
  std::uint32_t title = 0, body = 0;  ///< words that these have
  struct Count {
    std::uint32_t title = 0, body = 0;
  };
  std::vector<Count> counts = {};  ///< of each that was asked for, in all its forms
};

}  // namespace kabar::store

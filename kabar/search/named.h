#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/store/store.h"

namespace kabar::search {

constexpr std::size_t kNamed = 40;  ///< matches whose names are counted: each has its facts decoded

/// Whom a value of name: means: by an id the one who goes by it now, else all whose whole name it is. Nobody
/// is no error. Any thread, as `reader` is one's own; fails as Reader does.
Result<std::vector<store::EntityRow>> entities_meant(const store::Reader& reader, std::string_view value,
                                                     bool by_id_alone);

/// What articles have that name them, and that cite what they said; by their first 200 spellings.
store::SearchClause naming(const store::EntityRow& entity);
store::SearchClause citing(const store::EntityRow& entity);

/// A name, and how many of the matches name it.
struct NameCount {
  store::EntityRow entity;  ///< with the spellings of these matches
  std::size_t articles = 0;
};

/// Whom at least two of these name, of the first kNamed; those that most name first, at most twenty. Any
/// thread, as `reader` is one's own; fails as Reader does.
Result<std::vector<NameCount>> named_in(const store::Reader& reader,
                                        std::span<const store::SearchMatch> matches);

}  // namespace kabar::search

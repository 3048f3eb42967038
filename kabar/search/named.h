#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/store/store.h"

namespace kabar::search {

constexpr std::size_t kNamed = 40;  ///< matches whose names are counted

/// A name, and how many of the matches name it.
struct NameCount {
  store::EntityRow entity;  ///< with the spellings of these matches
  std::size_t articles = 0;
};

/// Whom at least two of these name, of the first kNamed; those that most name first, at most twenty.
Result<std::vector<NameCount>> named_in(const store::Reader& reader,
                                        std::span<const store::SearchMatch> matches);

}  // namespace kabar::search

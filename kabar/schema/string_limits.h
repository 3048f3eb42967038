#pragma once

#include <cstddef>

#include "kabar/model/article.h"

namespace kabar::schema {

// In bytes of UTF-8; docs/FORMATS.md tells them.
constexpr std::size_t kLongestTitle = 1'200;
constexpr std::size_t kLongestAddress = 4'096;
constexpr std::size_t kMostAuthors = 100;

/// Bounds what is short in an article of the outside, so that no outlet makes the pages heavy that list it:
/// the headline and names are cut between characters, an address that is too long is left out with a warning,
/// and so is an outlet's id. The blocks' texts stay.
void limit_strings(Article& article);

}  // namespace kabar::schema

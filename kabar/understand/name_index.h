#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kabar/model/name.h"

namespace kabar::understand {

/// Joins names that are spelt in different ways, as they come: the same names in the same order give the same
/// answer. A surname alone joins nothing. One thread.
class NameIndex {
 public:
  /// kabar's id of whom the name means: that of an earlier name that is the same, else a new one, which is
  /// made of the name itself.
  std::string entity_of(NameKind kind, std::string_view name);

 private:
  struct Known {
    NameKind kind;
    std::vector<std::string> sounds;
    std::size_t entity;
  };

  std::vector<Known> known_;
  std::vector<std::string> entities_;
  std::unordered_map<std::string, std::size_t> exact_;                    ///< by kind and folded text
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_sound_;  ///< by the first sounds of a word
};

}  // namespace kabar::understand

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kabar/model/name.h"
#include "kabar/understand/name_joining.h"

namespace kabar::understand {

/// Joins names that are spelt in different ways, as they come: the same names in the same order give the same
/// answer. A surname alone joins nothing. One thread. What lasts is kept by the store, in the same way.
class NameIndex {
 public:
  /// kabar's id of whom the name means: that of an earlier name that is the same, else a new one, which is
  /// made of the name itself. `lang` is that of the text, where it is known. Where a later name shows that
  /// two are one, both have the older one's from then on.
  std::string entity_of(NameKind kind, std::string_view name, std::string_view lang = {});

 private:
  std::size_t meant_by(NameKind kind, const Spelling& fresh);
  std::vector<KnownSpelling> candidates(NameKind kind, const Spelling& fresh) const;

  std::vector<Spelling> spellings_;
  std::vector<std::size_t> means_;  ///< of each spelling, the place in entities_
  std::vector<std::string> entities_;
  std::unordered_map<std::string, std::size_t> exact_;  ///< by kind and folded text: the place in spellings_
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_key_;
};

}  // namespace kabar::understand

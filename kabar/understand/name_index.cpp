#include "kabar/understand/name_index.h"

#include <fmt/format.h>

#include <algorithm>

#include "kabar/text/letters.h"
#include "kabar/text/transliterate.h"
#include "kabar/understand/name_sound.h"
#include "kabar/understand/term_counter.h"

namespace kabar::understand {
namespace {

constexpr std::size_t kKeySize = 2;         ///< classes of consonants by which candidates are found
constexpr std::size_t kMostCompared = 400;  ///< the newest with the same key

std::string key_of(NameKind kind, std::string_view sounds) {
  return static_cast<char>('0' + static_cast<int>(kind)) + text::consonant_key(sounds).substr(0, kKeySize);
}

bool is_same(NameKind kind, const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return kind == NameKind::kPerson ? same_person(a, b) : same_organisation(a, b);
}

}  // namespace

std::string NameIndex::entity_of(NameKind kind, std::string_view name) {
  const auto folded = fmt::format("{}{}", static_cast<int>(kind), text::fold(name));
  if (const auto hit = exact_.find(folded); hit != exact_.end()) return entities_[hit->second];
  Known fresh{kind, sounds_of(name), entities_.size()};
  const bool alone =
      kind == NameKind::kPerson && fresh.sounds.size() == 1 && fresh.sounds.front().size() <= 7;
  for (const auto& word : fresh.sounds) {
    if (alone) break;
    auto& same = by_sound_[key_of(kind, word)];
    for (std::size_t back = 1;
         back <= std::min(same.size(), kMostCompared) && fresh.entity == entities_.size(); ++back) {
      const auto& other = known_[same[same.size() - back]];
      if (is_same(kind, other.sounds, fresh.sounds)) fresh.entity = other.entity;
    }
  }
  if (fresh.entity == entities_.size())
    entities_.push_back(fmt::format("{}:{:08x}", name_of(kind), raw(term_id(TermSpace::kName, folded))));
  exact_.emplace(folded, fresh.entity);
  for (const auto& word : fresh.sounds)
    by_sound_[key_of(kind, word)].push_back(static_cast<std::uint32_t>(known_.size()));
  known_.push_back(std::move(fresh));
  return entities_[known_.back().entity];
}

}  // namespace kabar::understand

#include "kabar/understand/name_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "kabar/text/letters.h"
#include "kabar/understand/name_sound.h"
#include "kabar/understand/term_counter.h"

namespace kabar::understand {

std::vector<KnownSpelling> NameIndex::candidates(NameKind kind, const Spelling& fresh) const {
  std::set<std::uint32_t> places;
  for (const auto& key : sound_keys(kind, fresh)) {
    const auto hit = by_key_.find(key);
    if (hit == by_key_.end()) continue;
    const auto& all = hit->second;
    places.insert(all.end() - static_cast<std::ptrdiff_t>(std::min(all.size(), kMostBehindKey)), all.end());
  }
  std::vector<KnownSpelling> out;
  out.reserve(places.size());
  for (const auto place : places) out.push_back({means_[place], &spellings_[place]});
  return out;
}

/// The entity's place; one more where the name means none that is known.
std::size_t NameIndex::meant_by(NameKind kind, const Spelling& fresh) {
  const auto same = same_names(kind, fresh, candidates(kind, fresh));
  if (same.empty()) return entities_.size();
  const auto kept = *std::min_element(same.begin(), same.end());
  if (same.size() == 1) return kept;
  for (auto& entity : means_)
    if (std::find(same.begin(), same.end(), entity) != same.end()) entity = kept;
  return kept;
}

std::string NameIndex::entity_of(NameKind kind, std::string_view name, std::string_view lang) {
  const auto folded = fmt::format("{}{}", static_cast<int>(kind), text::fold(name));
  if (const auto hit = exact_.find(folded); hit != exact_.end()) return entities_[means_[hit->second]];
  Spelling fresh{std::string(name), std::string(lang), sounds_of(name)};
  const auto entity = meant_by(kind, fresh);
  if (entity == entities_.size())
    entities_.push_back(fmt::format("{}:{:08x}", name_of(kind), raw(term_id(TermSpace::kName, folded))));
  const auto place = static_cast<std::uint32_t>(spellings_.size());
  for (const auto& key : sound_keys(kind, fresh)) by_key_[key].push_back(place);
  exact_.emplace(folded, place);
  spellings_.push_back(std::move(fresh));
  means_.push_back(entity);
  return entities_[entity];
}

}  // namespace kabar::understand

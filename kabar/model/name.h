#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kabar/model/ids.h"

namespace kabar {

enum class NameKind : std::uint8_t { kPerson, kOrganisation, kPlace };
inline constexpr std::array<std::string_view, 3> kNameKinds{"person", "organisation", "place"};

constexpr std::string_view name_of(NameKind kind) noexcept {
  return kNameKinds[static_cast<std::size_t>(kind)];
}

/// A person, organisation or place that a text names.
struct Name {
  std::string text;  ///< as spelt in the text, without titles
  NameKind kind = NameKind::kPerson;
  std::string ref;     ///< "geonames:ID", "iso3166:XX" or empty
  std::string full;    ///< of a surname alone: the one person of the text who bears it; else empty
  std::string entity;  ///< the same for names that mean the same; empty until it is told
  std::uint32_t times = 1;

  friend bool operator==(const Name&, const Name&) = default;
};

/// "n" and the number in base 36: what an entity is called outside ("n4f2"). And back; nothing for other
/// text.
std::string entity_name(EntityId id);
std::optional<EntityId> parse_entity_name(std::string_view name) noexcept;

}  // namespace kabar

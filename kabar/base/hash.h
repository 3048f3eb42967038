#pragma once

#include <cstdint>
#include <string_view>

namespace kabar {

/// XXH3, 64 bits: the same on every machine and in every version, so it may be stored.
std::uint64_t hash64(std::string_view bytes) noexcept;
std::uint64_t hash64(std::string_view bytes, std::uint64_t seed) noexcept;

}  // namespace kabar

#include "kabar/model/channel.h"

#include <array>
#include <cstddef>

namespace kabar {
namespace {

constexpr auto kKinds = std::to_array<std::string_view>({"feed", "sitemap", "page"});
constexpr auto kPolicies = std::to_array<std::string_view>({"auto", "always", "never"});
static_assert(kKinds.size() == static_cast<std::size_t>(kLastChannelKind) + 1);
static_assert(kPolicies.size() == static_cast<std::size_t>(kLastFullTextPolicy) + 1);

template <typename Value, std::size_t N>
std::optional<Value> named(const std::array<std::string_view, N>& names, std::string_view name) noexcept {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<Value>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_string(ChannelKind kind) noexcept {
  return kKinds[static_cast<std::size_t>(kind)];
}

std::string_view to_string(FullTextPolicy policy) noexcept {
  return kPolicies[static_cast<std::size_t>(policy)];
}

std::optional<ChannelKind> channel_kind(std::string_view name) noexcept {
  return named<ChannelKind>(kKinds, name);
}

std::optional<FullTextPolicy> full_text_policy(std::string_view name) noexcept {
  return named<FullTextPolicy>(kPolicies, name);
}

}  // namespace kabar

#include "kabar/model/channel.h"

#include <array>
#include <cstddef>

namespace kabar {
namespace {

constexpr std::array<std::string_view, 3> kKinds = {"feed", "sitemap", "page"};
constexpr std::array<std::string_view, 3> kPolicies = {"auto", "always", "never"};

template <typename Value>
std::optional<Value> named(const std::array<std::string_view, 3>& names, std::string_view name) noexcept {
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

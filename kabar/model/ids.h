#pragma once

#include <compare>
#include <cstdint>

namespace kabar {

/// An article's place in the order of arrival, from 1; what the store calls it, and never given to another.
enum class ArticleId : std::uint64_t {};

/// A story, named by the number of the article that it was minted from; outside kabar it is a string
/// (story_name()). Never changes hands.
enum class StoryId : std::uint64_t {};

/// A person, an organisation or a place, however it is spelt; outside kabar a string (entity_name()). Never
/// changes hands.
enum class EntityId : std::uint64_t {};

/// A term (word stem, n-gram, name, number) as a 64-bit hash of its kind and text: the same in every run.
enum class TermId : std::uint64_t {};

constexpr std::uint64_t raw(ArticleId id) noexcept {
  return static_cast<std::uint64_t>(id);
}
constexpr std::uint64_t raw(StoryId id) noexcept {
  return static_cast<std::uint64_t>(id);
}
constexpr std::uint64_t raw(EntityId id) noexcept {
  return static_cast<std::uint64_t>(id);
}
constexpr std::uint64_t raw(TermId id) noexcept {
  return static_cast<std::uint64_t>(id);
}

}  // namespace kabar

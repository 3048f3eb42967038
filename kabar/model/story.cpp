#include "kabar/model/story.h"

#include <array>
#include <charconv>

#include "kabar/model/name.h"

namespace kabar {
namespace {

constexpr int kBase = 36;

std::string name_of(char prefix, std::uint64_t number) {
  std::array<char, 16> digits{};
  const auto end = std::to_chars(digits.begin(), digits.end(), number, kBase).ptr;
  return prefix + std::string(digits.begin(), end);
}

std::optional<std::uint64_t> number_of(char prefix, std::string_view name) noexcept {
  if (!name.starts_with(prefix) || name.size() < 2) return std::nullopt;
  std::uint64_t number = 0;
  const auto* const end = name.data() + name.size();
  const auto read = std::from_chars(name.data() + 1, end, number, kBase);
  if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  return number;
}

template <class Id>
std::optional<Id> parse_name(char kind, std::string_view name) noexcept {
  const auto number = number_of(kind, name);
  return number ? std::optional(Id{*number}) : std::nullopt;
}

}  // namespace

std::string story_name(StoryId id) {
  return name_of('s', raw(id));
}
std::string article_name(ArticleId id) {
  return name_of('a', raw(id));
}

std::optional<StoryId> parse_story_name(std::string_view name) noexcept {
  return parse_name<StoryId>('s', name);
}

std::optional<ArticleId> parse_article_name(std::string_view name) noexcept {
  return parse_name<ArticleId>('a', name);
}

std::string entity_name(EntityId id) {
  return name_of('n', raw(id));
}

std::optional<EntityId> parse_entity_name(std::string_view name) noexcept {
  return parse_name<EntityId>('n', name);
}

}  // namespace kabar

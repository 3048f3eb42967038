#include "kabar/serve/sections.h"

#include <algorithm>
#include <array>

namespace kabar::serve {
namespace {

// In the order of kabar::Topic. Others link to these: none is ever changed.
constexpr std::array<std::string_view, kTopicCount + 1> kSlugs{
    "",        "culture", "crime",    "disaster",  "economy",  "education", "environment",
    "health",  "people",  "labour",   "lifestyle", "politics", "religion",  "science",
    "society", "sport",   "conflict", "weather"};

}  // namespace

std::string_view topic_slug(Topic topic) noexcept {
  const auto place = static_cast<std::size_t>(topic);
  return place < kSlugs.size() ? kSlugs[place] : std::string_view();
}

std::optional<Topic> topic_of_slug(std::string_view slug) noexcept {
  const auto* const hit = std::find(kSlugs.begin() + 1, kSlugs.end(), slug);
  if (hit == kSlugs.end()) return std::nullopt;
  return static_cast<Topic>(hit - kSlugs.begin());
}

}  // namespace kabar::serve

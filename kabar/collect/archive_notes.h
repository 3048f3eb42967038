#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace kabar::collect {

/// Fields of our own in the records of archives that kabar writes (net::FetchRequest::notes), by which an
/// ingest of the archive gives the same articles of the same outlets. In foreign archives there are none.
inline constexpr std::string_view kSourceNote = "kabar-source";       ///< the outlet's id
inline constexpr std::string_view kFeedTextNote = "kabar-feed-text";  ///< of a feed: FeedText

/// Which items of a feed are articles by themselves.
enum class FeedText : std::uint8_t {
  kWhole,  ///< those that carry the whole text
  kAny,    ///< all: their pages are not fetched
};

constexpr std::string_view to_string(FeedText text) noexcept {
  return text == FeedText::kWhole ? "whole" : "any";
}
constexpr std::optional<FeedText> feed_text(std::string_view name) noexcept {
  if (name == "whole") return FeedText::kWhole;
  if (name == "any") return FeedText::kAny;
  return std::nullopt;
}

}  // namespace kabar::collect

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/base/time.h"
#include "kabar/model/ids.h"

namespace kabar::group {

/// What ranking needs to know of an article of a story.
struct StoryArticle {
  ArticleId id{};
  std::string source;
  std::string lang;
  std::string country;  ///< of the source, ISO 3166-1 alpha-2; empty when not known
  Timestamp when;
  std::optional<ArticleId> copy_of;
  std::size_t text_length = 0;  ///< characters of the body
  bool partial = false;         ///< behind a paywall, cut
  bool picture = false;         ///< has one that can be shown
};

/// Position of the article that speaks for the story: complete and no copy, in the reader's language where
/// one is given and there is such an article, of the last day on which two of them came, with a picture; of
/// these the earliest. Where none is complete, the longest. `articles` must not be empty.
std::size_t choose_lead(std::span<const StoryArticle> articles, std::string_view lang = {});

/// Positions of what to show beside `article`: other outlets first, one article each, originals before
/// copies, its own language before others but with the first other language among the first `kShown`, newest
/// first; then the outlets' further articles; the article's own outlet last. The article itself is left out.
std::vector<std::size_t> order_similar(const StoryArticle& article, std::span<const StoryArticle> story);
constexpr std::size_t kShown = 6;

/// Why a story stands where it does on a front page.
struct FrontScore {
  double score = 0;
  std::uint32_t outlets = 0;   ///< with a text of their own: copies do not count
  std::uint32_t carriers = 0;  ///< all outlets
  std::uint32_t languages = 0;
  std::uint32_t countries = 0;
  std::uint32_t fresh = 0;    ///< articles of the last six hours
  std::chrono::hours age{0};  ///< since the newest article
};

/// Independent outlets count most (each next one less), then countries and languages, then growth; halved for
/// every twelve hours without news. One chatty outlet or thirty copies cannot carry a story.
FrontScore front_score(std::span<const StoryArticle> articles, Timestamp now);

}  // namespace kabar::group

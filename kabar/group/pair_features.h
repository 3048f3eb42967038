#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "kabar/group/live_window.h"

namespace kabar::group {

/// How alike an article and one of its candidates are. All are relative (cosines, shares, ratios), none is a
/// raw length or count, so that they mean the same in a thin stream and in a crowded one.
enum class Feature : std::uint8_t {
  kTitle,         ///< cosine of title stems
  kLead,          ///< cosine of stems of title and first words
  kBody,          ///< cosine of stems of the whole text
  kGrams,         ///< cosine of the titles' character n-grams
  kNames,         ///< cosine of names
  kNumbers,       ///< cosine of numbers
  kPlaces,        ///< cosine of countries
  kCovered,       ///< share of the rarer words of one title found in the other's text; the better direction
  kCoveredLess,   ///< the worse direction
  kRarest,        ///< rarity of the rarest shared lead word, of the greatest there is
  kHours,         ///< time between them, log(1 + hours); kNoTime where one is not known
  kMix,           ///< a fixed mix of the cosines
  kMixOfBest,     ///< that, as a share of the best candidate's
  kMixOverCrowd,  ///< that, less the mean over the middle candidates: how far it stands out
  kSameSource,
  kClash,        ///< both titles give numbers and share none
  kMeaning,      ///< LiveWindow::meaning
  kPlacesClash,  ///< both name countries and share none
  kCount,
};
constexpr std::size_t kFeatures = static_cast<std::size_t>(Feature::kCount);
constexpr float kNoTime = -1.0F;
using Features = std::array<float, kFeatures>;

/// Compares one article with its candidates in the same language. Keeps a table over the window's terms,
/// filled once for the article and cleared after; one thread.
class PairComparer {
 public:
  explicit PairComparer(const LiveWindow& window) : window_(window) {}

  /// One row for each candidate, in their order, best first as LiveWindow::similar gives them.
  std::vector<Features> compare(const LiveArticle& article, std::span<const Slot> candidates);

 private:
  struct Norms {
    float title = 0, lead = 0, body = 0;
  };
  struct Weights {
    float title = 0, lead = 0, body = 0, idf = 0;
    float counted = 0;  ///< of a gram, name, number or country
  };
  /// Squared lengths of the lists.
  struct Lengths {
    float grams = 0, names = 0, numbers = 0, places = 0;
  };

  void fill(const LiveArticle& article);
  void clear(const LiveArticle& article);
  Features row(const LiveArticle& article, const LiveArticle& other) const;
  void words_row(const LiveArticle& article, const LiveArticle& other, Features& out) const;

  float fill_counted(const std::vector<CountedTerm>& terms, std::uint32_t lang);
  float cosine(const std::vector<CountedTerm>& other, float length, std::uint32_t lang) const;

  const LiveWindow& window_;
  Lengths lengths_;
  std::vector<Weights> table_;
  Norms norms_;
  float title_idf_ = 0;
};

/// log(1 + hours) between the two, kNoTime where one has no time.
float hours_apart(const LiveArticle& a, const LiveArticle& b);

}  // namespace kabar::group

#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "kabar/group/live_window.h"
#include "kabar/group/term_table.h"

namespace kabar::group {

/// How alike an article and one of its candidates are. All are relative (cosines, shares, ratios), none is a
/// raw length or count, so that they mean the same in a thin stream and in a crowded one.
enum class Feature : std::uint8_t {
  kTitle,         ///< cosine of title stems
  kLead,          ///< cosine of stems of title and first words
  kBody,          ///< cosine of stems of lead and telling words
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
  kMeaning,      ///< cosine of LiveWindow::direction
  kPlacesClash,  ///< both name countries and share none
  kCount,
};
constexpr std::size_t kFeatures = static_cast<std::size_t>(Feature::kCount);
constexpr float kNoTime = -1.0F;
using Features = std::array<float, kFeatures>;

/// From this mix on a pair is worth weighing; below it hardly any pair is of one story.
constexpr float kLeastMix = 0.05F;

/// Compares one article with its candidates in the same language. Keeps a table of the article's terms; one
/// thread.
class PairComparer {
 public:
  explicit PairComparer(const LiveWindow& window) : window_(window) {}

  /// One row for each candidate, in their order, best first as LiveWindow::similar gives them. Valid until it
  /// is asked again. What does not count for the mix is left at nought below kLeastMix, unless `complete`.
  const std::vector<Features>& compare(const LiveArticle& article, std::span<const Slot> candidates,
                                       bool complete = false);
  /// To be called whenever the window has changed.
  void forget() { ++version_; }

 private:
  /// Of a word; of other terms `body` alone.
  struct Weights {
    float rarity = 0;
    float title = 0, lead = 0, body = 0;
  };
  /// Squared lengths.
  struct WordLengths {
    float title = 0, lead = 0, body = 0;
    float rarest = 0;  ///< rarity of the rarest
  };

  void fill(const LiveArticle& article);
  const Rarities& rarities_of(Part part) const;
  /// Squared length of a list that is no list of words.
  float length_of(const ArticleTerms& terms, Part part, std::span<const TermNumber> numbers) const;
  /// `numbers` from the title on.
  WordLengths measure_words(const ArticleTerms& terms, std::span<const TermNumber> numbers) const;
  /// Finds which terms of a list the article may have, too: their places in `met_`, how many it says.
  std::size_t meet(std::span<const TermNumber> numbers);

  /// `numbers` from the title on.
  void compare_words(const ArticleTerms& other, std::span<const TermNumber> numbers, Features& out);
  void compare_rest(const LiveArticle& article, const LiveArticle& other, Features& out);
  float cosine(const ArticleTerms& other, Part part, std::span<const TermNumber> numbers);

  const LiveWindow& window_;
  std::uint64_t version_ = 1;
  std::uint64_t rarities_version_ = 0;
  std::uint32_t rarities_lang_ = 0;
  Rarities home_{}, all_{};  ///< in the article's language, among all
  Direction direction_;
  WordLengths words_;
  std::array<float, kParts> lengths_{};  ///< of its other lists, squared
  TermTable<Weights> table_;
  TermBuffer buffer_;
  std::vector<std::uint16_t> met_;
  std::vector<Features> rows_;
};

/// log(1 + hours) between the two, kNoTime where one has no time.
float hours_apart(const LiveArticle& a, const LiveArticle& b);

}  // namespace kabar::group

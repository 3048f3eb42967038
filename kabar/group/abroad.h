#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "kabar/group/live_window.h"
#include "kabar/group/term_table.h"

namespace kabar::group {

/// How alike two articles in different languages are, in what needs no language.
struct AbroadEvidence {
  float keys = 0;       ///< cosine of consonant keys, names weighing more
  float numbers = 0;    ///< cosine of figures
  float places = 0;     ///< cosine of countries
  float names_met = 0;  ///< shared names: their rarity summed, nought to one
  float words_met = 0;  ///< the same of other shared words
  float numbers_met = 0;
  float concepts = 0;      ///< cosine of concepts
  float concepts_met = 0;  ///< shared ones: their rarity summed
  float meaning = 0;       ///< cosine of LiveWindow::direction
  float places_clash = 0;  ///< 1 where both name countries and share none
  float hours = 0;         ///< log(1 + hours) apart, kNoTime where not known
};

/// How probably two articles in different languages are of one story: logistic.
float same_story_abroad(const AbroadEvidence& evidence) noexcept;
/// The same with what LeadVectors::likeness says beside all other evidence; nothing where it knows nothing.
float with_embedding(float probability, std::optional<float> likeness) noexcept;

/// Compares one article with its candidates in other languages. Keeps a table of the article's terms; one
/// thread.
class AbroadComparer {
 public:
  explicit AbroadComparer(const LiveWindow& window) : window_(window) {}

  std::vector<AbroadEvidence> compare(const LiveArticle& article, std::span<const Slot> candidates);

 private:
  struct Lengths {
    float keys = 0, numbers = 0, places = 0, concepts = 0;
  };
  struct Weight {
    float weight = 0;
    bool name = false;
  };
  float fill(const LiveArticle& article, Part part);
  AbroadEvidence row(const LiveArticle& article, const LiveArticle& other);
  void keys_row(const LiveArticle& other, AbroadEvidence& out);
  float counted(std::span<const TermNumber> other, float length, float* met) const;
  float rarity_of(TermNumber term) const { return all_[window_.levels()[term]]; }

  const LiveWindow& window_;
  Rarities all_{};
  float rarest_ = 0;  ///< of a term that one article has
  Direction direction_;
  Lengths lengths_;
  TermTable<Weight> table_;
  TermBuffer buffer_;
};

}  // namespace kabar::group

#pragma once

#include <array>
#include <span>
#include <vector>

#include "kabar/group/live_window.h"

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
  float meaning = 0;       ///< LiveWindow::meaning
  float places_clash = 0;  ///< 1 where both name countries and share none
  float hours = 0;         ///< log(1 + hours) apart, kNoTime where not known
};

/// How probably two articles in different languages are of one story; names > numbers > words.
float same_story_abroad(const AbroadEvidence& evidence) noexcept;

/// Compares one article with its candidates in other languages. Keeps a table over the window's terms; one
/// thread.
class AbroadComparer {
 public:
  explicit AbroadComparer(const LiveWindow& window) : window_(window) {}

  std::vector<AbroadEvidence> compare(const LiveArticle& article, std::span<const Slot> candidates);

 private:
  struct Lengths {
    float keys = 0, numbers = 0, places = 0, concepts = 0;
  };
  float weight_of(const CountedTerm& term, bool key) const;
  float fill(const std::vector<CountedTerm>& terms, bool keys);
  AbroadEvidence row(const LiveArticle& article, const LiveArticle& other) const;
  void keys_row(const LiveArticle& other, AbroadEvidence& out) const;
  float counted(const std::vector<CountedTerm>& other, float length, float* met) const;

  const LiveWindow& window_;
  Lengths lengths_;
  std::vector<float> table_;  ///< by term: its weight in the article
  std::vector<bool> names_;   ///< by term: whether the article has it as a name
};

}  // namespace kabar::group

#pragma once

#include "kabar/group/live_window.h"

namespace kabar::group {

/// How probably two articles in different languages are of one story.
float same_story_abroad(const LiveWindow& window, const LiveArticle& a, const LiveArticle& b);

/// The evidence behind it, all nought to one but the time: for learning and for explaining.
struct AbroadEvidence {
  float keys = 0;     ///< cosine of consonant keys
  float numbers = 0;  ///< cosine of numbers
  float places = 0;   ///< cosine of countries
  float shared = 0;   ///< rarity of all that is shared, as a share of what the poorer one has
  float hours = 0;    ///< log(1 + hours) apart, kNoTime where not known
};
AbroadEvidence abroad_evidence(const LiveWindow& window, const LiveArticle& a, const LiveArticle& b);

}  // namespace kabar::group

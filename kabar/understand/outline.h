#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kabar/model/article.h"
#include "kabar/model/topic.h"

namespace kabar::understand {

/// What people and other programs can read of an analysis, whose terms are hashes.
struct Outline {
  std::string lang;
  Topic topic = Topic::kNone;
  std::uint32_t words = 0;           ///< of the body, grams not counted; capped
  std::vector<std::string> numbers;  ///< normalised, of title and body, each once, in their order
  std::vector<std::string> places;   ///< countries by ISO 3166 code, each once, in their order
  std::string excerpt;
};

/// Reads the same words as analyse(). Pure; safe from any thread.
Outline outline(const Article& article);

}  // namespace kabar::understand

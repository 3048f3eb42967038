#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kabar/model/analysis.h"
#include "kabar/model/article.h"
#include "kabar/understand/word_vectors.h"

namespace kabar::understand {

/// A word of a text as it is compared with the words of another: what it is, how rare, and what it means.
struct PortraitWord {
  TermId stem{};
  TermId folded{};
  TermId key{};          ///< its consonants, the same in every script; nought where it has too few
  float key_trust = 0;   ///< how much two words with that key are one, if neither is a name
  std::uint32_t at = 0;  ///< where it first stands among the words of title and body
  std::uint32_t times = 0;
  float rarity = 0;  ///< nought to eight
  bool name = false;
  bool number = false;
  WordVector vector{};  ///< nought where nobody knows it
};

/// What likeness() compares: a text read closely. Larger than an Analysis, and never stored.
struct Portrait {
  std::string lang;
  std::vector<PortraitWord> words;  ///< each once, function words left out, in the order of their first place
  std::vector<TermId> head;         ///< the first 24 words one after the other, function words among them
  std::uint32_t length = 0;         ///< words of title and body, capped
  bool headline = false;            ///< there is no body
  std::vector<TermCount> lead_grams, text_grams;  ///< runs of four characters of the first 40 and 200 words
  std::vector<TermCount> places, concepts;
};

/// Pure, deterministic; reads 400 words at most. Safe from any thread.
Portrait portray(const Article& article);

}  // namespace kabar::understand

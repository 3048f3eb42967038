#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "kabar/understand/portrait.h"

namespace kabar::understand {

/// How well the words of two texts meet, in one language or in two. A word is met as well as the word of the
/// other text that is most like it: the same stem, the same consonants, or near in meaning. Each evidence is
/// a mean over the words of one text, rarer ones weighing more; of the two directions the worse comes first,
/// the better next. "Head", "lead" and "text" are the first 15, 60 and 400 words.
enum class Evidence : std::uint8_t {
  kHeadNear,  ///< as near as the words are, from 0.4 on
  kHeadNearMore,
  kHeadClose,  ///< the third power of that, from 0.3 on
  kHeadCloseMore,
  kHeadSame,  ///< only words that are the same
  kHeadSameMore,
  kHeadNames,  ///< names alone; -0.1 where one text has none
  kHeadNamesMore,
  kHeadPlain,  ///< what is neither a name nor a number
  kHeadPlainMore,
  kHeadNumbers,
  kHeadNumbersMore,
  kLeadNear,
  kLeadNearMore,
  kLeadClose,
  kLeadCloseMore,
  kLeadSame,
  kLeadSameMore,
  kLeadNames,
  kLeadNamesMore,
  kLeadPlain,
  kLeadPlainMore,
  kLeadNumbers,
  kLeadNumbersMore,
  kTextNear,
  kTextNearMore,
  kTextClose,
  kTextCloseMore,
  kTextSame,
  kTextSameMore,
  kTextNames,
  kTextNamesMore,
  kTextPlain,
  kTextPlainMore,
  kTextNumbers,
  kTextNumbersMore,
  kHeadInText,  ///< the head of one in the whole of the other
  kHeadInTextMore,
  kHeadMeaning,  ///< cosine of the sums of the words' vectors
  kTextMeaning,
  kLeadGrams,  ///< cosine of runs of characters
  kTextGrams,
  kPlaces,  ///< cosine of countries; -0.1 where one text has none
  kConcepts,
  kLengths,   ///< how unlike in length
  kLanguage,  ///< whether it is the same
  kShared,    ///< from here on how headlines are worded (word_order.h): the words of one that the other has,
              ///< too
  kSharedMore,
  kPairs,     ///< words that are neighbours in both
  kSequence,  ///< the longest sequence that both have, with gaps
  kSequenceMore,
  kFirstWord,
  kLastWord,
  kOtherNumbers,   ///< how many numbers only one of them has
  kNumbersClash,   ///< both have numbers, and none in common
  kWordsTogether,  ///< how many words both have together, in twenties
  kCount,
};
constexpr std::size_t kEvidence = static_cast<std::size_t>(Evidence::kCount);
using EvidenceRow = std::array<float, kEvidence>;

/// Symmetric. At most 400 by 400 comparisons of words.
EvidenceRow compare(const Portrait& a, const Portrait& b);

/// How alike two articles are in what they tell, as people see it: 0 another matter, 1 the same event told
/// the same way. Symmetric, pure. Learned by eval/pairs/learn.py, for two headlines and for two texts.
float likeness(const Portrait& a, const Portrait& b);

}  // namespace kabar::understand

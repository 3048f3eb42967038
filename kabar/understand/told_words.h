#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kabar/model/figure.h"
#include "kabar/model/name.h"

namespace kabar::understand {

/// The words of a figure's sentence as they are compared with those of another; stems.
struct ToldWords {
  std::vector<std::string> speaker;  ///< in their order; empty where the sentence does not say who vouches
  bool many_bear_it = false;         ///< `speaker` is one word that means several ("police"), or a mere name
  bool anyone = false;               ///< who is counted are people, or the dead: nobody in particular
  std::vector<std::string> subject;  ///< else who, sorted; empty where the text does not say
  std::vector<std::string> places;   ///< that the sentence names, by their ids or as spelt; sorted
  std::vector<std::string> setting;  ///< what stands behind its prepositions ("in the *hall*"), sorted

  bool tells_subject() const noexcept { return anyone || !subject.empty(); }
};

/// Whether the sentence itself holds the words for who vouches: an agency of a byline stands elsewhere.
bool names_speaker(const Figure& figure);

/// `names` are those of the article. Languages without a pack tell nothing.
ToldWords told_words(const Figure& figure, std::string_view lang, const std::vector<Name>& names);

}  // namespace kabar::understand

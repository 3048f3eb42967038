#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "kabar/understand/side_by_side.h"
#include "kabar/understand/told_words.h"

namespace kabar::understand {

/// An article that carries a statement.
struct Carrier {
  std::size_t article = 0;
  Timestamp when;
  bool dated = true;
  std::string outlet;
  std::size_t order = 0;  ///< of the statement in its text
};

/// A statement with what tells how it stands to others.
struct ToldStatement {
  Statement statement;
  ToldWords words;
  std::string lang;
  std::vector<Carrier> carriers;  ///< in the order of statement.articles
};

/// Tells updates and differences, of counts of people, where the sentence itself names speaker and subject;
/// never of background, across languages, or by an article that gives no minute.
///
/// An update: a number that no article had before, later than another on the same word of the same subject.
/// The first article to give it gives no other number on that word, and the sentences name no different
/// places. Of people at large it may follow a smaller count of some in particular where there was no other.
/// A speaker is the same in the same words, or where the words of one, two or more, stand in the other's;
/// a single one does so in the same outlet alone, and where it means one speaker in the story.
///
/// A difference: the newest numbers of two speakers, each of whom has a word that the other has not, within
/// 12 hours, of the same subject in the same setting, which cannot both be right; no article gives both. A
/// speaker whose newest number is an older one that came again is set beside nobody.
void relate(std::vector<ToldStatement>& statements);

}  // namespace kabar::understand

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kabar/base/time.h"
#include "kabar/model/figure.h"

namespace kabar::understand {

/// A figure with the article that states it.
struct ToldFigure {
  Figure figure;
  std::size_t article = 0;  ///< the caller's number
  Timestamp when;
  std::string lang;  ///< base language of the article
};

/// How a statement stands to an earlier one of the same story.
enum class Relation : std::uint8_t {
  kNone,
  kUpdate,      ///< another value on the same word, later, in another article
  kDifference,  ///< another value on another word at about the same time elsewhere; both cannot be right
};

/// One statement, however many articles carry it.
struct Statement {
  Figure figure;                      ///< as the earliest article states it
  Timestamp when;                     ///< of that article
  std::vector<std::size_t> articles;  ///< that carry it, earliest first, each once
  Relation relation = Relation::kNone;
  std::optional<std::size_t> to;  ///< the statement that `relation` is about
};

/// The figures of a story by kind, then by time: what is the same in value, speaker and subject is one
/// statement. An update or a difference is told of counts of people alone, where the sentence itself names
/// speaker and subject, never of background, and never of two numbers in one article, which says itself how
/// they stand to each other. A speaker is the same in the same words, or where those of one hold at least two
/// and all words of the other ("separatist officials", "Armenian separatist officials"), words for counts
/// left out. Pure; at most 500 statements.
std::vector<Statement> side_by_side(std::vector<ToldFigure> figures);

}  // namespace kabar::understand

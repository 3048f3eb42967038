#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kabar/base/time.h"
#include "kabar/model/figure.h"
#include "kabar/model/name.h"

namespace kabar::understand {

/// What an article states.
struct StatingArticle {
  std::size_t article = 0;  ///< the caller's number
  Timestamp when;
  bool dated = true;   ///< `when` is the minute that its outlet gives
  std::string lang;    ///< base language
  std::string outlet;  ///< by its id
  std::vector<Figure> figures;
  std::vector<Name> names;
};

/// How a statement stands to an earlier one of the same story.
enum class Relation : std::uint8_t {
  kNone,
  kUpdate,      ///< another number on the same word, later, in another article
  kDifference,  ///< another number on another word at about the same time elsewhere; both cannot be right
};

/// One statement, however many articles carry it.
struct Statement {
  Figure figure;                       ///< as the earliest article states it
  Timestamp when;                      ///< of that article
  std::vector<std::size_t> articles;   ///< that carry it, earliest first, each once
  std::vector<std::string> sentences;  ///< each one's own
  std::string subject;         ///< the same for those that count the same; empty where nobody can tell
  bool names_speaker = false;  ///< its sentence itself says who vouches
  Relation relation = Relation::kNone;
  std::optional<std::size_t> to;  ///< the statement that `relation` is about
};

struct SideBySide {
  std::vector<Statement> statements;  ///< by kind, then by time
  std::size_t left_out = 0;           ///< other statements, for which there is no room
};

/// The figures of a story: what is the same in value, speaker and subject, in one language, is one statement;
/// one whose sentence names neither is one with those of the same sentence alone. figure_relations.h says
/// what is told of how they stand to each other. Pure; of each kind at most 100 statements, 20 of an outlet,
/// the newest.
SideBySide side_by_side(const std::vector<StatingArticle>& articles);

}  // namespace kabar::understand

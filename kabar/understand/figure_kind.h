#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "kabar/model/figure.h"
#include "kabar/understand/language_pack.h"
#include "kabar/understand/number_reader.h"

namespace kabar::understand {

/// What a number counts, told by the words of a kind around it: the nearest wins, where those behind the
/// number are nearer than those before it, other numbers and the ends of clauses lie in the way, and verbs of
/// harm speak of people. References must outlive it.
class KindChooser {
 public:
  KindChooser(const ReadSentence& sentence, const std::vector<PhraseSet::Hit>& hits,
              const LanguagePack& pack);

  /// By a phrase that holds the number itself ("magnitude 6.1"); none where there is no such phrase.
  std::optional<FigureKind> named(std::size_t at) const;

  /// Of the number at token `at`; none where it is no figure.
  std::optional<FigureKind> choose(std::size_t at) const;

 private:
  struct Noun {
    bool there = false;   ///< a word that may be counted stands behind the number
    bool people = false;  ///< and tells people
    bool name = false;    ///< begins with a capital
    bool glued = false;   ///< behind a hyphen: "a four-page summary"
  };

  struct Nearest {
    std::optional<FigureKind> kind;
    double price;
    std::size_t words;  ///< of the phrase; the longer one wins
  };

  std::vector<double> weights_of() const;
  std::vector<Token>::const_iterator at_token(std::size_t i) const;
  bool is_enclosed(std::size_t at) const;
  std::size_t skip_links(std::size_t at) const;
  std::size_t first_behind(std::size_t at) const;
  Noun noun_behind(std::size_t at) const;
  static double most_for(const Noun& noun);  ///< the price that a kind may have
  bool ends_behind(std::size_t at) const;
  bool is_disputed(std::size_t at, FigureKind kind) const;
  bool is_joined(std::size_t from, std::size_t to) const;
  static bool is_misplaced(const Noun& noun, FigureKind kind, double price);
  bool is_people(const PhraseSet::Hit& hit) const;
  double price(std::size_t at, const Noun& noun, const PhraseSet::Hit& hit) const;
  Nearest nearest(std::size_t at, const Noun& noun) const;
  bool is_nothing(std::size_t at, const Noun& noun, const Nearest& found) const;
  double cost(std::size_t at, const PhraseSet::Hit& hit) const;
  bool is_done_by(std::size_t at, const PhraseSet::Hit& verb) const;
  bool is_circumstance(std::size_t at, const PhraseSet::Hit& thing) const;
  bool is_alone(const PhraseSet::Hit& hit) const;
  double way(std::size_t from, std::size_t to) const;

  const std::vector<Token>& tokens_;
  const std::vector<Number>& numbers_;
  const std::vector<PhraseSet::Hit>& hits_;
  const LanguagePack& pack_;
  std::vector<double> sums_;  ///< what the tokens before each weigh
};

}  // namespace kabar::understand

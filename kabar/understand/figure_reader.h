#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kabar/model/figure.h"
#include "kabar/understand/figure_kind.h"
#include "kabar/understand/number_frame.h"
#include "kabar/understand/voices.h"

namespace kabar::understand {

/// What holds for all sentences of a text.
struct TextContext {
  std::string_view agency;   ///< vouches where a sentence names nobody
  double latest_year = 0;    ///< that the text names; 0 for none
  bool own_dollars = false;  ///< dollars may not be those of the United States
};

/// The figures of one sentence. References must outlive it.
class FigureReader {
 public:
  FigureReader(std::string_view text, const ReadSentence& sentence, const std::vector<PhraseSet::Hit>& hits,
               const LanguagePack& pack);

  /// `voices` are those of the sentence.
  void read(const std::vector<Voice>& voices, const TextContext& context, std::vector<Figure>& out) const;

 private:
  using Hit = PhraseSet::Hit;

  bool is_hypothetical(std::size_t i) const;
  bool is_parted(std::size_t from, std::size_t to, bool over_commas) const;
  bool is_negated(std::size_t i) const;
  enum class Time : std::uint8_t { kNow, kPast, kUnsure };
  Time time_of(std::size_t self, bool present, double latest_year) const;
  bool is_year_of_past(std::size_t i) const;
  bool is_elsewhere(std::size_t from, std::size_t to, bool joins) const;
  bool counts_since(std::size_t year, std::size_t self) const;

  bool is_doubted(std::size_t i, FigureKind kind) const;
  std::optional<Figure> figure_at(std::size_t i, const TextContext& context) const;
  bool tell_kind(std::size_t i, const TextContext& context, Figure& out) const;
  bool is_bare_dollar(std::size_t i, std::string_view currency) const;
  bool tell_measure(std::size_t i, const UnitName& unit, Figure& out) const;
  bool tell_count(std::size_t i, Figure& out) const;

  std::size_t distance_of(std::size_t number, std::size_t voice) const;
  bool speaks() const;
  bool names_source() const;
  std::string voice_of(std::size_t i, const std::vector<Voice>& voices, std::string_view agency) const;
  std::size_t behind_owner(std::size_t begin) const;
  std::size_t begin_of_noun(std::size_t i) const;
  bool is_predicate(std::size_t i) const;
  bool is_of_kind(std::size_t i, FigureKind kind) const;
  bool is_phrase_of_verb(std::size_t i) const;
  std::pair<std::size_t, std::size_t> without_verbs(std::size_t begin, std::size_t end) const;
  std::string about(std::size_t i, const Figure& figure) const;
  std::vector<Token>::const_iterator at(std::size_t i) const;

  std::string_view text_;
  NumberFrame frame_;
  KindChooser chooser_;
};

}  // namespace kabar::understand

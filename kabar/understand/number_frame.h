#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "kabar/model/figure.h"
#include "kabar/understand/language_pack.h"
#include "kabar/understand/number_reader.h"

namespace kabar::understand {

/// What the phrases of a sentence say of one of its numbers.
struct Stated {
  bool dropped = false;          ///< a date, an age, a score
  bool is_first_of_two = false;  ///< the other number tells the range
  Qualifier qualifier = Qualifier::kExact;
  std::size_t qualifier_size = 0;
  std::size_t begin = 0;  ///< first token of the qualifier's phrase
  std::size_t end = 0;    ///< behind its last
  std::size_t other = 0;  ///< token of the range's first number
  double low = 0;
};

/// The numbers of a sentence with the phrases that stand at them: qualifiers, ranges, units, currencies.
/// Tokens are told by their place; those that are asked for must be numbers. References must outlive it.
class NumberFrame {
 public:
  using Hit = PhraseSet::Hit;

  /// `hits` are all phrases in the order of their tokens.
  NumberFrame(const ReadSentence& sentence, const std::vector<Hit>& hits, const LanguagePack& pack);

  const std::vector<Token>& tokens() const { return read_.tokens; }
  const ReadSentence& sentence() const { return read_; }
  const std::vector<Hit>& hits() const { return hits_; }
  const LanguagePack& pack() const { return pack_; }
  const Number& number(std::size_t token) const { return read_.numbers[read_.tokens[token].number]; }
  const Stated& stated(std::size_t token) const { return stated_[read_.tokens[token].number]; }
  bool is_number(std::size_t token) const { return read_.tokens[token].kind == Token::Kind::kNumber; }

  /// Those that begin at a token.
  std::span<const Hit> hits_from(std::size_t token) const;
  bool begins(std::size_t token, Sense sense) const;

  /// The hit of a sense that begins behind number `i`, links between; null for none.
  const Hit* behind(std::size_t i, Sense sense) const;

  /// Null for none.
  const UnitName* unit_of(std::size_t i) const;

  /// ISO 4217; empty for none.
  std::string currency_of(std::size_t i) const;

  /// Whether two numbers are the ends of one range.
  bool is_range(std::size_t low, std::size_t high) const;

  /// A number that is a year of our time, whatever follows it: "in 2020 others came".
  bool is_year(std::size_t i) const;

 private:
  Stated& state(std::size_t token) { return stated_[read_.tokens[token].number]; }
  std::vector<std::size_t> numbers_in(const Hit& hit) const;
  void drop_no_figures();
  void drop_date(const Hit& month);
  bool drop_day(std::size_t i);
  bool is_risen_to(const Hit& upto) const;
  void find_qualifiers();
  bool set_range(const std::vector<std::size_t>& inside, Stated& last);
  void spread_trailing();
  void drop_former();
  std::size_t number_joined_to(std::size_t i) const;
  const UnitName* unit_before(std::size_t i) const;
  bool is_cut_short(std::size_t end) const;
  bool is_currency_before(std::size_t at, std::size_t i) const;

  const ReadSentence& read_;
  const std::vector<Hit>& hits_;
  const LanguagePack& pack_;
  std::vector<Stated> stated_;
};

}  // namespace kabar::understand

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/understand/language_pack.h"
#include "kabar/understand/prose.h"
#include "kabar/understand/sentence_tokens.h"

namespace kabar::understand {

/// A number as it stands in a sentence.
struct Number {
  double value = 0;
  double scale = 1;          ///< the last multiplier that was spelt out ("million")
  bool vague = false;        ///< dozens, thousands: no value
  bool rounded = false;      ///< "une vingtaine"
  bool one = false;          ///< may be a mere article
  bool plain_year = false;   ///< four digits without grouping that may be a year
  bool code = false;         ///< part of a telephone number, a time, a name with digits
  bool capital = false;      ///< in words, the first of them with a capital
  bool garbled = false;      ///< spelt so that its value is anyone's guess: "10^6", "5 million billion"
  bool bare_dollar = false;  ///< its currency is told by "$" and nothing more
  std::string currency;      ///< ISO 4217 of a sign before it; may be empty
};

struct ReadSentence {
  std::vector<Token> tokens;  ///< with one kNumber token in the place of each number
  std::vector<Number> numbers;
};

/// Numbers in digits of every script and style and in the words of the pack. A sentence holds at most 64 of
/// them, what follows stays as it is. Linear in the sentence.
ReadSentence read_numbers(const ProseSentence& sentence, const LanguagePack& pack);

}  // namespace kabar::understand

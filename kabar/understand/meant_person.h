#pragma once

#include <set>
#include <string>
#include <string_view>

#include "kabar/understand/spoken_sentence.h"

namespace kabar::understand {

/// How a text writes its words; it must outlive this.
class WrittenWords {
 public:
  explicit WrittenWords(std::string_view text);

  /// Whether a folded word stands with a capital behind another such.
  bool is_surname(std::string_view word) const { return surnames_.contains(word); }

  /// Whether it stands near the beginning without a capital: where it opens a sentence it is no name. One
  /// search in the first 20,000 bytes.
  bool is_small(std::string_view word) const;

 private:
  std::string_view text_;
  std::set<std::string, std::less<>> surnames_;
};

/// The person of a sentence whom "she" in the next one may mean: the first that no preposition leads in, of
/// two words and more, with a title, or one of the surnames of `known`; empty where there is none.
std::string person_of(const SpokenSentence& sentence, const WrittenWords& known);

/// Whether a sentence names somebody with two words or more beside `name`.
bool names_another(const SpokenSentence& sentence, std::string_view name);

}  // namespace kabar::understand

#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/understand/language_pack.h"
#include "kabar/understand/name_runs.h"
#include "kabar/understand/prose.h"

namespace kabar::understand {

/// A sentence whose quotes are masked, with all that is known of its words.
struct SpokenSentence {
  SpokenSentence(std::string_view sentence, const LanguagePack& pack);
  SpokenSentence(ProseSentence sentence, const LanguagePack& pack);

  std::string_view text;
  const LanguagePack& pack;
  std::vector<Token> tokens;
  std::vector<PhraseSet::Hit> hits;
  std::vector<std::uint64_t> senses;
  std::vector<NameRun> runs;

  bool has(std::size_t token, Sense sense) const { return has_sense(senses[token], sense); }
  /// Whether a verb of saying stands at a token.
  bool says(std::size_t token) const {
    return (has(token, Sense::kVoiceVerb) || has(token, Sense::kSpeechVerb)) && !has(token, Sense::kNoVoice);
  }
  std::string words(std::size_t begin, std::size_t end) const {
    return std::string(text.substr(tokens[begin].begin, tokens[end - 1].end - tokens[begin].begin));
  }
};

/// Folded words that stand behind another with a capital somewhere in the text.
using Surnames = std::set<std::string, std::less<>>;

/// Who speaks, as a piece of a sentence tells it.
struct Speaker {
  enum class Kind : std::uint8_t { kNone, kNamed, kPronoun };
  Kind kind = Kind::kNone;
  std::string name;   ///< of kNamed
  bool verb = false;  ///< a verb of saying stands there, too
};

/// Who speaks by the words behind a quote, tokens [begin, end).
Speaker speaker_behind(const SpokenSentence& sentence, std::size_t begin, std::size_t end);

/// Who speaks by the words before a quote.
Speaker speaker_before(const SpokenSentence& sentence, std::size_t begin, std::size_t end);

/// The person of a sentence whom "she" in the next one may mean: the first that no preposition leads in, of
/// two words and more, with a title, or one of `known`; empty where there is none.
std::string person_of(const SpokenSentence& sentence, const Surnames& known);

}  // namespace kabar::understand

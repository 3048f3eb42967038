#pragma once

#include <cstddef>
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

/// The person whom a sentence names last in a way that "she" may mean; empty where there is none.
std::string last_person(const SpokenSentence& sentence);

}  // namespace kabar::understand

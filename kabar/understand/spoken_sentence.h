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
  std::vector<SenseSet> senses;
  std::vector<NameRun> runs;

  bool has(std::size_t token, Sense sense) const { return senses[token].has(sense); }
  /// Whether a verb of saying stands at a token.
  bool says(std::size_t token) const {
    return (has(token, Sense::kVoiceVerb) || has(token, Sense::kSpeechVerb)) && !has(token, Sense::kNoVoice);
  }
  /// As the text spells them, without what nobody sees.
  std::string words(std::size_t begin, std::size_t end) const;
};

/// What stands around the names of a sentence, which must outlive it.
class RunReader {
 public:
  explicit RunReader(const SpokenSentence& s) : s_(s) {}

  std::string text_of(const NameRun& run) const;
  bool is_short_stop(std::size_t i) const { return understand::is_short_stop(s_.tokens, s_.senses, i); }
  bool says_beside(const NameRun& run) const;
  /// Five words at most, none of which organisations, places or peoples have in their names.
  bool is_personal(const NameRun& run) const;
  /// "Stone's", "Jones' wife": who speaks is another.
  bool is_possessor(const NameRun& run) const;
  /// "The Uttar Pradesh minister", "Samuel 1:18": the name tells something of what follows.
  bool describes(const NameRun& run) const;
  /// How many words are written in capitals: "TWO YEARS" is of a headline.
  std::size_t shouted_words(const NameRun& run) const;
  bool shouts(const NameRun& run) const { return shouted_words(run) > 0; }
  bool behind_preposition(const NameRun& run) const {
    return run.title_begin > 0 && s_.has(run.title_begin - 1, Sense::kPreposition);
  }
  bool behind_article(const NameRun& run) const {
    return run.title_begin > 0 && s_.has(run.title_begin - 1, Sense::kArticle);
  }
  /// "(not Jim Hall)".
  bool is_aside(const NameRun& run) const;
  /// "A man who knows Jim Hall", from `begin` on.
  bool is_told_of(const NameRun& run, std::size_t begin) const;
  /// "A sign near", "the poster": who wrote it is not told.
  bool is_thing(std::size_t begin, std::size_t end) const;
  /// "СУ СК": more such follows, or a name.
  bool is_letters(const NameRun& run) const;
  /// "Moss attorney Jim Hall": what stands between the name and the next is nouns alone.
  bool leads_to_name(const NameRun& run) const;
  /// Where the words for who speaks begin behind a verb, if others stand first, in [begin, end): letters that
  /// listen ("сказал ТАСС следователь", "explique à NHK l'historien"), how it was said ("au téléphone").
  std::size_t behind_listener(std::size_t begin, std::size_t end) const;
  /// The token behind those words of a name whose ending says that they are spoken to ("сказал Ивану
  /// Петрову").
  std::size_t behind_addressed(const NameRun& run) const;
  bool is_addressed(const NameRun& run) const { return behind_addressed(run) == run.end; }
  /// Whether such a name begins at a token.
  bool is_addressed_at(std::size_t begin) const;
  /// "Jones' lawyer": whose it is, with the noun behind the mark.
  bool owns_what_follows(std::size_t begin) const;
  /// "Жена Ивана Петрова", "istri Budi Santoso".
  bool is_of_relation(const NameRun& run) const;
  bool is_of_another(const NameRun& run) const { return is_addressed(run) || is_of_relation(run); }
  /// Where "to" stands between two whole names, its token; else the run's end ("Ida Kern zu Jan Wolf").
  std::size_t listener_in(const NameRun& run) const;
  /// "A worker," before the mark.
  bool short_noun(std::size_t begin, std::size_t stop) const;
  /// Whether tokens [begin, end) are one name.
  bool fills(std::size_t begin, std::size_t end) const;
  /// Where names have cases, four words and more may be two people's.
  bool holds_two(const NameRun& run) const;
  /// "The minister, Ana Ruiz,": the name behind a comma, or nothing.
  std::string apposition(std::size_t comma, std::size_t end) const;
  /// "At the National Palace", "to her old friend Jim Hall", "in Landa and Jalpan", too.
  bool is_led(const NameRun& run) const;

 protected:
  /// "Manga author Hiro".
  bool leads_to_title(std::size_t i) const;

  const SpokenSentence& s_;
};

}  // namespace kabar::understand

#pragma once

#include <bitset>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/text/stemmer.h"
#include "kabar/text/words.h"
#include "kabar/understand/key_table.h"

namespace kabar::understand {

/// A text as phrases are looked for in it: split and stemmed once, for any number of tables of its language.
class PhraseText {
 public:
  /// Both must outlive it; `stems` is a memo of the text's language.
  PhraseText(std::string_view text, text::StemMemo& stems);

  std::string_view raw() const { return raw_; }
  const std::vector<text::Word>& words() const { return words_; }
  const std::vector<std::string_view>& stems() const { return stems_; }
  text::StemMemo& memo() const { return memo_; }

 private:
  std::string_view raw_;
  text::StemMemo& memo_;
  std::vector<text::Word> words_;
  std::vector<std::string_view> stems_;
};

/// Phrases of one language, each standing for one meaning or more: numbers that say something to the caller
/// alone. They are met in any inflection that stems alike; in Slavic languages, which have no good stemmer,
/// also by their beginning; in scripts without blanks as they stand. Short words in capitals (acronyms) are
/// met in capitals only. Made once, then safe from any thread.
class PhraseTable {
 public:
  explicit PhraseTable(std::string_view lang);

  /// A phrase of up to six words; one that is a mere function word, or a single character, is left out.
  void add(std::string_view phrase, std::uint32_t meaning);

  /// Meanings of the phrases in the text, in order, as often as they stand there; where several begin at the
  /// same place the longest. Linear in the text.
  std::vector<std::uint32_t> find(const PhraseText& text) const;

 private:
  enum class Script : std::uint8_t { kSpaced, kSlavic, kCompound, kUnspaced };
  using Meanings = std::vector<std::uint32_t>;

  /// A set bit for each key of the tables below: they lie far off in memory, and most words are in none.
  static std::size_t slot_of(std::uint64_t key) { return key >> (64 - kSlotBits); }
  const Meanings* meanings_of(std::uint64_t key) const;
  bool begins_phrase(std::uint64_t key) const;
  void add_beginning(std::uint64_t key);
  void add_word(std::string_view word, std::string_view stem, std::uint32_t meaning);
  void give(std::uint64_t key, std::uint32_t meaning);
  void add_plain(std::string_view phrase, std::uint32_t meaning);
  std::uint64_t word_key(std::string_view stem) const;
  std::vector<std::uint32_t> find_plain(std::string_view text) const;
  std::size_t match_plain(std::string_view text, std::size_t at, Meanings& out) const;
  std::size_t match_phrase(const PhraseText& text, std::size_t at, Meanings& out) const;
  bool match_word(const PhraseText& text, std::size_t at, Meanings& out) const;
  bool match_beginning(std::string_view stem, Meanings& out) const;
  void match_parts(const PhraseText& text, std::size_t at, Meanings& out) const;

  static constexpr unsigned kSlotBits = 16;

  std::string lang_;
  text::Stemmer stemmer_;  ///< of what is added; its state is no matter to find()
  Script script_;
  std::bitset<std::size_t{1} << kSlotBits> slots_;
  KeyTable keys_;
  std::vector<Meanings> meanings_;  ///< of each key
  KeyTable beginnings_;             ///< first words of phrases of several; first characters
};

}  // namespace kabar::understand

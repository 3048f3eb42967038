#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/understand/key_table.h"
#include "kabar/understand/sentence_tokens.h"

namespace kabar::understand {

/// Phrases of a language pack and what each stands for. A phrase is words with blanks between; `word*` is any
/// word that begins so, `*word` one that ends so, `*` alone any word, `#` a number that was read. Built once,
/// then read-only.
class PhraseSet {
 public:
  struct Meaning {
    std::uint8_t category = 0;
    std::uint8_t code = 0;
    double value = 0;
  };
  struct Hit {
    Meaning meaning;
    std::size_t begin = 0;  ///< the first token
    std::size_t end = 0;    ///< behind the last
  };

  /// Beginnings that may stand glued to any word ("و", "ال"), folded.
  void set_prefixes(std::vector<std::string> prefixes) { prefixes_ = std::move(prefixes); }

  /// How keys are spelt; before the first phrase.
  void set_accents(Accents accents) noexcept { accents_ = accents; }

  /// False where the phrase holds no word.
  bool add(std::string_view phrase, const Meaning& meaning);

  /// All phrases that begin at token `at`, in no order; `out` is added to.
  void match(const std::vector<Token>& tokens, std::size_t at, std::vector<Hit>& out) const;

  /// False where no phrase begins with the word, nor with a part of it: one look at its first and last byte.
  bool may_match(std::string_view key) const noexcept;

  std::size_t size() const noexcept { return phrases_.size(); }

 private:
  struct Word {
    enum class Shape : std::uint8_t { kWhole, kStart, kEnd, kNumber };
    std::string key;
    Shape shape = Shape::kWhole;
  };
  struct Phrase {
    std::vector<Word> words;
    Meaning meaning;
  };
  /// A phrase by its first word.
  struct Candidate {
    std::uint32_t phrase = 0;
    char second = 0;  ///< the first byte of the word behind it; 0 where there may be any, or none
  };
  /// Phrases by the first word, or by how that begins or ends.
  struct Index {
    KeyTable keys;
    std::vector<std::vector<Candidate>> candidates;  ///< of each key

    void add(std::string_view key, Candidate candidate);
    /// Null for none.
    const std::vector<Candidate>* find(std::string_view key) const noexcept;
  };
  using Sizes = std::array<std::uint64_t, 256>;

  static char second_of(const Phrase& phrase);
  static void add_token(Token token, std::vector<Word>& words);
  void index(const Word& first, Candidate candidate);
  static bool fits(const Word& word, const Token& token, std::string_view key);
  bool fits_any(const Word& word, const Token& token) const;
  void match_key(const std::vector<Token>& tokens, std::size_t at, std::string_view key,
                 std::vector<Hit>& out) const;
  void try_all(const std::vector<Candidate>& candidates, const std::vector<Token>& tokens, std::size_t at,
               std::vector<Hit>& out) const;
  template <class Visit>
  void each_stripped(std::string_view key, Visit visit) const;

  std::vector<Phrase> phrases_;
  Index whole_, starts_, ends_;
  // By the first byte (of ends the last): bit n where some word, beginning or end has n bytes.
  Sizes whole_sizes_{}, start_sizes_{}, end_sizes_{};
  // Which words may begin or end so, by the hash of three bytes: most are told by one look.
  std::bitset<4096> start_heads_, end_tails_;
  std::bitset<16384> whole_heads_;  // likewise of whole words, with their size
  std::vector<std::string> prefixes_;
  Accents accents_ = Accents::kFolded;
};

}  // namespace kabar::understand

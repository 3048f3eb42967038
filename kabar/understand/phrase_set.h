#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kabar/understand/sentence_tokens.h"

namespace kabar::understand {

/// Phrases of a language pack and what each stands for. A phrase is words with blanks between; `word*` is any
/// word that begins so, `*word` one that ends so, `#` a number that was read. Built once, then read-only.
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

  /// Whether a key alone is the first word of some phrase; cheap.
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
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view key) const noexcept { return std::hash<std::string_view>{}(key); }
  };
  using Index = std::unordered_map<std::string, std::vector<std::uint32_t>, Hash, std::equal_to<>>;

  static void add_token(Token token, std::vector<Word>& words);
  void index(const Word& first, std::uint32_t id);
  static bool fits(const Word& word, const Token& token, std::string_view key);
  bool fits_any(const Word& word, const Token& token) const;
  void match_key(const std::vector<Token>& tokens, std::size_t at, std::string_view key,
                 std::vector<Hit>& out) const;
  void try_all(const std::vector<std::uint32_t>& phrases, const std::vector<Token>& tokens, std::size_t at,
               std::vector<Hit>& out) const;
  template <class Visit>
  void each_stripped(std::string_view key, Visit visit) const;

  std::vector<Phrase> phrases_;
  Index whole_, starts_, ends_;
  std::uint64_t start_sizes_ = 0, end_sizes_ = 0;  // bit n: some beginning has n bytes
  // Which words may begin or end so, by the hash of three bytes: most are told by one look.
  std::bitset<4096> start_heads_, end_tails_;
  std::bitset<16384> whole_heads_;  // likewise of whole words, with their size
  std::vector<std::string> prefixes_;
  Accents accents_ = Accents::kFolded;
};

}  // namespace kabar::understand

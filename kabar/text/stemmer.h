#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace kabar::text {

/// Turns words into terms: lower case, stem by the language's Snowball algorithm (a short list of endings for
/// Slavic languages that have none), accents folded. What differs only in inflection, case or accent becomes
/// one term; a term holds letters and digits alone.
///
/// One thread for each object. Words of another script than the language's go through unharmed. Each thread
/// remembers stems of words that it met lately: most words of a text were in an earlier one.
class Stemmer {
 public:
  explicit Stemmer(std::string_view lang);  ///< base language, "fr"; any other text means: only fold
  Stemmer(Stemmer&&) noexcept;
  Stemmer& operator=(Stemmer&&) noexcept;
  ~Stemmer();

  std::string stem(std::string_view word) const;
  /// Whether each stem begins with the letter that its word begins with, but for case and accents.
  bool keeps_beginnings() const noexcept { return keeps_beginnings_; }

 private:
  struct Snowball;

  std::string work_out(std::string_view word) const;

  std::unique_ptr<Snowball> snowball_;
  std::uint8_t algorithm_ = 0;  ///< tells stemmers apart that differ in what they do
  bool slavic_ = false;
  bool keeps_beginnings_ = true;
};

/// Whether a base language is a Slavic one without an algorithm of its own.
bool is_slavic(std::string_view lang) noexcept;

/// A stemmer that works each spelling out once. The words given must outlive it: one object for a text and
/// the pieces of it. One thread.
class StemMemo {
 public:
  /// `words`: how many spellings are expected.
  explicit StemMemo(std::string_view lang, std::size_t words = 0) : stemmer_(lang) { stems_.reserve(words); }

  /// The stem of `word`; stays until the object ends.
  const std::string& stem(std::string_view word) {
    auto [slot, fresh] = stems_.try_emplace(word);
    if (fresh) slot->second = stemmer_.stem(word);
    return slot->second;
  }

 private:
  Stemmer stemmer_;
  std::unordered_map<std::string_view, std::string> stems_;
};

/// Whether the folded word is a mere function word (article, preposition, auxiliary …) of the language;
/// single letters are in every language that uses blanks. Languages without a list have none.
bool is_stop_word(std::string_view folded, std::string_view lang);

}  // namespace kabar::text

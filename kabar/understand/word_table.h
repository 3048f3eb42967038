#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "kabar/model/topic.h"

namespace kabar::understand {

/// What is kept of a word: learned by eval/topic/learn.py from multilingual word vectors.
struct KnownWord {
  float weight = 0;                     ///< 0 to 1: common words weigh less
  const std::int8_t* topics = nullptr;  ///< kTopicCount steps of WordTable::scale(); null for no such word
  std::uint32_t row = 0;                ///< its place in the table, by which word_vectors.h knows it
};

/// Words of many languages, compiled in, by the hash of their folded form. Immutable; safe from any thread.
class WordTable {
 public:
  static const WordTable& instance();

  /// A folded word, or else its longest beginning that is known: three fifths of it at least, four letters
  /// (two syllables of Korean).
  KnownWord find(std::string_view folded) const noexcept;

  float scale() const noexcept { return scale_; }
  /// By topic: where a text without words starts from.
  const float* bias() const noexcept { return bias_; }

 private:
  WordTable();
  KnownWord find_whole(std::string_view folded) const noexcept;

  static constexpr std::size_t kBuckets = 1U << 12U;

  std::size_t count_ = 0;
  float scale_ = 0;
  const float* bias_ = nullptr;
  const std::uint32_t* keys_ = nullptr;  ///< ascending
  const std::uint8_t* weights_ = nullptr;
  const std::int8_t* topics_ = nullptr;
  std::array<std::uint32_t, kBuckets + 1> first_{};  ///< by the upper bits of a key: where its like begin
};

}  // namespace kabar::understand

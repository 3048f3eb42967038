#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "kabar/extract/segmenter.h"

namespace kabar::extract {

/// The longer words of a page's blocks, by the hash of how they begin (of scripts without blanks: all pairs
/// of characters), and which of them stand in its title or description. Tells text of the page's topic from
/// other text of the same looks: appeals, notices, the next story. One pass over the text.
class PageWords {
 public:
  /// A word's hash; different words may share one.
  using Word = std::uint16_t;
  static constexpr std::size_t kHashes = 1U << 14U;

  PageWords(const PageText& page, std::string_view title, std::string_view description);

  std::span<const Word> of(std::size_t block) const noexcept {
    return std::span(words_).subspan(begins_[block], begins_[block + 1] - begins_[block]);
  }
  /// How many words of the block are of the topic, and how many different ones.
  std::uint32_t topic_hits(std::size_t block) const noexcept { return hits_[block]; }
  std::uint32_t topic_words(std::size_t block) const noexcept { return different_[block]; }
  /// How many different words the topic has; at most 64.
  std::uint32_t topic_size() const noexcept { return topic_size_; }

 private:
  void add_topic(std::string_view text);
  void count_hits(std::size_t block);

  std::vector<Word> words_;            // of all blocks
  std::vector<std::uint32_t> begins_;  // for each block, and the end
  std::vector<std::uint8_t> topic_;    // by hash: a number from 1 on, 0 for other words
  std::vector<std::uint32_t> hits_;
  std::vector<std::uint32_t> different_;
  std::uint32_t topic_size_ = 0;
};

}  // namespace kabar::extract

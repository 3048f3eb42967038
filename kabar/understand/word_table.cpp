#include "kabar/understand/word_table.h"

#include <algorithm>
#include <cstring>

#include "kabar/base/hash.h"
#include "kabar/understand/embedded.h"

namespace kabar::understand {
namespace {

constexpr unsigned kBucketShift = 20;
constexpr std::size_t kLeastLetters = 4;
constexpr std::size_t kLeastSyllables = 2;

bool continues(char c) noexcept {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

std::size_t letters_of(std::string_view word) noexcept {
  return word.size() - static_cast<std::size_t>(std::count_if(word.begin(), word.end(), continues));
}

/// U+AC00 to U+D7FF, whose UTF-8 begins with EA to ED; no other script that has words of its own lies there.
bool is_korean(std::string_view word) noexcept {
  return !word.empty() && word.front() >= '\xEA' && word.front() <= '\xED';
}

}  // namespace

const WordTable& WordTable::instance() {
  static const WordTable kTable;
  return kTable;
}

WordTable::WordTable() {
  // Little-endian, as all machines that kabar is built for. eval/topic/learn.py says what stands in it.
  const auto* const numbers = reinterpret_cast<const std::uint32_t*>(embedded_file("words.bin").data());
  count_ = numbers[0];
  std::memcpy(&scale_, numbers + 1, sizeof(scale_));
  bias_ = reinterpret_cast<const float*>(numbers + 2);
  keys_ = numbers + 2 + kTopicCount;
  weights_ = reinterpret_cast<const std::uint8_t*>(keys_ + count_);
  topics_ = reinterpret_cast<const std::int8_t*>(weights_ + count_);
  for (std::size_t i = 0, bucket = 0; bucket <= kBuckets; ++bucket) {
    while (i < count_ && (keys_[i] >> kBucketShift) < bucket) ++i;
    first_[bucket] = static_cast<std::uint32_t>(i);
  }
}

KnownWord WordTable::find_whole(std::string_view folded) const noexcept {
  const auto key = static_cast<std::uint32_t>(hash64(folded));
  const auto* begin = keys_ + first_[key >> kBucketShift];
  const auto* end = keys_ + first_[(key >> kBucketShift) + 1];
  const auto* hit = std::lower_bound(begin, end, key);
  if (hit == end || *hit != key) return {};
  const auto at = static_cast<std::size_t>(hit - keys_);
  return {static_cast<float>(weights_[at]) / 255.0F, topics_ + at * kTopicCount,
          static_cast<std::uint32_t>(at)};
}

KnownWord WordTable::find(std::string_view folded) const noexcept {
  auto found = find_whole(folded);
  auto letters = letters_of(folded);
  const auto least = is_korean(folded) ? kLeastSyllables : std::max(kLeastLetters, (letters * 3 + 4) / 5);
  while (found.topics == nullptr && letters > least) {
    while (continues(folded.back())) folded.remove_suffix(1);
    folded.remove_suffix(1);
    --letters;
    found = find_whole(folded);
  }
  return found;
}

}  // namespace kabar::understand

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "kabar/group/term_numbers.h"

namespace kabar::group {

/// The lists of an article's terms, in the order in which they lie: those that are compared within a language
/// first. A word stands in the first of its three lists only.
enum class Part : std::uint8_t {
  kTitle,
  kLead,
  kBody,
  kGrams,
  kNames,
  kNumbers,
  kPlaces,
  kFigures,
  kKeys,
  kConcepts,
  kCount,
};
constexpr std::size_t kParts = static_cast<std::size_t>(Part::kCount);

struct CountedTerm {
  TermNumber id;
  std::uint8_t count;  ///< of a word: see in_lead() and in_body(); of a key: see kNameKey
};

/// Added to the count of a key that is a name.
constexpr std::uint8_t kNameKey = 16;

constexpr std::uint8_t word_count(std::uint32_t lead, std::uint32_t body) noexcept {
  return static_cast<std::uint8_t>((lead << 4U) | body);
}
constexpr std::uint32_t in_lead(std::uint8_t count) noexcept {
  return count >> 4U;
}
constexpr std::uint32_t in_body(std::uint8_t count) noexcept {
  return count & 15U;
}

/// Some of the lists, one after the other: numbers and, as many, counts.
struct TermSpan {
  std::span<const TermNumber> numbers;
  const std::uint8_t* counts;

  bool empty() const noexcept { return numbers.empty(); }
  std::size_t size() const noexcept { return numbers.size(); }
  CountedTerm operator[](std::size_t i) const noexcept { return {numbers[i], counts[i]}; }
};

/// An article's terms and sketch in one piece of memory, read from the start to the end when it is compared:
/// first the numbers of the terms, then their counts, then the sketch.
class ArticleTerms {
 public:
  ArticleTerms() = default;
  using Lists = std::array<std::vector<CountedTerm>, kParts>;
  ArticleTerms(const Lists& lists, std::span<const std::uint32_t> sketch);

  TermSpan of(Part part) const noexcept { return of(part, part); }
  /// From the first part to the last one, this included.
  TermSpan of(Part first, Part last) const noexcept {
    const auto begin = ends_[static_cast<std::size_t>(first)],
               end = ends_[static_cast<std::size_t>(last) + 1];
    return {{data_.get() + begin, static_cast<std::size_t>(end - begin)},
            reinterpret_cast<const std::uint8_t*>(data_.get() + ends_.back()) + begin};
  }
  TermSpan all() const noexcept { return of(Part::kTitle, Part::kConcepts); }
  std::span<const std::uint32_t> sketch() const noexcept {
    return {data_.get() + ends_.back() + words_for_counts(ends_.back()), sketch_};
  }
  /// Lets the processor fetch what a comparison within a language reads.
  void prefetch() const noexcept;

 private:
  static constexpr std::size_t words_for_counts(std::size_t terms) noexcept { return (terms + 3) / 4; }

  std::unique_ptr<std::uint32_t[]> data_;
  std::array<std::uint16_t, kParts + 1> ends_{};  ///< of each part, behind a nought
  std::uint16_t sketch_ = 0;                      ///< its hashes
};

}  // namespace kabar::group

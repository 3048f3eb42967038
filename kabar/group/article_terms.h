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
/// first. A word stands in the first of its three lists only, a key in the first of its two.
enum class Part : std::uint8_t {
  kTitle,
  kLead,
  kBody,
  kGrams,
  kNames,
  kNumbers,
  kPlaces,
  kFigures,
  kNameKeys,
  kKeys,
  kConcepts,
  kCount,
};
constexpr std::size_t kParts = static_cast<std::size_t>(Part::kCount);

struct CountedTerm {
  TermNumber id;
  std::uint8_t count;  ///< of a word of the lead: see in_lead() and in_body(); below 16 of all others
};

constexpr std::uint8_t word_count(std::uint32_t lead, std::uint32_t body) noexcept {
  return static_cast<std::uint8_t>((lead << 4U) | body);
}
constexpr std::uint32_t in_lead(std::uint8_t count) noexcept {
  return count >> 4U;
}
constexpr std::uint32_t in_body(std::uint8_t count) noexcept {
  return count & 15U;
}

/// Where the numbers of an article's terms are written out; to be used again and again.
using TermBuffer = std::vector<TermNumber>;

/// Hashes of a sketch that are kept as they are, as texts are found by them; and the bits that the others
/// lose, so that the way from one to the next fits two bytes. Two texts with nothing in common then share one
/// of those in a hundred cases.
constexpr std::size_t kExactHashes = 20;
constexpr unsigned kSketchLost = 10;

/// An article's terms and sketch in one piece of memory. Terms that came early, which are the frequent ones,
/// have small numbers: of all numbers the last two bytes, then a bit whether there is more, then what more
/// there is. Then their counts (a byte for a word of the lead, half of one for others, none beyond the
/// countries), then the sketch.
class ArticleTerms {
 public:
  ArticleTerms() = default;
  using Lists = std::array<std::vector<CountedTerm>, kParts>;
  ArticleTerms(const Lists& lists, std::span<const std::uint32_t> sketch);

  std::size_t size(Part part) const noexcept { return end_of(part) - begin_of(part); }
  bool empty(Part part) const noexcept { return size(part) == 0; }
  /// From the first part to the last one, this included; valid until `buffer` is used again.
  std::span<const TermNumber> read(Part first, Part last, TermBuffer& buffer) const;
  std::span<const TermNumber> read(Part part, TermBuffer& buffer) const { return read(part, part, buffer); }
  /// Of a word of the title or lead, by its place among these: see in_lead() and in_body().
  const std::uint8_t* lead_counts() const noexcept { return counts(); }
  /// Of another term up to the countries, by its place among all.
  std::uint8_t count(std::size_t place) const noexcept {
    const auto half = place - end_of(Part::kLead);
    const auto both = static_cast<unsigned>(counts()[end_of(Part::kLead) + half / 2]);
    return static_cast<std::uint8_t>(both >> (4 * (half % 2)) & 15U);
  }
  /// The place of a part's first term among all.
  std::size_t begin_of(Part part) const noexcept {
    return part == Part::kTitle ? 0 : ends_[static_cast<std::size_t>(part) - 1];
  }

  /// As the article's own, but for the last kSketchLost bits of the hashes behind the first kExactHashes.
  std::vector<std::uint32_t> sketch() const;
  /// Lets the processor fetch what a comparison within a language reads.
  void prefetch() const noexcept;

 private:
  std::size_t end_of(Part part) const noexcept { return ends_[static_cast<std::size_t>(part)]; }
  std::size_t terms() const noexcept { return ends_.back(); }
  std::size_t count_bytes() const noexcept {
    return end_of(Part::kLead) + (end_of(Part::kPlaces) - end_of(Part::kLead) + 1) / 2;
  }
  std::size_t bit_bytes() const noexcept { return (terms() + 7) / 8; }
  std::size_t exact_bytes() const noexcept { return exact_ * sizeof(std::uint32_t); }
  const std::uint8_t* bits() const noexcept { return data_.get() + 2 * terms(); }
  const std::uint8_t* more() const noexcept { return bits() + bit_bytes(); }
  std::size_t counts_at() const noexcept {
    return 2 * terms() + bit_bytes() + std::size_t{more_} * more_width_;
  }
  const std::uint8_t* counts() const noexcept { return data_.get() + counts_at(); }
  void write_numbers(std::span<const TermNumber> numbers);
  void write_counts(const Lists& lists);

  std::unique_ptr<std::uint8_t[]> data_;
  std::array<std::uint16_t, kParts> ends_{};  ///< of each part
  std::uint16_t more_ = 0;                    ///< numbers of more than two bytes
  std::uint16_t steps_ = 0;                   ///< of the sketch, behind its exact hashes
  std::uint8_t exact_ = 0;
  std::uint8_t more_width_ = 1;  ///< bytes of a number beyond two
};

}  // namespace kabar::group

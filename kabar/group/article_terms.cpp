#include "kabar/group/article_terms.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

namespace kabar::group {
namespace {

/// Of one list. An analysis is capped below it; this keeps the sum in sixteen bits whatever comes.
constexpr std::size_t kMostTerms = 4'000;
constexpr std::size_t kMostHashes = 1'000;
static_assert(std::endian::native == std::endian::little);  // numbers lie as the processor has them

/// A step of the sketch that only goes on: no hash is there.
constexpr std::uint16_t kFarther = std::numeric_limits<std::uint16_t>::max();

std::span<const CountedTerm> kept(const std::vector<CountedTerm>& list) {
  return std::span(list).first(std::min(list.size(), kMostTerms));
}

/// The ways from each hash to the next, beginning at one before them.
std::vector<std::uint16_t> steps_of(std::uint32_t begin, std::span<const std::uint32_t> hashes) {
  std::vector<std::uint16_t> out;
  auto at = begin >> kSketchLost;
  for (const auto hash : hashes) {
    auto way = std::max(hash >> kSketchLost, at) - at;  // sorted, unless somebody stored it otherwise
    at += way;
    for (; way >= kFarther; way -= kFarther) out.push_back(kFarther);
    out.push_back(static_cast<std::uint16_t>(way));
  }
  return out;
}

/// So many numbers of two bytes, eight at a time as long as there are.
void read_low(const std::uint8_t* from, std::size_t n, TermNumber* to) {
  using Low [[gnu::vector_size(16)]] = std::uint16_t;
  using Whole [[gnu::vector_size(32)]] = std::uint32_t;
  std::size_t i = 0;
  for (; i + 8 <= n; i += 8) {
    Low low{};
    std::memcpy(&low, from + 2 * i, sizeof low);
    const auto whole = __builtin_convertvector(low, Whole);
    std::memcpy(to + i, &whole, sizeof whole);
  }
  for (; i < n; ++i) {
    std::uint16_t one = 0;
    std::memcpy(&one, from + 2 * i, sizeof one);
    to[i] = one;
  }
}

/// Bits that are set in so many bytes.
std::size_t bits_in(const std::uint8_t* from, std::size_t bytes) {
  std::size_t out = 0;
  for (; bytes >= 8; bytes -= 8, from += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, from, sizeof eight);
    out += static_cast<std::size_t>(std::popcount(eight));
  }
  std::uint64_t rest = 0;
  std::memcpy(&rest, from, bytes);
  return out + static_cast<std::size_t>(std::popcount(rest));
}

}  // namespace

ArticleTerms::ArticleTerms(const Lists& lists, std::span<const std::uint32_t> sketch) {
  std::vector<TermNumber> numbers;
  for (std::size_t part = 0; part < kParts; ++part) {
    for (const auto& term : kept(lists[part])) numbers.push_back(term.id);
    ends_[part] = static_cast<std::uint16_t>(numbers.size());
  }
  for (const auto number : numbers) {
    if (number >= 1U << 16U) ++more_;
    if (number >= 1U << 24U) more_width_ = 2;
  }
  const auto exact = sketch.first(std::min(sketch.size(), kExactHashes));
  const auto rest = sketch.first(std::min(sketch.size(), kMostHashes)).subspan(exact.size());
  const auto steps = exact.empty() ? std::vector<std::uint16_t>{} : steps_of(exact.back(), rest);
  exact_ = static_cast<std::uint8_t>(exact.size());
  steps_ = static_cast<std::uint16_t>(steps.size());
  const auto in_front = counts_at() + count_bytes();
  data_ = std::make_unique<std::uint8_t[]>(in_front + exact_bytes() + 2 * steps.size());
  write_numbers(numbers);
  write_counts(lists);
  if (exact.empty()) return;
  std::memcpy(data_.get() + in_front, exact.data(), exact_bytes());
  if (!steps.empty()) std::memcpy(data_.get() + in_front + exact_bytes(), steps.data(), 2 * steps.size());
}

void ArticleTerms::write_numbers(std::span<const TermNumber> numbers) {
  auto* const bits = data_.get() + 2 * terms();
  auto* more = bits + bit_bytes();
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto low = static_cast<std::uint16_t>(numbers[i]);
    std::memcpy(data_.get() + 2 * i, &low, sizeof low);
    if (numbers[i] >> 16U == 0) continue;
    bits[i / 8] |= static_cast<std::uint8_t>(1U << (i % 8));
    for (unsigned byte = 0; byte < more_width_; ++byte)
      *more++ = static_cast<std::uint8_t>(numbers[i] >> (16 + 8 * byte));
  }
}

void ArticleTerms::write_counts(const Lists& lists) {
  auto* const out = data_.get() + counts_at();
  std::size_t place = 0;
  for (std::size_t part = 0; part <= static_cast<std::size_t>(Part::kPlaces); ++part)
    for (const auto& term : kept(lists[part])) {
      const auto lead = end_of(Part::kLead), half = place - lead;
      if (place < lead)
        out[place] = term.count;
      else
        out[lead + half / 2] |= static_cast<std::uint8_t>((term.count & 15U) << (4 * (half % 2)));
      ++place;
    }
}

std::span<const TermNumber> ArticleTerms::read(Part first, Part last, TermBuffer& out) const {
  const auto begin = begin_of(first), end = end_of(last);
  // From the byte of bits on in which it begins.
  const auto start = begin / 8 * 8;
  if (out.size() < end - start + 8) out.resize(end - start + 8);
  read_low(data_.get() + 2 * start, end - start, out.data());
  if (begin == end) return {};
  const auto* next = more() + bits_in(bits(), start / 8) * more_width_;
  const auto* const bit = bits();
  auto* const to = out.data();
  const bool wide = more_width_ == 2;
  for (auto at = start; at < end; at += 8)
    for (unsigned rest = bit[at / 8]; rest != 0; rest &= rest - 1) {
      auto& number = to[at - start + static_cast<std::size_t>(std::countr_zero(rest))];
      number |= static_cast<TermNumber>(*next++) << 16U;
      if (wide) number |= static_cast<TermNumber>(*next++) << 24U;
    }
  return {out.data() + (begin - start), end - begin};
}

std::vector<std::uint32_t> ArticleTerms::sketch() const {
  std::vector<std::uint32_t> out(exact_);
  if (exact_ == 0) return out;
  const auto* const begin = counts() + count_bytes();
  std::memcpy(out.data(), begin, exact_bytes());
  auto at = out.back() >> kSketchLost;
  for (std::size_t i = 0; i < steps_; ++i) {
    std::uint16_t step = 0;
    std::memcpy(&step, begin + exact_bytes() + 2 * i, sizeof step);
    at += step;
    if (step != kFarther) out.push_back(at << kSketchLost);
  }
  return out;
}

void ArticleTerms::prefetch() const noexcept {
  constexpr std::size_t kLine = 64;
  for (std::size_t i = 0; i < 2 * end_of(Part::kPlaces); i += kLine) __builtin_prefetch(data_.get() + i);
  const auto* const end = counts() + count_bytes();
  for (const auto* at = bits(); at < end; at += kLine) __builtin_prefetch(at);
}

}  // namespace kabar::group

#include "kabar/group/article_terms.h"

#include <algorithm>

namespace kabar::group {
namespace {

/// Of one list. An analysis is capped below it; this keeps the sum in sixteen bits whatever comes.
constexpr std::size_t kMostTerms = 4'000;

}  // namespace

ArticleTerms::ArticleTerms(const Lists& lists, std::span<const std::uint32_t> sketch)
    : sketch_(static_cast<std::uint16_t>(std::min<std::size_t>(sketch.size(), kMostTerms))) {
  for (std::size_t part = 0; part < kParts; ++part)
    ends_[part + 1] = static_cast<std::uint16_t>(ends_[part] + std::min(lists[part].size(), kMostTerms));
  const std::size_t terms = ends_.back();
  data_ = std::make_unique_for_overwrite<std::uint32_t[]>(terms + words_for_counts(terms) + sketch_);
  auto* number = data_.get();
  auto* count = reinterpret_cast<std::uint8_t*>(data_.get() + terms);
  for (std::size_t part = 0; part < kParts; ++part) {
    const auto kept = static_cast<std::size_t>(ends_[part + 1] - ends_[part]);
    for (const auto& term : std::span(lists[part]).first(kept)) {
      *number++ = term.id;
      *count++ = term.count;
    }
  }
  std::copy_n(sketch.begin(), sketch_, data_.get() + terms + words_for_counts(terms));
}

void ArticleTerms::prefetch() const noexcept {
  constexpr std::size_t kLine = 64 / sizeof(std::uint32_t);
  const auto read = ends_[static_cast<std::size_t>(Part::kPlaces) + 1];
  for (std::size_t i = 0; i < read; i += kLine) __builtin_prefetch(data_.get() + i);
  const auto* counts = data_.get() + ends_.back();
  for (std::size_t i = 0; i < words_for_counts(read); i += kLine) __builtin_prefetch(counts + i);
}

}  // namespace kabar::group

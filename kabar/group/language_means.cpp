#include "kabar/group/language_means.h"

#include <algorithm>
#include <cmath>

namespace kabar::group {
namespace {

/// So many headlines without a direction are thought to have come before the first, so that few say little.
constexpr std::int64_t kPrior = 30;

constexpr std::int64_t kParts = 16;  ///< of one, in a direction

bool is_known(const Meaning& meaning) {
  return meaning != Meaning{};
}

/// No sum overflows: 64 products of numbers below 2 * 16 * 128.
std::int32_t dot(const std::array<std::int16_t, kMeaningSize>& a,
                 const std::array<std::int16_t, kMeaningSize>& b) noexcept {
  std::int32_t sum = 0;
  for (std::size_t i = 0; i < kMeaningSize; ++i) sum += static_cast<std::int32_t>(a[i]) * b[i];
  return sum;
}

}  // namespace

float cosine(const Direction& a, const Direction& b) noexcept {
  const float lengths = a.length * b.length;
  return lengths > 0.0F ? static_cast<float>(dot(a.at, b.at)) / lengths : 0.0F;
}

void LanguageMeans::count(const Meaning& meaning, std::uint32_t lang, bool in) {
  if (!is_known(meaning)) return;
  if (languages_.size() <= lang) languages_.resize(lang + 1);
  auto& language = languages_[lang];
  const std::int64_t sign = in ? 1 : -1;
  language.articles += sign;
  const auto of = language.articles + kPrior;
  for (std::size_t i = 0; i < meaning.size(); ++i) {
    language.sum[i] += sign * meaning[i];
    language.mean[i] = static_cast<std::int16_t>(kParts * language.sum[i] / of);
  }
}

Direction LanguageMeans::centred(const Meaning& meaning, std::uint32_t lang) const {
  Direction out{};
  if (!is_known(meaning)) return out;
  const auto mean = lang < languages_.size() ? languages_[lang].mean : decltype(Language::mean){};
  for (std::size_t i = 0; i < meaning.size(); ++i)
    out.at[i] = static_cast<std::int16_t>(kParts * meaning[i] - mean[i]);
  out.length = std::sqrt(static_cast<float>(dot(out.at, out.at)));
  return out;
}

}  // namespace kabar::group

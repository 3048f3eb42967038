#include "kabar/group/language_means.h"

#include <algorithm>
#include <cmath>

namespace kabar::group {
namespace {

/// So many headlines without a direction are thought to have come before the first, so that few say little.
constexpr std::int64_t kPrior = 30;

bool is_known(const Meaning& meaning) {
  return std::any_of(meaning.begin(), meaning.end(), [](auto x) { return x != 0; });
}

}  // namespace

float cosine(const Direction& a, const Direction& b) noexcept {
  float dot = 0.0F;
  for (std::size_t i = 0; i < a.size(); ++i) dot += a[i] * b[i];
  return dot;
}

void LanguageMeans::count(const Meaning& meaning, std::uint32_t lang, bool in) {
  if (!is_known(meaning)) return;
  if (languages_.size() <= lang) languages_.resize(lang + 1);
  auto& language = languages_[lang];
  const std::int64_t sign = in ? 1 : -1;
  language.articles += sign;
  const auto of = static_cast<float>(language.articles + kPrior);
  for (std::size_t i = 0; i < meaning.size(); ++i) {
    language.sum[i] += sign * meaning[i];
    language.mean[i] = static_cast<float>(language.sum[i]) / of;
  }
}

Direction LanguageMeans::centred(const Meaning& meaning, std::uint32_t lang) const {
  Direction out{};
  if (!is_known(meaning)) return out;
  const Direction mean = lang < languages_.size() ? languages_[lang].mean : Direction{};
  float squares = 0.0F;
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = static_cast<float>(meaning[i]) - mean[i];
    squares += out[i] * out[i];
  }
  const float scale = squares > 0.0F ? 1.0F / std::sqrt(squares) : 0.0F;
  for (float& x : out) x *= scale;
  return out;
}

}  // namespace kabar::group

#include "kabar/group/abroad.h"

#include <algorithm>
#include <cmath>

#include "kabar/group/pair_features.h"

namespace kabar::group {
namespace {

/// The rarer half of what an article gives, so that the length of its text does not matter.
constexpr std::size_t kTelling = 15;

float rarity(const LiveWindow& window, const LiveArticle& article) {
  std::vector<float> all;
  for (const auto* terms : {&article.keys, &article.numbers, &article.places})
    for (const auto& term : *terms) all.push_back(window.idf(term.id, LiveWindow::kNoLanguage));
  const auto kept = std::min(kTelling, all.size());
  std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(kept), all.end(),
                    std::greater<>());
  float sum = 0.0F;
  for (std::size_t i = 0; i < kept; ++i) sum += all[i];
  return sum;
}

float shared_rarity(const LiveWindow& window, const std::vector<CountedTerm>& a,
                    const std::vector<CountedTerm>& b) {
  float sum = 0.0F;
  for (const auto& term : a)
    if (std::any_of(b.begin(), b.end(), [&](const auto& other) { return other.id == term.id; }))
      sum += window.idf(term.id, LiveWindow::kNoLanguage);
  return sum;
}

}  // namespace

AbroadEvidence abroad_evidence(const LiveWindow& window, const LiveArticle& a, const LiveArticle& b) {
  AbroadEvidence out;
  out.keys = counted_cosine(window, a.keys, b.keys, LiveWindow::kNoLanguage);
  out.numbers = counted_cosine(window, a.numbers, b.numbers, LiveWindow::kNoLanguage);
  out.places = counted_cosine(window, a.places, b.places, LiveWindow::kNoLanguage);
  const float shared = shared_rarity(window, a.keys, b.keys) + shared_rarity(window, a.numbers, b.numbers) +
                       shared_rarity(window, a.places, b.places);
  const float whole = std::min(rarity(window, a), rarity(window, b));
  out.shared = whole > 0.0F ? std::min(1.0F, shared / whole) : 0.0F;
  out.hours = hours_apart(a, b);
  return out;
}

float same_story_abroad(const LiveWindow& window, const LiveArticle& a, const LiveArticle& b) {
  const auto e = abroad_evidence(window, a, b);
  const float late = e.hours == kNoTime ? 0.7F : std::max(0.0F, e.hours - 2.5F);  // beyond half a day
  const float sum =
      -5.2F + 8.0F * e.keys + 3.0F * e.numbers + 1.2F * e.places + 5.0F * e.shared - 0.9F * late;
  return 1.0F / (1.0F + std::exp(-sum));
}

}  // namespace kabar::group

#include "kabar/group/lead_vectors.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace kabar::group {
namespace {

/// So many vectors that point where those of all languages do are thought to have come before a language's
/// first.
constexpr float kPrior = 30.0F;
/// Articles of a story and language that are asked for a vector, so that a story of thousands costs no more.
constexpr std::size_t kMostAsked = 64;

float dot(const std::vector<float>& a, const std::vector<float>& b) {
  float sum = 0.0F;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

}  // namespace

void LeadVectors::count(std::uint32_t lang, const Embedding& vector, std::int64_t sign) {
  auto& language = languages_[lang];
  language.sum.resize(vector.size());
  for (std::size_t i = 0; i < vector.size(); ++i) language.sum[i] += sign * vector[i];
  language.vectors += sign;
}

void LeadVectors::put(Slot slot, Embedding&& vector) {
  const bool other_model = !vectors_.empty() && vectors_.begin()->second.size() != vector.size();
  if (vector.empty() || other_model || !window_.is_live(slot)) return;
  const auto lang = window_.at(slot).lang;
  const auto [hit, fresh] = vectors_.try_emplace(slot, std::move(vector));
  if (!fresh) return;
  count(lang, hit->second, 1);
  count(LiveWindow::kNoLanguage, hit->second, 1);
}

void LeadVectors::forget(const LiveWindow::Expired& article) {
  const auto hit = vectors_.find(article.slot);
  if (hit == vectors_.end()) return;
  count(article.lang, hit->second, -1);
  count(LiveWindow::kNoLanguage, hit->second, -1);
  vectors_.erase(hit);
  if (vectors_.empty()) languages_.clear();
}

const Embedding* LeadVectors::spokesman(Slot slot) const {
  if (const auto own = vectors_.find(slot); own != vectors_.end()) return &own->second;
  const auto& article = window_.at(slot);
  const auto& members = stories_.members(article.story);
  std::size_t asked = 0;
  for (const auto member : members) {
    if (window_.at(member).lang != article.lang) continue;
    if (const auto hit = vectors_.find(member); hit != vectors_.end()) return &hit->second;
    if (++asked == kMostAsked) break;
  }
  return nullptr;
}

std::vector<float> LeadVectors::centred(const Embedding& vector, std::uint32_t lang) const {
  const auto& own = languages_.at(lang);
  const auto& all = languages_.at(LiveWindow::kNoLanguage);
  const float of_all = kPrior / static_cast<float>(all.vectors);
  const float known = static_cast<float>(own.vectors) + kPrior;
  std::vector<float> out(vector.size());
  for (std::size_t i = 0; i < vector.size(); ++i)
    out[i] = static_cast<float>(vector[i]) -
             (static_cast<float>(own.sum[i]) + static_cast<float>(all.sum[i]) * of_all) / known;
  return out;
}

std::optional<float> LeadVectors::likeness(Slot a, Slot b) const {
  if (vectors_.empty() || !window_.is_live(a) || !window_.is_live(b)) return std::nullopt;
  const auto* const first = spokesman(a);
  const auto* const second = first != nullptr ? spokesman(b) : nullptr;
  if (second == nullptr) return std::nullopt;
  const auto x = centred(*first, window_.at(a).lang), y = centred(*second, window_.at(b).lang);
  const float lengths = dot(x, x) * dot(y, y);
  return lengths > 0.0F ? std::optional(dot(x, y) / std::sqrt(lengths)) : std::nullopt;
}

}  // namespace kabar::group

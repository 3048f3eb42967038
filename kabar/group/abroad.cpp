#include "kabar/group/abroad.h"

#include <algorithm>
#include <cmath>

#include "kabar/group/pair_features.h"

namespace kabar::group {
namespace {

constexpr float kPlainWord = 0.5F;  ///< weight of a key that is no name
constexpr float kEnough = 5.0F;     ///< rarest terms shared, from which on more say no more

float ratio(float dot, float a, float b) {
  return a * b > 0.0F ? std::min(1.0F, dot / std::sqrt(a * b)) : 0.0F;
}

}  // namespace

float same_story_abroad(const AbroadEvidence& e) noexcept {
  const float late = e.hours == kNoTime ? 3.5F : e.hours;
  // Near what eval/stories/learn_abroad.py fits to titles and full texts together: docs/STORIES.md.
  const float sum = -2.6F + 1.6F * e.keys + 0.7F * e.numbers + 2.3F * e.places + 2.2F * e.names_met +
                    0.3F * e.words_met + 12.0F * e.numbers_met - 0.83F * late + 3.7F * e.concepts +
                    0.4F * e.concepts_met + 6.3F * e.meaning - 0.9F * e.places_clash;
  return 1.0F / (1.0F + std::exp(-sum));
}

float AbroadComparer::weight_of(const CountedTerm& term, bool key) const {
  const float rare = window_.idf(term.id, LiveWindow::kNoLanguage);
  return !key || term.count > kNameKey ? rare : kPlainWord * rare;
}

float AbroadComparer::fill(const std::vector<CountedTerm>& terms, bool keys) {
  float length = 0.0F;
  for (const auto& term : terms) {
    const float weight = weight_of(term, keys);
    table_[term.id] = weight;
    names_[term.id] = keys && term.count > kNameKey;
    length += weight * weight;
  }
  return length;
}

void AbroadComparer::keys_row(const LiveArticle& other, AbroadEvidence& out) const {
  const float rarest = window_.idf_of_one(LiveWindow::kNoLanguage);
  float dot = 0.0F, length = 0.0F;
  for (const auto& term : other.keys) {
    const float weight = weight_of(term, true);
    length += weight * weight;
    if (table_[term.id] <= 0.0F) continue;
    dot += weight * table_[term.id];
    const bool name = names_[term.id] || term.count > kNameKey;
    (name ? out.names_met : out.words_met) += window_.idf(term.id, LiveWindow::kNoLanguage) / rarest;
  }
  out.keys = ratio(dot, lengths_.keys, length);
  out.names_met = std::min(1.0F, out.names_met / kEnough);
  out.words_met = std::min(1.0F, out.words_met / kEnough);
}

float AbroadComparer::counted(const std::vector<CountedTerm>& other, float length, float* met) const {
  const float rarest = window_.idf_of_one(LiveWindow::kNoLanguage);
  float dot = 0.0F, norm = 0.0F;
  for (const auto& term : other) {
    const float weight = weight_of(term, false);
    norm += weight * weight;
    if (table_[term.id] <= 0.0F) continue;
    dot += weight * table_[term.id];
    if (met != nullptr) *met += weight / rarest;
  }
  if (met != nullptr) *met = std::min(1.0F, *met / kEnough);
  return ratio(dot, length, norm);
}

AbroadEvidence AbroadComparer::row(const LiveArticle& article, const LiveArticle& other) const {
  AbroadEvidence out;
  keys_row(other, out);
  out.numbers = counted(other.figures, lengths_.numbers, &out.numbers_met);
  out.places = counted(other.places, lengths_.places, nullptr);
  out.places_clash = !article.places.empty() && !other.places.empty() && out.places <= 0.0F ? 1.0F : 0.0F;
  out.concepts = counted(other.concepts, lengths_.concepts, &out.concepts_met);
  out.meaning = window_.meaning(article, other);
  out.hours = hours_apart(article, other);
  return out;
}

std::vector<AbroadEvidence> AbroadComparer::compare(const LiveArticle& article,
                                                    std::span<const Slot> candidates) {
  std::vector<AbroadEvidence> out;
  if (candidates.empty()) return out;
  table_.resize(window_.terms());
  names_.resize(window_.terms());
  lengths_ = {fill(article.keys, true), fill(article.figures, false), fill(article.places, false),
              fill(article.concepts, false)};
  for (const auto slot : candidates) out.push_back(row(article, window_.at(slot)));
  for (const auto* terms : {&article.keys, &article.figures, &article.places, &article.concepts})
    for (const auto& term : *terms) {
      table_[term.id] = 0.0F;
      names_[term.id] = false;
    }
  return out;
}

}  // namespace kabar::group

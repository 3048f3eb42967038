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

float with_embedding(float probability, std::optional<float> likeness) noexcept {
  if (!likeness) return probability;
  const float sum = std::log(std::max(probability, 1e-5F) / std::max(1.0F - probability, 1e-5F));
  // By eval/stories/learn_embedded.py, a step stricter. It only adds: the vector is of the one article that
  // speaks for others, who may be of the story where that one is not.
  const float logit = std::max(sum, 0.6F * sum + 6.6F * *likeness - 3.0F);
  return 1.0F / (1.0F + std::exp(-logit));
}

float AbroadComparer::fill(const LiveArticle& article, Part part) {
  float length = 0.0F;
  for (const auto term : article.terms.read(part, buffer_)) {
    const float weight = rarity_of(term) * (part == Part::kKeys ? kPlainWord : 1.0F);
    table_[term] = {weight, part == Part::kNameKeys};
    length += weight * weight;
  }
  return length;
}

void AbroadComparer::keys_row(const LiveArticle& other, AbroadEvidence& out) {
  const auto keys = other.terms.read(Part::kNameKeys, Part::kKeys, buffer_);
  const auto names = other.terms.size(Part::kNameKeys);
  float dot = 0.0F, length = 0.0F;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const bool plain = i >= names;
    const auto key = keys[i];
    const float rare = rarity_of(key);
    const float weight = rare * (plain ? kPlainWord : 1.0F);
    length += weight * weight;
    const auto* mine = table_.may_have(key) ? table_.find(key) : nullptr;
    if (mine == nullptr || mine->weight <= 0.0F) continue;
    dot += weight * mine->weight;
    (mine->name || !plain ? out.names_met : out.words_met) += rare / rarest_;
  }
  out.keys = ratio(dot, lengths_.keys, length);
  out.names_met = std::min(1.0F, out.names_met / kEnough);
  out.words_met = std::min(1.0F, out.words_met / kEnough);
}

float AbroadComparer::counted(std::span<const TermNumber> other, float length, float* met) const {
  float dot = 0.0F, norm = 0.0F;
  for (const auto term : other) {
    const float weight = rarity_of(term);
    norm += weight * weight;
    const auto* mine = table_.may_have(term) ? table_.find(term) : nullptr;
    if (mine == nullptr || mine->weight <= 0.0F) continue;
    dot += weight * mine->weight;
    if (met != nullptr) *met += weight / rarest_;
  }
  if (met != nullptr) *met = std::min(1.0F, *met / kEnough);
  return ratio(dot, length, norm);
}

AbroadEvidence AbroadComparer::row(const LiveArticle& article, const LiveArticle& other) {
  AbroadEvidence out;
  keys_row(other, out);
  out.numbers = counted(other.terms.read(Part::kFigures, buffer_), lengths_.numbers, &out.numbers_met);
  out.places = counted(other.terms.read(Part::kPlaces, buffer_), lengths_.places, nullptr);
  const bool clash =
      !article.terms.empty(Part::kPlaces) && !other.terms.empty(Part::kPlaces) && out.places <= 0.0F;
  out.places_clash = clash ? 1.0F : 0.0F;
  out.concepts = counted(other.terms.read(Part::kConcepts, buffer_), lengths_.concepts, &out.concepts_met);
  out.meaning = cosine(direction_, window_.direction(other));
  out.hours = hours_apart(article, other);
  return out;
}

std::vector<AbroadEvidence> AbroadComparer::compare(const LiveArticle& article,
                                                    std::span<const Slot> candidates) {
  std::vector<AbroadEvidence> out;
  if (candidates.empty()) return out;
  all_ = window_.rarities(LiveWindow::kNoLanguage);
  rarest_ = window_.idf_of_one(LiveWindow::kNoLanguage);
  direction_ = window_.direction(article);
  table_.reset(article.terms.read(Part::kPlaces, Part::kConcepts, buffer_).size());
  const float name_keys = fill(article, Part::kNameKeys);
  lengths_ = {name_keys + fill(article, Part::kKeys), fill(article, Part::kFigures),
              fill(article, Part::kPlaces), fill(article, Part::kConcepts)};
  for (const auto slot : candidates) out.push_back(row(article, window_.at(slot)));
  return out;
}

}  // namespace kabar::group

#include "kabar/group/pair_features.h"

#include <algorithm>
#include <cmath>

namespace kabar::group {
namespace {

float& value(Features& features, Feature which) {
  return features[static_cast<std::size_t>(which)];
}

/// 1 + log(count), by count: a term twice as frequent is not twice as telling.
const std::array<float, kMostCounted + 1> kDamped = [] {
  std::array<float, kMostCounted + 1> out{};
  for (std::size_t i = 1; i < out.size(); ++i) out[i] = 1.0F + std::log(static_cast<float>(i));
  return out;
}();

/// A part of numbers that begin with the title's.
std::span<const TermNumber> part_of(const ArticleTerms& terms, Part part,
                                    std::span<const TermNumber> numbers) {
  return numbers.subspan(terms.begin_of(part), terms.size(part));
}

float ratio(float dot, float norm_a, float norm_b) {
  const float product = norm_a * norm_b;
  return product > 0.0F ? std::min(1.0F, dot / std::sqrt(product)) : 0.0F;
}

float mix_of(const Features& row) {
  const auto of = [&](Feature which) { return row[static_cast<std::size_t>(which)]; };
  return 0.3F * of(Feature::kTitle) + 0.3F * of(Feature::kLead) + 0.25F * of(Feature::kBody) +
         0.15F * of(Feature::kGrams);
}

/// Ranks 6 to 15 stand for the crowd that an article is alike to without being of its story.
void add_context(std::vector<Features>& rows) {
  constexpr std::size_t kCrowdBegin = 5, kCrowdEnd = 15;
  std::vector<float> mixes;
  mixes.reserve(rows.size());
  for (auto& row : rows) mixes.push_back(value(row, Feature::kMix) = mix_of(row));
  std::sort(mixes.begin(), mixes.end(), std::greater<>());
  float crowd = 0.0F;
  std::size_t n = 0;
  for (std::size_t i = kCrowdBegin; i < std::min(kCrowdEnd, mixes.size()); ++i, ++n) crowd += mixes[i];
  if (n > 0) crowd /= static_cast<float>(n);
  for (auto& row : rows) {
    const float mix = value(row, Feature::kMix);
    value(row, Feature::kMixOfBest) = mixes.front() > 0.0F ? mix / mixes.front() : 0.0F;
    value(row, Feature::kMixOverCrowd) = mix - crowd;
  }
}

}  // namespace

float hours_apart(const LiveArticle& a, const LiveArticle& b) {
  if (!a.has_time || !b.has_time) return kNoTime;
  const auto gap = std::chrono::abs(a.seen - b.seen);
  return std::log1p(static_cast<float>(gap.count()) / 3600.0F);
}

void PairComparer::fill(const LiveArticle& article) {
  if (rarities_version_ != version_ || rarities_lang_ != article.lang) {
    home_ = window_.rarities(article.lang);
    all_ = window_.rarities(LiveWindow::kNoLanguage);
    rarities_version_ = version_;
    rarities_lang_ = article.lang;
  }
  direction_ = window_.direction(article);
  const auto& terms = article.terms;
  const auto numbers = terms.read(Part::kTitle, Part::kPlaces, buffer_);
  words_ = measure_words(terms, numbers);
  table_.reset(numbers.size());
  const auto title_size = terms.size(Part::kTitle), lead_size = terms.begin_of(Part::kBody);
  for (std::size_t i = 0; i < lead_size; ++i) {
    const auto count = terms.lead_counts()[i];
    const float rare = home_[window_.levels()[numbers[i]]];
    table_[numbers[i]] = {rare, i < title_size ? rare : 0.0F, kDamped[in_lead(count)] * rare,
                          kDamped[in_body(count)] * rare};
  }
  const auto all_begin = terms.begin_of(Part::kNumbers);
  for (std::size_t i = lead_size; i < numbers.size(); ++i) {
    const float rare = (i < all_begin ? home_ : all_)[window_.levels()[numbers[i]]];
    table_[numbers[i]] = {rare, 0.0F, 0.0F, kDamped[terms.count(i)] * rare};
  }
  for (const auto part : {Part::kGrams, Part::kNames, Part::kNumbers, Part::kPlaces})
    lengths_[static_cast<std::size_t>(part)] = length_of(terms, part, part_of(terms, part, numbers));
}

const Rarities& PairComparer::rarities_of(Part part) const {
  return part < Part::kNumbers ? home_ : all_;
}

float PairComparer::length_of(const ArticleTerms& terms, Part part,
                              std::span<const TermNumber> numbers) const {
  const auto& rarities = rarities_of(part);
  const auto* const levels = window_.levels();
  const auto begin = terms.begin_of(part);
  float sum = 0.0F;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const float weight = kDamped[terms.count(begin + i)] * rarities[levels[numbers[i]]];
    sum += weight * weight;
  }
  return sum;
}

PairComparer::WordLengths PairComparer::measure_words(const ArticleTerms& terms,
                                                      std::span<const TermNumber> numbers) const {
  const auto* const levels = window_.levels();
  const auto* const counts = terms.lead_counts();
  const auto title_size = terms.size(Part::kTitle), lead_size = terms.begin_of(Part::kBody),
             body_end = terms.begin_of(Part::kGrams);
  WordLengths out;
  for (std::size_t i = 0; i < lead_size; ++i) {
    const float rare = home_[levels[numbers[i]]];
    const float lead = kDamped[in_lead(counts[i])] * rare, body = kDamped[in_body(counts[i])] * rare;
    if (i < title_size) out.title += rare * rare;
    out.lead += lead * lead;
    out.body += body * body;
    out.rarest = std::max(out.rarest, rare);
  }
  for (std::size_t i = lead_size; i < body_end; ++i) {
    const float rare = home_[levels[numbers[i]]], body = kDamped[terms.count(i)] * rare;
    out.body += body * body;
    out.rarest = std::max(out.rarest, rare);
  }
  return out;
}

std::size_t PairComparer::meet(std::span<const TermNumber> numbers) {
  if (met_.size() < numbers.size()) met_.resize(numbers.size());
  auto* const met = met_.data();
  std::size_t n = 0;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    met[n] = static_cast<std::uint16_t>(i);
    n += static_cast<std::size_t>(table_.may_have(numbers[i]));
  }
  return n;
}

float PairComparer::cosine(const ArticleTerms& other, Part part, std::span<const TermNumber> numbers) {
  const float length = lengths_[static_cast<std::size_t>(part)];
  if (length <= 0.0F) return 0.0F;
  const auto begin = other.begin_of(part);
  float dot = 0.0F;
  for (std::size_t i = 0, n = meet(numbers); i < n; ++i)
    if (const auto* mine = table_.find(numbers[met_[i]]))
      dot += kDamped[other.count(begin + met_[i])] * mine->rarity * mine->body;
  return dot > 0.0F ? ratio(dot, length, length_of(other, part, numbers)) : 0.0F;
}

void PairComparer::compare_words(const ArticleTerms& other, std::span<const TermNumber> numbers,
                                 Features& out) {
  const auto lengths = measure_words(other, numbers);
  const auto title_size = other.size(Part::kTitle), lead_size = other.begin_of(Part::kBody);
  float title = 0.0F, lead = 0.0F, body = 0.0F, title_here = 0.0F, title_there = 0.0F, rarest = 0.0F;
  for (std::size_t i = 0, n = meet(numbers.first(other.begin_of(Part::kGrams))); i < n; ++i) {
    const std::size_t at = met_[i];
    const auto* mine = table_.find(numbers[at]);
    if (mine == nullptr) continue;
    const float rare = mine->rarity;
    title_here += mine->title * rare;
    if (at >= lead_size) {
      body += kDamped[other.count(at)] * rare * mine->body;
      continue;
    }
    const auto count = other.lead_counts()[at];
    body += kDamped[in_body(count)] * rare * mine->body;
    lead += kDamped[in_lead(count)] * rare * mine->lead;
    if (mine->lead > 0.0F) rarest = std::max(rarest, rare);
    if (at >= title_size) continue;
    title += rare * mine->title;
    title_there += rare * rare;
  }
  value(out, Feature::kTitle) = ratio(title, words_.title, lengths.title);
  value(out, Feature::kLead) = ratio(lead, words_.lead, lengths.lead);
  value(out, Feature::kBody) = ratio(body, words_.body, lengths.body);
  const float here = words_.title > 0.0F ? title_here / words_.title : 0.0F;
  const float there = lengths.title > 0.0F ? title_there / lengths.title : 0.0F;
  value(out, Feature::kCovered) = std::max(here, there);
  value(out, Feature::kCoveredLess) = std::min(here, there);
  value(out, Feature::kRarest) = lengths.rarest > 0.0F ? rarest / lengths.rarest : 0.0F;
}

void PairComparer::compare_rest(const LiveArticle& article, const LiveArticle& other, Features& out) {
  const auto& terms = other.terms;
  const auto numbers = terms.read(Part::kNames, Part::kPlaces, buffer_);
  const auto begin = terms.begin_of(Part::kNames);
  const auto cosine_of = [&](Part part) {
    return cosine(terms, part, numbers.subspan(terms.begin_of(part) - begin, terms.size(part)));
  };
  value(out, Feature::kNames) = cosine_of(Part::kNames);
  value(out, Feature::kNumbers) = cosine_of(Part::kNumbers);
  value(out, Feature::kPlaces) = cosine_of(Part::kPlaces);
  value(out, Feature::kHours) = hours_apart(article, other);
  value(out, Feature::kSameSource) = article.source != 0 && article.source == other.source ? 1.0F : 0.0F;
  const auto clash = [&](Part part, Feature likeness) {
    const bool both = !article.terms.empty(part) && !terms.empty(part);
    return both && value(out, likeness) <= 0.0F ? 1.0F : 0.0F;
  };
  value(out, Feature::kClash) = clash(Part::kNumbers, Feature::kNumbers);
  value(out, Feature::kPlacesClash) = clash(Part::kPlaces, Feature::kPlaces);
  value(out, Feature::kMeaning) = group::cosine(direction_, window_.direction(other));
}

const std::vector<Features>& PairComparer::compare(const LiveArticle& article,
                                                   std::span<const Slot> candidates, bool complete) {
  rows_.assign(candidates.size(), {});
  if (candidates.empty()) return rows_;
  for (const auto slot : candidates) window_.at(slot).terms.prefetch();
  fill(article);
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const auto& terms = window_.at(candidates[i]).terms;
    const auto numbers = terms.read(Part::kTitle, Part::kGrams, buffer_);
    compare_words(terms, numbers, rows_[i]);
    value(rows_[i], Feature::kGrams) = cosine(terms, Part::kGrams, part_of(terms, Part::kGrams, numbers));
  }
  add_context(rows_);
  for (std::size_t i = 0; i < candidates.size(); ++i)
    if (complete || value(rows_[i], Feature::kMix) >= kLeastMix)
      compare_rest(article, window_.at(candidates[i]), rows_[i]);
  return rows_;
}

}  // namespace kabar::group

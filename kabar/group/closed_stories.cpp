#include "kabar/group/closed_stories.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "kabar/base/assert.h"

namespace kabar::group {
namespace {

constexpr std::size_t kQueryTerms = 24;  ///< the rarest words and names that are looked up
constexpr std::size_t kAllRead =
    2'048;  ///< articles that these may stand in together; none is read of a term beyond
constexpr std::size_t kCandidates = 16;  ///< articles compared
constexpr std::uint32_t kCountBits = 4;  ///< of a kept term, below its number
constexpr std::uint32_t kCountMask = 15;
constexpr std::uint32_t kNoLanguage = 0;
constexpr float kTitleWeight =
    2.0F;  ///< of its words, where candidates are looked for; as in the live window
constexpr float kWordsInLikeness = 0.75F, kNamesInLikeness = 0.25F;  ///< of two articles; a guess
constexpr float kSecondsAWeek = 7.0F * 24.0F * 3600.0F;

bool is_of_language(BriefPart part) {
  return part < BriefPart::kNumbers;
}

/// In which list it is looked up.
std::size_t list_of(BriefPart part) {
  return static_cast<std::size_t>(part == BriefPart::kTitle ? BriefPart::kWords : part);
}

float damped(std::uint32_t count) {
  return 1.0F + std::log(static_cast<float>(std::max(count, 1U)));
}

float ratio(float dot, float norm_a, float norm_b) {
  const float product = norm_a * norm_b;
  return product > 0.0F ? std::min(1.0F, dot / std::sqrt(product)) : 0.0F;
}

float& value(ReturnEvidence& evidence, Return which) {
  return evidence[static_cast<std::size_t>(which)];
}

}  // namespace

float same_story_again(const ReturnEvidence& evidence) {
  // By eval/stories/learn_reopen.py, rounded; but for time, of which the made-up gaps there tell nothing: at
  // their mean of forty days it changes nothing, at half a year it takes a probability from .70 to .61.
  constexpr ReturnEvidence kWeights{3.4F, 0.4F, 0.1F, 2.9F, 1.1F, 4.2F, 1.2F, -0.3F};
  constexpr float kBase = -8.3F;
  float sum = kBase;
  for (std::size_t i = 0; i < evidence.size(); ++i) sum += kWeights[i] * evidence[i];
  return 1.0F / (1.0F + std::exp(-sum));
}

/// An article's terms where they are looked up.
struct ClosedStories::Query {
  struct Term {
    float weight = 0, rarity = 0;
  };
  struct Asked {
    float weight = 0;
    std::uint32_t key = 0;
    TermNumber number = 0;
  };
  std::array<std::unordered_map<TermNumber, Term>, kBriefParts>
      terms{};                               ///< words of the title among the words
  std::array<float, kBriefParts> lengths{};  ///< squared
  std::vector<Asked> asked{};                ///< the rarest first
  float one = 0;                             ///< rarity of a term in one article
};

TermNumber ClosedStories::number_of(const BriefTerm& term) {
  if (const auto known = numbers_.find(term.key); known != kNoTerm) return known;
  const auto number = numbers_.add(term.key);
  if (number >= postings_.size()) {
    grow_by_a_quarter(postings_);
    grow_by_a_quarter(backgrounds_);
    postings_.emplace_back();
    backgrounds_.push_back(0);
  }
  backgrounds_[number] = term.background;
  return number;
}

void ClosedStories::count(const Entry& entry, Slot slot, bool in) {
  for (const auto term : entry.terms) {
    const auto number = term >> kCountBits;
    if (in)
      postings_[number].push_back(slot);
    else
      postings_[number].leave([this](Slot other) { return is_alive(other); });
  }
  const std::uint32_t step = in ? 1 : ~std::uint32_t{0};  // wraps to one less
  languages_[entry.lang].articles += step;
}

void ClosedStories::remember(Age age) {
  const auto later = std::greater<>();
  ages_.push_back(age);
  std::push_heap(ages_.begin(), ages_.end(), later);
  while (ages_.size() > most_) {
    std::pop_heap(ages_.begin(), ages_.end(), later);
    gone_before_ = std::max(gone_before_.value_or(ages_.back()), ages_.back());
    ages_.pop_back();
  }
}

void ClosedStories::drop_before() {
  const auto is_gone = [this](const Age& age) {
    if (gone_before_ && age <= *gone_before_) return true;
    return newest_ && Timestamp(std::chrono::seconds(age.first)) + reach_ < *newest_;
  };
  while (!ages_.empty() && is_gone(ages_.front())) {
    std::pop_heap(ages_.begin(), ages_.end(), std::greater<>());
    ages_.pop_back();
  }
  while (!due_.empty() && is_gone(due_.front().first)) {
    std::pop_heap(due_.begin(), due_.end(), std::greater<>());
    const auto [age, slot] = due_.back();
    due_.pop_back();
    if (is_alive(slot)) forget(slot);
  }
}

void ClosedStories::forget(Slot slot) {
  const auto hit = by_story_.find(at(slot).story);
  KABAR_ASSERT(hit != by_story_.end());
  std::erase(hit->second, slot);
  if (hit->second.empty()) by_story_.erase(hit);
  drop(slot);
}

void ClosedStories::drop(Slot slot) {
  auto entry = std::exchange(at(slot), {});
  count(entry, slot, false);
  for (const auto term : entry.terms)
    if (postings_[term >> kCountBits].live() == 0) numbers_.release(term >> kCountBits);
  --alive_;
  while (!entries_.empty() && !is_alive(first_)) {
    entries_.pop_front();
    ++first_;
  }
}

void ClosedStories::thin(std::vector<Slot>& slots, std::uint32_t lang) {
  std::vector<Slot> same;
  for (const auto slot : slots)
    if (at(slot).lang == lang) same.push_back(slot);
  if (same.size() <= kBriefs) return;
  std::sort(same.begin(), same.end(), [this](auto a, auto b) { return age_of(at(a)) > age_of(at(b)); });
  for (std::size_t i = kBriefs; i < same.size(); ++i) {
    std::erase(slots, same[i]);
    drop(same[i]);
  }
}

void ClosedStories::put(const ClosedArticle& article) {
  Entry entry;
  entry.id = article.id;
  entry.story = article.story;
  entry.time = article.time;
  entry.lang = article.brief.lang;
  entry.ends = article.brief.ends;
  entry.meaning = article.brief.meaning;
  languages_[entry.lang].background = article.brief.background;
  entry.terms.reserve(article.brief.terms.size());
  for (const auto& term : article.brief.terms)
    entry.terms.push_back(number_of(term) << kCountBits | std::min<std::uint32_t>(term.count, kCountMask));
  const auto slot = first_ + static_cast<Slot>(entries_.size());
  const auto age = age_of(entry);
  const auto lang = entry.lang;
  entries_.push_back(std::move(entry));
  ++alive_;
  count(at(slot), slot, true);
  auto& slots = by_story_[article.story];
  slots.push_back(slot);
  due_.emplace_back(age, slot);
  std::push_heap(due_.begin(), due_.end(), std::greater<>());
  thin(slots, lang);
}

void ClosedStories::insert(const ClosedArticle& article) {
  put(article);
  remember({article.time.time_since_epoch().count(), raw(article.id)});
  drop_before();
}

void ClosedStories::begin_review() {
  unseen_.clear();
  for (std::size_t i = 0; i < entries_.size(); ++i)
    if (entries_[i].id != ArticleId{}) unseen_.emplace(entries_[i].id, first_ + static_cast<Slot>(i));
  ages_.clear();
  gone_before_.reset();
  newest_.reset();
}

bool ClosedStories::still(const ClosedRow& row) {
  remember({row.time.time_since_epoch().count(), raw(row.id)});
  if (!row.is_told) return false;
  const auto hit = unseen_.find(row.id);
  if (hit == unseen_.end()) return true;
  auto& entry = at(hit->second);
  if (entry.story != row.story) {
    auto& left = by_story_[entry.story];
    std::erase(left, hit->second);
    if (left.empty()) by_story_.erase(entry.story);
    by_story_[row.story].push_back(hit->second);
    entry.story = row.story;
  }
  unseen_.erase(hit);
  return false;
}

void ClosedStories::end_review() {
  for (const auto& [id, slot] : unseen_) forget(slot);
  unseen_.clear();
  drop_before();
}

void ClosedStories::restore(LiveWindow& window, const ClosedInput& input) {
  const auto article = window.prepare({input.id, {}, input.time, input.analysis});
  put({input.id, input.story, input.time, window.brief_of(article)});
  window.abandon(article);
  drop_before();
}

void ClosedStories::advance(Timestamp newest) {
  if (newest_ && newest <= *newest_) return;
  newest_ = newest;
  drop_before();
}

void ClosedStories::merge(StoryId from, StoryId to) {
  const auto hit = by_story_.find(from);
  if (hit == by_story_.end() || from == to) return;
  const auto moved = std::move(hit->second);
  by_story_.erase(hit);
  auto& slots = by_story_[to];
  for (const auto slot : moved) {
    at(slot).story = to;
    slots.push_back(slot);
  }
  std::vector<std::uint32_t> langs;
  for (const auto slot : moved) langs.push_back(at(slot).lang);
  for (const auto lang : langs) thin(slots, lang);
}

bool ClosedStories::has_any(std::span<const ArticleId> articles) const {
  for (std::size_t i = 0; i < entries_.size(); ++i)
    if (const auto id = entries_[i].id;
        id != ArticleId{} && std::binary_search(articles.begin(), articles.end(), id))
      return true;
  return false;
}

float ClosedStories::rarity(std::uint32_t articles, std::uint32_t background, std::uint32_t lang) const {
  auto all = static_cast<std::uint32_t>(alive_) + 2;
  if (lang != kNoLanguage) {
    const auto hit = languages_.find(lang);
    all = hit == languages_.end() ? 2 : hit->second.articles + hit->second.background + 2;
  }
  const auto count = std::max(articles + background, 1U);
  return std::max(0.0F, std::log(static_cast<float>(all)) - std::log(static_cast<float>(count)));
}

void ClosedStories::ask(const Brief& brief, BriefPart part, Query& out) const {
  const auto list = list_of(part);
  const bool by_language = is_of_language(part);
  for (const auto& term : brief.part(part)) {
    const auto number = numbers_.find(term.key);
    const auto articles = number == kNoTerm ? 0 : postings_[number].live();
    const float rare =
        by_language ? rarity(articles, term.background, brief.lang) : rarity(articles, 0, kNoLanguage);
    const float weight = damped(term.count) * rare;
    out.lengths[list] += weight * weight;
    if (articles == 0) continue;
    out.terms[list][number] = {weight, rare};
    const float score = rare * rare * (part == BriefPart::kTitle ? kTitleWeight : 1.0F);
    if (by_language) out.asked.push_back({score, term.key, number});
  }
}

ClosedStories::Query ClosedStories::ask(const Brief& brief) const {
  Query out;
  out.one = rarity(1, 0, brief.lang);
  for (std::size_t part = 0; part < kBriefParts; ++part) ask(brief, static_cast<BriefPart>(part), out);
  std::sort(out.asked.begin(), out.asked.end(), [](const auto& a, const auto& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.key < b.key;
  });
  if (out.asked.size() > kQueryTerms) out.asked.resize(kQueryTerms);
  return out;
}

std::vector<Slot> ClosedStories::candidates(const Query& query, std::uint32_t lang) const {
  std::unordered_map<Slot, float> scores;
  std::size_t read = 0;
  for (const auto& term : query.asked) {
    // All of a term's or none, so that the order in which articles left does not matter.
    read += postings_[term.number].live();
    if (read > kAllRead) break;
    postings_[term.number].read([&](Slot slot) {
      if (is_alive(slot) && at(slot).lang == lang) scores[slot] += term.weight;
      return true;
    });
  }
  std::vector<std::pair<float, Slot>> found;
  found.reserve(scores.size());
  for (const auto& [slot, score] : scores) found.emplace_back(score, slot);
  const auto kept = static_cast<std::ptrdiff_t>(std::min(found.size(), kCandidates));
  std::partial_sort(found.begin(), found.begin() + kept, found.end(), [this](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : age_of(at(a.second)) > age_of(at(b.second));
  });
  std::vector<Slot> out;
  for (auto hit = found.begin(); hit != found.begin() + kept; ++hit) out.push_back(hit->second);
  return out;
}

ClosedStories::Found ClosedStories::compare(const Query& query, const Entry& other) const {
  std::array<float, kBriefParts> dots{}, lengths{};
  float mass = 0.0F;
  std::size_t at = 0;
  for (std::size_t i = 0; i < kBriefParts; ++i) {
    const auto part = static_cast<BriefPart>(i);
    const auto list = list_of(part);
    for (; at < other.ends[i]; ++at) {
      const auto number = other.terms[at] >> kCountBits;
      const float rare = is_of_language(part)
                             ? rarity(postings_[number].live(), backgrounds_[number], other.lang)
                             : rarity(postings_[number].live(), 0, kNoLanguage);
      const float weight = damped(other.terms[at] & kCountMask) * rare;
      lengths[list] += weight * weight;
      const auto hit = query.terms[list].find(number);
      if (hit == query.terms[list].end()) continue;
      dots[list] += weight * hit->second.weight;
      if (is_of_language(part)) mass += rare * rare;
    }
  }
  const auto cosine = [&](BriefPart part) {
    const auto list = static_cast<std::size_t>(part);
    return ratio(dots[list], query.lengths[list], lengths[list]);
  };
  Found out{other.story, other.id};
  value(out.evidence, Return::kWords) = cosine(BriefPart::kWords);
  value(out.evidence, Return::kNumbers) = cosine(BriefPart::kNumbers);
  value(out.evidence, Return::kPlaces) = cosine(BriefPart::kPlaces);
  value(out.evidence, Return::kMass) = query.one > 0.0F ? std::log1p(mass / (query.one * query.one)) : 0.0F;
  out.likeness = kWordsInLikeness * cosine(BriefPart::kWords) + kNamesInLikeness * cosine(BriefPart::kNames);
  return out;
}

std::vector<ClosedStories::Found> ClosedStories::find(const LiveWindow& window,
                                                      const LiveArticle& article) const {
  std::vector<Found> out;
  if (empty() || !article.has_time) return out;
  const auto query = ask(window.brief_of(article));
  for (const auto slot : candidates(query, article.lang)) {
    const auto& entry = at(slot);
    auto found = compare(query, entry);
    value(found.evidence, Return::kMeaning) =
        window.likeness_of_meanings(article.meaning, entry.meaning, article.lang);
    const auto gap = std::chrono::abs(article.seen - entry.time);
    value(found.evidence, Return::kWeeks) = std::log1p(static_cast<float>(gap.count()) / kSecondsAWeek);
    const auto hit =
        std::find_if(out.begin(), out.end(), [&](const auto& other) { return other.story == entry.story; });
    if (hit == out.end()) {
      out.push_back(found);
      continue;
    }
    if (found.likeness > hit->likeness) std::swap(*hit, found);
    auto& agreed = value(hit->evidence, Return::kAgreed);
    agreed = std::max({agreed, found.likeness, value(found.evidence, Return::kAgreed)});
  }
  for (auto& one : out) {
    float next = 0.0F;
    for (const auto& other : out)
      if (other.story != one.story) next = std::max(next, other.likeness);
    value(one.evidence, Return::kSecond) = one.likeness > 0.0F ? one.likeness / (one.likeness + next) : 0.0F;
    one.probability = same_story_again(one.evidence);
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.probability > b.probability; });
  return out;
}

}  // namespace kabar::group

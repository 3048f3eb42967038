#include "kabar/group/explainer.h"

#include <algorithm>
#include <map>

#include "kabar/group/judge.h"
#include "kabar/group/link_model.h"
#include "kabar/group/linkage.h"
#include "kabar/group/pair_model.h"

namespace kabar::group {
namespace {

/// Where `slot` stands in the list, from 1; it is put at the end where it is missing, and nought given.
std::size_t rank_of(Slot slot, std::vector<Slot>& candidates) {
  const auto hit = std::find(candidates.begin(), candidates.end(), slot);
  if (hit != candidates.end()) return static_cast<std::size_t>(hit - candidates.begin()) + 1;
  candidates.push_back(slot);
  return 0;
}

/// Both lists are sorted by term; `weight_at` knows that of a place in the first.
template <class Weight>
std::vector<SharedTerm> shared(const std::vector<TermCount>& a, const std::vector<TermCount>& b,
                               Weight weight_at) {
  std::vector<SharedTerm> out;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i].term == b[j].term) out.push_back({a[i].term, weight_at(i)});
    const bool step_a = a[i].term <= b[j].term, step_b = b[j].term <= a[i].term;
    if (step_a) ++i;
    if (step_b) ++j;
  }
  std::stable_sort(out.begin(), out.end(), [](const auto& x, const auto& y) { return x.weight > y.weight; });
  return out;
}

}  // namespace

void Explainer::restore(const GroupInput& input, const Standing& standing) {
  auto article = window_.prepare(input);
  article.copy_of = standing.copy_of;
  article.cluster = standing.cluster.value_or(input.id);
  const auto slot = window_.insert(std::move(article));
  for (const auto& gone : window_.take_expired()) {
    if (gone.slot == slot) return;
    stories_.forget(gone);
    links_.forget(gone.slot);
  }
  links_.trim(window_.begin());
  links_.insert(
      slot, known_links(window_, standing.links.value_or(std::vector<ArticleLink>{}), window_.at(slot).lang));
  stories_.put(slot, standing.story);
}

std::optional<Explanation> Explainer::explain(const GroupInput& earlier, const GroupInput& later) {
  const auto a = window_.slot_of(earlier.id), b = window_.slot_of(later.id);
  if (!a || !b) return std::nullopt;
  Explanation out;
  out.one_language = earlier.analysis.lang == later.analysis.lang;
  out.overlap = overlap(earlier.analysis.sketch, later.analysis.sketch);
  weigh(*a, *b, out);
  judge_stories(*a, *b, out);
  judge_return(*a, *b, out);
  find_shared(earlier, later, out);
  return out;
}

void Explainer::weigh(Slot earlier, Slot later, Explanation& out) const {
  const auto& article = window_.at(later);
  auto candidates = out.one_language ? window_.similar(article, kCandidates, later)
                                     : window_.similar_abroad(article, kCandidatesAbroad, later);
  out.rank = rank_of(earlier, candidates);
  const auto place = out.rank == 0 ? candidates.size() - 1 : out.rank - 1;
  if (out.one_language) {
    out.features = PairComparer(window_).compare(article, candidates, true)[place];
    out.probability = same_story(out.features);
    out.joins_from = kTogetherAlone;
  } else {
    out.abroad = AbroadComparer(window_).compare(article, candidates)[place];
    out.probability = same_story_abroad(out.abroad);
    out.joins_from = kTogetherAbroad;
  }
}

float Explainer::worth(Slot later, const KeptLink& link) const {
  const auto summary = [this](Slot slot) { return LinkSummary(links_.home.of(slot)); };
  return same_story_among(link_features(link.probability(), summary(later), summary(link.other)));
}

std::vector<Slot> Explainer::cluster_of(Slot slot) const {
  std::vector<Slot> out;
  for (const auto other : stories_.members(window_.at(slot).story))
    if (window_.in_one_cluster(slot, other)) out.push_back(other);
  return out;
}

float Explainer::company(const std::vector<Slot>& cluster) const {
  float out = 0.0F;
  for (const auto slot : cluster)
    for (const auto& link : links_.home.of(slot))
      if (std::find(cluster.begin(), cluster.end(), Slot{link.other}) == cluster.end())
        out += company_of(link.probability());
  return out;
}

/// Of the later article and each cluster, by one article of it.
std::map<Slot, float> Explainer::likeness_at_home(Slot later) const {
  std::map<Slot, float> out;
  for (const auto& link : links_.home.of(later)) out[cluster_of(link.other).front()] += worth(later, link);
  for (auto& [first, sum] : out) {
    auto cluster = cluster_of(first);
    cluster.erase(std::remove(cluster.begin(), cluster.end(), later), cluster.end());
    sum = kAtHome.likeness(sum, counted(1), counted(std::max<std::size_t>(cluster.size(), 1)),
                           company({later}), company(cluster));
  }
  return out;
}

/// Of the later article's cluster and those of that language, likewise.
std::map<Slot, float> Explainer::likeness_abroad(Slot later, std::uint32_t lang) const {
  std::map<Slot, float> out;
  const auto cluster = cluster_of(later);
  for (const auto slot : cluster)
    for (const auto& link : links_.abroad.of(slot))
      if (link.probability() >= kLeastAbroad && window_.at(link.other).lang == lang)
        out[cluster_of(link.other).front()] += link.probability();
  for (auto& [first, sum] : out)
    sum /= counted_abroad(cluster.size()) * counted_abroad(cluster_of(first).size());
  return out;
}

void Explainer::judge_stories(Slot earlier, Slot later, Explanation& out) const {
  const auto likeness =
      out.one_language ? likeness_at_home(later) : likeness_abroad(later, window_.at(earlier).lang);
  for (const auto& [first, fit] : likeness) {
    if (window_.in_one_cluster(first, earlier)) out.fit = fit;
    if (fit <= out.best_fit) continue;
    out.best_story = window_.at(first).story;
    out.best_fit = fit;
  }
  if (!out.one_language) return;
  for (const auto& link : links_.home.of(later))
    if (link.other == earlier) out.among_neighbours = worth(later, link);
}

void Explainer::judge_return(Slot earlier, Slot later, Explanation& out) const {
  const auto& article = window_.at(later);
  for (const auto& found : closed_.find(window_, article))
    if (found.story == window_.at(earlier).story) out.again = {found.probability, found.article};
}

void Explainer::find_shared(const GroupInput& earlier, const GroupInput& later, Explanation& out) const {
  const auto& a = later.analysis;
  const auto& b = earlier.analysis;
  const auto lang = window_.at(*window_.slot_of(later.id)).lang;
  const auto rarity = [&](const std::vector<TermCount>& terms, std::uint32_t of) {
    return [this, &terms, of](std::size_t i) { return window_.idf(terms[i].term, of); };
  };
  if (out.one_language) {
    out.words = shared(a.body, b.body, rarity(a.body, lang));
    out.names = shared(a.names, b.names, rarity(a.names, lang));
  } else {
    out.keys = shared(a.keys, b.keys, rarity(a.keys, LiveWindow::kNoLanguage));
    out.concepts = shared(a.concepts, b.concepts, rarity(a.concepts, LiveWindow::kNoLanguage));
  }
  out.numbers = shared(a.numbers, b.numbers, rarity(a.numbers, LiveWindow::kNoLanguage));
  out.places = shared(a.places, b.places, rarity(a.places, LiveWindow::kNoLanguage));
}

}  // namespace kabar::group

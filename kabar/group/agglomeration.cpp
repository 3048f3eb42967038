#include "kabar/group/agglomeration.h"

namespace kabar::group {

Agglomeration::Agglomeration(const std::vector<std::size_t>& articles, const Linkage& linkage)
    : n_(articles.size()),
      linkage_(linkage),
      sums_(n_ * n_, 0.0F),
      between_(n_ * n_, 0.0F),
      company_(n_, 0.0F),
      articles_(articles),
      likest_(n_, 0) {
  for (std::uint32_t i = 0; i < n_; ++i) {
    clusters_.push_back({i});
    weights_.push_back(linkage_.counted(articles_[i]));
  }
}

void Agglomeration::link(std::size_t a, std::size_t b, float strength, float company) {
  sums_[a * n_ + b] += strength;
  sums_[b * n_ + a] += strength;
  between_[a * n_ + b] += company;
  between_[b * n_ + a] += company;
  company_[a] += company;
  company_[b] += company;
}

void Agglomeration::find_likest(std::size_t a) {
  std::size_t best = a;
  for (std::size_t b = 0; b < n_; ++b)
    if (likeness(a, b) > likeness(a, best)) best = b;
  likest_[a] = best;
}

std::optional<Agglomeration::Pair> Agglomeration::likest(float least) const {
  std::optional<Pair> out;
  float best = 0.0F;
  for (std::size_t a = 0; a < n_; ++a) {
    if (likest_[a] == a) continue;
    const float here = likeness(a, likest_[a]);
    if (here < least || here <= best) continue;
    best = here;
    out = std::minmax(a, likest_[a]);
  }
  return out;
}

void Agglomeration::join(std::size_t a, std::size_t b) {
  clusters_[a].insert(clusters_[a].end(), clusters_[b].begin(), clusters_[b].end());
  clusters_[b].clear();
  articles_[a] += articles_[b];
  weights_[a] = linkage_.counted(articles_[a]);
  company_[a] += company_[b] - 2.0F * between_[a * n_ + b];
  for (auto* matrix : {&sums_, &between_})
    for (std::size_t i = 0; i < n_; ++i) {
      auto& of = *matrix;
      if (i != a) of[a * n_ + i] = of[i * n_ + a] += of[b * n_ + i];
      of[b * n_ + i] = of[i * n_ + b] = 0.0F;
    }
  likest_[b] = b;
}

void Agglomeration::find_likest_again(std::size_t a, std::size_t gone) {
  for (std::size_t i = 0; i < n_; ++i) {
    if (clusters_[i].empty()) continue;
    if (i == a || likest_[i] == a || likest_[i] == gone) {
      find_likest(i);
      continue;
    }
    const float now = likeness(i, a), was = likeness(i, likest_[i]);
    if (now > was || (now == was && a < likest_[i])) likest_[i] = a;
  }
}

void Agglomeration::unite(float least, const MayUnite& may_unite) {
  for (std::size_t a = 0; a < n_; ++a) find_likest(a);
  while (const auto pair = likest(least)) {
    const auto [a, b] = *pair;
    if (!may_unite(clusters_[a], clusters_[b])) {
      sums_[a * n_ + b] = sums_[b * n_ + a] = 0.0F;
      find_likest(a);
      find_likest(b);
      continue;
    }
    join(a, b);
    find_likest_again(a, b);
  }
}

}  // namespace kabar::group

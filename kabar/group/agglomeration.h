#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "kabar/group/linkage.h"

namespace kabar::group {

/// Greedy agglomerative clustering of some hundred nodes at most: the two clusters that are most alike unite,
/// again and again, while they are alike enough, by a Linkage. Deterministic: of equals the earlier pair
/// comes first.
class Agglomeration {
 public:
  using Cluster = std::vector<std::uint32_t>;  ///< nodes
  using MayUnite = std::function<bool(const Cluster&, const Cluster&)>;

  /// One cluster for each node, which has so many articles.
  Agglomeration(const std::vector<std::size_t>& articles, const Linkage& linkage);

  /// `company` is what of the link counts as company of both.
  void link(std::size_t a, std::size_t b, float strength, float company = 0.0F);
  /// A node's strong links that lead elsewhere.
  void add_company(std::size_t a, float company) { company_[a] += company; }
  /// Unites two clusters, whatever links them; `a` before `b`.
  void join(std::size_t a, std::size_t b);
  void unite(float least, const MayUnite& may_unite);
  /// By the node each began with; empty where it went into another.
  const std::vector<Cluster>& clusters() const noexcept { return clusters_; }

 private:
  using Pair = std::pair<std::size_t, std::size_t>;

  float likeness(std::size_t a, std::size_t b) const {
    return linkage_.likeness(sums_[a * n_ + b], weights_[a], weights_[b], company_[a], company_[b]);
  }
  /// Of a cluster: which one is most like it.
  void find_likest(std::size_t a);
  /// Of all, after another one went into `a`.
  void find_likest_again(std::size_t a, std::size_t gone);
  std::optional<Pair> likest(float least) const;

  std::size_t n_;
  Linkage linkage_;
  std::vector<float> sums_;     ///< n x n; nought on the diagonal and where one went into another
  std::vector<float> between_;  ///< of these, what counts as company
  std::vector<float> company_;  ///< of each, all that leads out of it
  std::vector<float> weights_;
  std::vector<std::size_t> articles_;
  std::vector<std::size_t> likest_;
  std::vector<Cluster> clusters_;
};

}  // namespace kabar::group

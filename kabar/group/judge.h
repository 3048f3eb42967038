#pragma once

#include <cstddef>
#include <vector>

#include "kabar/group/abroad.h"
#include "kabar/group/live_window.h"
#include "kabar/group/pair_features.h"

namespace kabar::group {

/// How many live articles one is weighed against, in its own language and in others.
constexpr std::size_t kCandidates = 24, kCandidatesAbroad = 16;

/// How probably another article tells the same story.
struct Link {
  Slot slot;
  float probability;
};

/// Weighs the evidence for one article against earlier ones, from the window as it stands. One thread.
class Judge {
 public:
  explicit Judge(const LiveWindow& window) : window_(window), comparer_(window), abroad_(window) {}

  /// Links within the article's language, by the learned pair model. `self` is left out.
  std::vector<Link> links(const LiveArticle& article, Slot self);
  /// Links to other languages, by keys, figures, countries, concepts, meaning and time.
  std::vector<Link> links_abroad(const LiveArticle& article, Slot self);
  void forget() { comparer_.forget(); }  ///< the window has changed

 private:
  const LiveWindow& window_;
  PairComparer comparer_;
  AbroadComparer abroad_;
};

}  // namespace kabar::group

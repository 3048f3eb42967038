#pragma once

#include <cstddef>
#include <unordered_map>
#include <vector>

#include "kabar/group/abroad.h"
#include "kabar/group/lead_vectors.h"
#include "kabar/group/live_window.h"
#include "kabar/group/pair_features.h"
#include "kabar/group/story_index.h"

namespace kabar::group {

/// How many live articles one is weighed against, in its own language and in others.
constexpr std::size_t kCandidates = 24, kCandidatesAbroad = 16;

/// How probably another article tells the same story.
struct Link {
  Slot slot;
  float probability;
};

/// How well an article fits a story: the mean of its best links there; of more links the larger the story is.
struct Fit {
  StoryId story;
  float score;
};

/// Weighs the evidence for one article, from the window as it stands.
class Judge {
 public:
  Judge(const LiveWindow& window, const StoryIndex& stories, const LeadVectors& leads)
      : window_(window), stories_(stories), leads_(leads), comparer_(window), abroad_(window) {}

  /// Links within the article's language, by the learned pair model. Those of an article inside the window
  /// are remembered until forget_links(), to be called whenever the window has changed.
  const std::vector<Link>& links(const LiveArticle& article, Slot self);
  /// Links to other languages, by keys, figures, countries, concepts and time; precision comes first.
  /// Remembered likewise.
  const std::vector<Link>& links_abroad(const LiveArticle& article, Slot self);
  void forget_links();

  /// Fits, best first (ties: the older story first). `self` counts in no story's size.
  std::vector<Fit> fits(const LiveArticle& article, const std::vector<Link>& links, Slot self) const;
  std::vector<Fit> fits_abroad(const LiveArticle& article, const std::vector<Link>& links) const;

 private:
  /// `size_of` gives how many articles of a story could have been linked to.
  template <class Size>
  std::vector<Fit> weigh(const std::vector<Link>& links, std::size_t best, Size size_of) const;

  const LiveWindow& window_;
  const StoryIndex& stories_;
  const LeadVectors& leads_;
  PairComparer comparer_;
  AbroadComparer abroad_;
  std::unordered_map<Slot, std::vector<Link>> links_, links_abroad_;
};

}  // namespace kabar::group

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

#include "kabar/group/live_window.h"
#include "kabar/group/story_index.h"
#include "kabar/model/embedding.h"

namespace kabar::group {

/// What a server of embeddings told of live articles, one for each story and language at most as a rule: the
/// first article of a language speaks for all of that language in its story. Empty where there is no server.
///
/// Vectors of a language have much in common, whatever the texts, so that the mean of its live ones is left
/// out, as LanguageMeans does. Holds whole sums: the order in which vectors came does not matter.
class LeadVectors {
 public:
  LeadVectors(const LiveWindow& window, const StoryIndex& stories) : window_(window), stories_(stories) {}

  bool empty() const noexcept { return vectors_.empty(); }
  /// Of a live article. One of another size than those that are there is left out.
  void put(Slot slot, Embedding&& vector);
  void forget(const LiveWindow::Expired& article);

  /// Cosine of the two that speak for these articles; nothing where one has none.
  std::optional<float> likeness(Slot a, Slot b) const;

 private:
  struct Language {
    std::vector<std::int64_t> sum;
    std::int64_t vectors = 0;
  };

  void count(std::uint32_t lang, const Embedding& vector, std::int64_t sign);
  /// Who speaks for an article: itself, or the earliest of its story and language that has a vector.
  const Embedding* spokesman(Slot slot) const;
  /// A vector without its language's mean.
  std::vector<float> centred(const Embedding& vector, std::uint32_t lang) const;

  const LiveWindow& window_;
  const StoryIndex& stories_;
  std::unordered_map<Slot, Embedding> vectors_;
  std::map<std::uint32_t, Language> languages_;  ///< LiveWindow::kNoLanguage stands for all
};

}  // namespace kabar::group

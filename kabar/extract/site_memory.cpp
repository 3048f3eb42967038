#include "kabar/extract/site_memory.h"

#include <algorithm>
#include <unordered_set>

#include "kabar/base/hash.h"

namespace kabar::extract {
namespace {

constexpr std::uint32_t kLeastPages = 3;
constexpr std::uint32_t kRecurs = 2;  ///< articles from which on a text counts as furniture
constexpr std::size_t kMostTitles = 64;
constexpr std::size_t kMostTexts = 8'192;
constexpr std::uint32_t kForgotten = 32;  ///< pages without it after which a text no longer counts
constexpr float kLessLikely = 0.005F;     ///< what the odds of a text that recurs are multiplied by

/// Whether a text tells something when it recurs: no label of a few letters, and no link, which may be the
/// headline of an article that is yet to come.
bool is_telling(const TextBlock& block) {
  constexpr std::uint32_t kLeastBytes = 20;
  const auto size = block.end - block.begin;
  return size >= kLeastBytes && block.link_bytes * 2 < size;
}

}  // namespace

void SiteMemory::learn(const PageText& page, std::string_view title) {
  const auto name = hash64(title);
  if (title.empty() || std::find(titles_.begin(), titles_.end(), name) != titles_.end()) return;
  titles_.push_back(name);
  if (titles_.size() > kMostTitles) titles_.erase(titles_.begin());
  ++pages_;
  std::unordered_set<std::uint64_t> met;
  for (const auto& block : page.blocks) {
    const auto text = hash64(page.text_of(block));
    if (!is_telling(block) || !met.insert(text).second) continue;
    auto& seen = texts_[text];
    if (seen.last + kForgotten < pages_) seen.pages = 0;
    ++seen.pages;
    seen.last = pages_;
  }
  if (texts_.size() > kMostTexts) forget();
}

void SiteMemory::forget() {
  std::erase_if(texts_, [&](const auto& entry) { return entry.second.last + kForgotten < pages_; });
  // Where every page is long and new, what stood once goes first.
  if (texts_.size() > kMostTexts)
    std::erase_if(texts_, [](const auto& entry) { return entry.second.pages < kRecurs; });
  if (texts_.size() > kMostTexts) texts_.clear();
}

bool SiteMemory::recurs(std::string_view text) const {
  const auto hit = texts_.find(hash64(text));
  return hit != texts_.end() && hit->second.pages >= kRecurs && hit->second.last + kForgotten >= pages_;
}

void SiteMemory::adjust(const PageText& page, std::span<float> scores) const {
  if (pages_ < kLeastPages) return;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (!is_telling(page.blocks[i]) || !recurs(page.text_of(page.blocks[i]))) continue;
    const float odds = scores[i] * kLessLikely;
    scores[i] = odds / (1.0F - scores[i] + odds);
  }
}

}  // namespace kabar::extract

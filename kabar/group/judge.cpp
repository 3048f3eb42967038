#include "kabar/group/judge.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "kabar/group/pair_model.h"

namespace kabar::group {
namespace {

constexpr std::size_t kBestLinks = 3;
constexpr std::size_t kBestLinksAbroad = 2;

std::vector<Fit> sorted(std::vector<Fit> fits) {
  std::sort(fits.begin(), fits.end(), [](const auto& a, const auto& b) {
    return a.score != b.score ? a.score > b.score : raw(a.story) < raw(b.story);
  });
  return fits;
}

/// A large story always holds something that is like: the more it has, the more of it must agree.
std::size_t asked_of(std::size_t size) {
  constexpr float kMost = 8.0F;
  return static_cast<std::size_t>(std::min(kMost, std::sqrt(static_cast<float>(size) / 2.0F)));
}

/// Sum of the best links, as a share of `of`.
float share(std::vector<float>& links, std::size_t best, std::size_t of) {
  std::sort(links.begin(), links.end(), std::greater<>());
  float sum = 0.0F;
  for (std::size_t i = 0; i < std::min(best, links.size()); ++i) sum += links[i];
  return sum / static_cast<float>(std::max<std::size_t>(std::min(best, of), 1));
}

}  // namespace

const std::vector<Link>& Judge::links(const LiveArticle& article, Slot self) {
  const auto [hit, fresh] = links_.try_emplace(self);
  if (!fresh) return hit->second;
  const auto candidates = window_.similar(article, kCandidates, self);
  const auto rows = comparer_.compare(article, candidates);
  for (std::size_t i = 0; i < rows.size(); ++i) hit->second.push_back({candidates[i], same_story(rows[i])});
  return hit->second;
}

const std::vector<Link>& Judge::links_abroad(const LiveArticle& article, Slot self) {
  const auto [hit, fresh] = links_abroad_.try_emplace(self);
  if (!fresh) return hit->second;
  const auto candidates = window_.similar_abroad(article, kCandidatesAbroad, self);
  const auto rows = abroad_.compare(article, candidates);
  for (std::size_t i = 0; i < rows.size(); ++i)
    hit->second.push_back({candidates[i], same_story_abroad(rows[i])});
  return hit->second;
}

void Judge::forget_links() {
  links_.clear();
  links_abroad_.clear();
}

template <class Size>
std::vector<Fit> Judge::weigh(const std::vector<Link>& links, std::size_t best, Size size_of) const {
  std::map<StoryId, std::vector<float>> by_story;
  for (const auto& link : links) by_story[window_.at(link.slot).story].push_back(link.probability);
  std::vector<Fit> out;
  out.reserve(by_story.size());
  for (auto& [story, values] : by_story) {
    const auto size = size_of(story);
    out.push_back({story, share(values, std::max(best, asked_of(size)), size)});
  }
  return sorted(std::move(out));
}

std::vector<Fit> Judge::fits(const LiveArticle& article, const std::vector<Link>& links, Slot self) const {
  return weigh(links, kBestLinks, [&](StoryId story) {
    const bool inside = window_.is_live(self) && window_.at(self).story == story;
    return stories_.count(story, article.lang) - (inside ? 1 : 0);
  });
}

std::vector<Fit> Judge::fits_abroad(const LiveArticle& article, const std::vector<Link>& links) const {
  return weigh(links, kBestLinksAbroad, [&](StoryId story) {
    return stories_.members(story).size() - stories_.count(story, article.lang);
  });
}

}  // namespace kabar::group

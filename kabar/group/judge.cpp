#include "kabar/group/judge.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "kabar/group/pair_model.h"

namespace kabar::group {
namespace {

constexpr std::size_t kBestLinks = 3;
constexpr std::size_t kBestLinksAbroad = 2;

struct StoryLink {
  StoryId story;
  float probability;
};

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

/// Sum of the best links, as a share of `of`; those of one story, best first.
float share(std::span<const StoryLink> links, std::size_t best, std::size_t of) {
  float sum = 0.0F;
  for (const auto& link : links.first(std::min(best, links.size()))) sum += link.probability;
  return sum / static_cast<float>(std::max<std::size_t>(std::min(best, of), 1));
}

}  // namespace

const std::vector<Link>& Judge::links(const LiveArticle& article, Slot self) {
  const auto [hit, fresh] = links_.try_emplace(self);
  if (!fresh) return hit->second;
  const auto candidates = window_.similar(article, kCandidates, self);
  const auto& rows = comparer_.compare(article, candidates);
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (const float probability = same_story(rows[i]); probability > 0.0F)
      hit->second.push_back({candidates[i], probability});
  return hit->second;
}

const std::vector<Link>& Judge::links_abroad(const LiveArticle& article, Slot self) {
  const auto [hit, fresh] = links_abroad_.try_emplace(self);
  if (!fresh) return hit->second;
  const auto candidates = window_.similar_abroad(article, kCandidatesAbroad, self);
  auto rows = abroad_.compare(article, candidates);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i].embedded = leads_.likeness(self, candidates[i]);
    hit->second.push_back({candidates[i], same_story_abroad(rows[i])});
  }
  return hit->second;
}

void Judge::forget_links() {
  links_.clear();
  links_abroad_.clear();
  comparer_.forget();
}

template <class Size>
std::vector<Fit> Judge::weigh(const std::vector<Link>& links, std::size_t best, Size size_of) const {
  std::vector<StoryLink> by_story;
  by_story.reserve(links.size());
  for (const auto& link : links) by_story.push_back({window_.at(link.slot).story, link.probability});
  std::sort(by_story.begin(), by_story.end(), [](const auto& a, const auto& b) {
    return a.story != b.story ? a.story < b.story : a.probability > b.probability;
  });
  std::vector<Fit> out;
  for (std::size_t begin = 0, end = 0; begin < by_story.size(); begin = end) {
    const auto story = by_story[begin].story;
    while (end < by_story.size() && by_story[end].story == story) ++end;
    const auto size = size_of(story);
    out.push_back({story, share(std::span(by_story).subspan(begin, end - begin),
                                std::max(best, asked_of(size)), size)});
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

#include "kabar/group/judge.h"

#include "kabar/group/pair_model.h"

namespace kabar::group {

std::vector<Link> Judge::links(const LiveArticle& article, Slot self) {
  const auto candidates = window_.similar(article, kCandidates, self);
  const auto& rows = comparer_.compare(article, candidates);
  std::vector<Link> out;
  for (std::size_t i = 0; i < rows.size(); ++i) out.push_back({candidates[i], same_story(rows[i])});
  return out;
}

std::vector<Link> Judge::links_abroad(const LiveArticle& article, Slot self) {
  const auto candidates = window_.similar_abroad(article, kCandidatesAbroad, self);
  const auto rows = abroad_.compare(article, candidates);
  std::vector<Link> out;
  for (std::size_t i = 0; i < rows.size(); ++i) out.push_back({candidates[i], same_story_abroad(rows[i])});
  return out;
}

}  // namespace kabar::group

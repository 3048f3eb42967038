#include <algorithm>
#include <set>

#include "kabar/serve/library.h"
#include "kabar/serve/story_order.h"

namespace kabar::serve {

Result<Library::TopList> Library::top_list(std::size_t limit) const {
  TopList out;
  KABAR_TRY(out.cards, top_stories(std::max(limit, kStoriesScored)));
  KABAR_TRY(const auto weighed, weighed_stories(kStoriesWeighed));
  std::set<StoryId> listed;
  for (std::size_t i = 0; i < out.cards.size(); ++i) {
    listed.insert(out.cards[i].story.id);
    if (i >= limit) out.rest.push_back(out.cards[i].story.id);
  }
  for (const auto& story : weighed)
    if (!listed.contains(story.id)) out.rest.push_back(story.id);
  out.cards.resize(std::min(out.cards.size(), limit));
  return out;
}

Result<std::vector<StoryCard>> Library::cards(const std::vector<StoryId>& ids) const {
  std::vector<StoryCard> out;
  for (const auto id : ids) {
    const auto story = reader_.story(id);
    if (!story && story.error().code == Errc::kNotFound) continue;
    if (!story) return story.error();
    KABAR_TRY(auto made, card(*story));
    out.push_back(std::move(made));
  }
  return out;
}

Result<std::vector<StoryCard>> Library::cards_before(StoryId before, std::size_t limit) const {
  KABAR_TRY(const auto stories, reader_.stories_before(before, limit));
  std::vector<StoryCard> out;
  for (const auto& story : stories) {
    KABAR_TRY(auto made, card(story));
    out.push_back(std::move(made));
  }
  return out;
}

Result<std::vector<store::RevisionRow>> Library::revisions(const ArticleModel& article) const {
  KABAR_TRY(auto out, reader_.revisions(article.head.id));
  if (!article.full_text)
    for (auto& revision : out) revision.article.blocks.clear();
  return out;
}

Result<search::Found> Library::find(const SearchRequest& asked, const Page& page) const {
  KABAR_TRY(const auto search, search::Search::prepare(reader_, asked.query, now(), asked.filters()));
  KABAR_TRY(auto found, search.find(asked.order, {page.limit, page.offset, page.behind, page.last, true}));
  if (!found.whole) return Error{Errc::kInvalidInput, "this query takes too long to be answered whole"};
  return found;
}

}  // namespace kabar::serve

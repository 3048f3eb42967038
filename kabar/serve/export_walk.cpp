#include "kabar/serve/export_walk.h"

#include <limits>
#include <utility>

#include "kabar/json/writer.h"
#include "kabar/serve/api_json.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kArticles = 50;
constexpr std::size_t kStories = 10;

}  // namespace

ExportWalk::ExportWalk(Kind kind, SearchRequest asked, std::optional<ArticleId> last)
    : kind_(kind), asked_(std::move(asked)), story_place_{std::numeric_limits<std::int64_t>::max()} {
  asked_.order = search::Order::kNewest;
  place_.last = last;
}

Result<std::vector<store::ArticleRow>> ExportWalk::rows(const Library& library, std::size_t most) {
  place_.limit = most;
  KABAR_TRY(auto found, library.find(asked_, place_));
  over_ = !found.more;
  if (!found.rows.empty()) place_.behind = {found.rows.back().when, found.rows.back().id};
  return std::move(found.rows);
}

bool ExportWalk::is_new(StoryId story) {
  const auto number = static_cast<std::size_t>(raw(story));
  if (story == StoryId{}) return false;
  if (number >= seen_.size()) seen_.resize(number + 1);
  if (seen_[number]) return false;
  return seen_[number] = true;
}

Result<ExportWalk::Batch> ExportWalk::all_stories(const Library& library) {
  Batch out;
  KABAR_TRY(out.stories, library.cards_before(story_place_, kStories));
  if (!out.stories.empty()) story_place_ = out.stories.back().story.id;
  return out;
}

Result<ExportWalk::Batch> ExportWalk::stories_of(const Library& library) {
  Batch out;
  KABAR_TRY(const auto found, rows(library, kArticles));
  std::vector<StoryId> stories;
  for (const auto& row : found)
    if (is_new(row.story)) stories.push_back(row.story);
  KABAR_TRY(out.stories, library.cards(stories));
  return out;
}

Result<ExportWalk::Batch> ExportWalk::articles_of(const Library& library) {
  Batch out;
  KABAR_TRY(const auto found, rows(library, kArticles));
  for (const auto& row : found) {
    auto article = library.article_alone(row.id);
    if (!article && article.error().code == Errc::kNotFound) continue;  // removed meanwhile
    if (!article) return article.error();
    out.articles.push_back(*std::move(article));
  }
  return out;
}

Result<ExportWalk::Batch> ExportWalk::next(const Library& library) {
  const bool stories = kind_ == Kind::kStories;
  if (stories && asked_.query.empty() && !asked_.is_filtered()) return all_stories(library);
  Batch out;
  while (out.empty() && !over_) {
    KABAR_TRY(out, stories ? stories_of(library) : articles_of(library));
  }
  return out;
}

std::string json_lines(const ExportWalk::Batch& batch, std::string_view base_url) {
  std::string out;
  for (const auto& article : batch.articles) {
    json::Writer json;
    write_article_alone(json, article, base_url);
    out += json.take() + '\n';
  }
  for (const auto& story : batch.stories) {
    json::Writer json;
    write_story(json, story, base_url);
    out += json.take() + '\n';
  }
  return out;
}

}  // namespace kabar::serve

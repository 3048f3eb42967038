#pragma once

#include "kabar/serve/view_models.h"
#include "kabar/serve/visit.h"

// Every page of the site: a view model in, HTML out. Pure apart from the visit's own formats.
namespace kabar::serve {

constexpr std::size_t kPageSize = 20;
constexpr std::size_t kVersionsOnPage = 30;  ///< of a story; some outlets' thousand would be megabytes

/// What a section is and where it lies.
struct SectionHead {
  std::string title;
  std::string kind;     ///< "Topic", in the interface's language; empty for the newest of all
  std::string path;     ///< "/topic/economy"
  std::string section;  ///< see PageInfo
  std::string feed;
};

Response front_page(const Visit& visit, const FrontModel& model);
Response section_page(const Visit& visit, const SectionModel& model, const SectionHead& head);
Response edition_page(const Visit& visit, const EditionModel& model);
Response story_page(const Visit& visit, const StoryModel& model, const VersionChoice& choice = {});
Response name_page(const Visit& visit, const NameModel& model);
Response article_page(const Visit& visit, const ArticleModel& model);
Response source_page(const Visit& visit, const SourceModel& model);
Response sources_page(const Visit& visit, const std::vector<store::SourceRow>& sources);
Response search_page(const Visit& visit, const SearchModel& model);
Response about_page(const Visit& visit, const store::Totals& totals);

/// A page that says what went wrong (404, 405, 421, 500 …) and what to do next.
Response error_page(const Visit& visit, int status, std::string_view detail = {});

}  // namespace kabar::serve

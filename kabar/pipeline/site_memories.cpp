#include "kabar/pipeline/site_memories.h"

#include <utility>
#include <variant>

#include "kabar/net/url.h"
#include "kabar/pipeline/stage.h"

namespace kabar::pipeline {

Result<Article> SiteMemories::extract_task(collect::ImportTask task, const collect::LoadLimits& limits) {
  auto* page = std::get_if<collect::PageTask>(&task.what);
  const auto url = net::Url::parse(page == nullptr ? std::string_view() : page->document.url);
  if (!url) return pipeline::extract_task(std::move(task), limits);
  auto& memory = by_host_[url->host];
  auto whole = extract_page_in_full(std::move(*page), limits, &memory);
  if (!whole) {
    const bool named = whole.error().message.find(task.name) != std::string::npos;
    return named ? std::move(whole).error() : std::move(whole).error().within(task.name);
  }
  if (whole->article.kind == ArticleKind::kArticle && !whole->from_structure)
    memory.learn(whole->page, whole->article.title);
  return std::move(whole->article);
}

}  // namespace kabar::pipeline

#include "kabar/pipeline/stage.h"

#include <fmt/format.h>

#include <cstdint>
#include <exception>
#include <variant>

#include "kabar/extract/extractor.h"
#include "kabar/schema/article_json.h"
#include "kabar/schema/string_limits.h"
#include "kabar/understand/analyser.h"
#include "kabar/understand/text_facts.h"

namespace kabar::pipeline {
namespace {

/// Links are for those who ask for the article alone: nothing that is stored looks at them.
enum class Links : std::uint8_t { kNone, kAll };

Result<Article> extract_page(collect::PageTask& task, const collect::LoadLimits& limits, Links links) {
  KABAR_CHECK(collect::load(task, limits));
  return extract::extract(task.document, {.max_bytes = limits.max_page_bytes, .links = links == Links::kAll});
}

Result<Article> read_article(collect::ImportTask& task, const collect::LoadLimits& limits, Links links) {
  if (auto* error = std::get_if<Error>(&task.what)) return std::move(*error);
  if (auto* page = std::get_if<collect::PageTask>(&task.what)) {
    auto article = extract_page(*page, limits, links);
    // Errors of the file system name the path already.
    if (!article && article.error().message.find(task.name) == std::string::npos)
      return std::move(article).error().within(task.name);
    return article;
  }
  if (auto* line = std::get_if<collect::ArticleTask>(&task.what)) {
    auto article = schema::parse_article(line->line);
    if (!article) return std::move(article).error().within(task.name);
    return article;
  }
  if (auto* skipped = std::get_if<collect::Skipped>(&task.what))
    return Error{Errc::kUnsupported, fmt::format("{}: not a page: {}", task.name, skipped->reason)};
  return Error{Errc::kInternal, task.name + ": not an article"};
}

/// What comes from outside comes through here, and gets no further with strings that are too long.
Result<Article> article_of(collect::ImportTask& task, const collect::LoadLimits& limits, Links links) {
  auto article = read_article(task, limits, links);
  if (article) schema::limit_strings(*article);
  return article;
}

/// Gives what `work` does; an exception becomes a kInternal of the input.
template <class Work>
auto guarded(const std::string& name, Work work) noexcept -> decltype(work()) {
  try {
    return work();
  } catch (const std::exception& failure) {
    return Error{Errc::kInternal, name + ": " + failure.what()};
  }
}

}  // namespace

Result<Article> extract_task(collect::ImportTask task, const collect::LoadLimits& limits) noexcept {
  return guarded(task.name, [&] { return article_of(task, limits, Links::kAll); });
}

Result<extract::Extraction> extract_page_in_full(collect::PageTask task, const collect::LoadLimits& limits,
                                                 const extract::SiteMemory* memory) noexcept {
  const std::string name = task.document.id;
  return guarded(name, [&]() -> Result<extract::Extraction> {
    KABAR_CHECK(collect::load(task, limits));
    return extract::extract_in_full(std::move(task.document),
                                    {.max_bytes = limits.max_page_bytes, .memory = memory});
  });
}

Result<Understood> understand_task(collect::ImportTask task, const collect::LoadLimits& limits,
                                   bool detect) noexcept {
  return guarded(task.name, [&]() -> Result<Understood> {
    KABAR_TRY(auto article, article_of(task, limits, Links::kNone));
    if (detect) article.lang.clear();
    auto outline = understand::outline(article);
    auto facts = understand::find_facts(article, outline.lang);
    return Understood{article.id, std::move(outline), std::move(facts)};
  });
}

Prepared prepare_article(Article article) {
  Prepared out;
  out.analysis = understand::analyse(article);
  if (article.lang.empty()) article.lang = out.analysis.lang;
  out.article = std::move(article);
  return out;
}

Result<Prepared> prepare(collect::ImportTask task, const collect::LoadLimits& limits) noexcept {
  return guarded(task.name, [&]() -> Result<Prepared> {
    KABAR_TRY(auto article, article_of(task, limits, Links::kNone));
    auto out = prepare_article(std::move(article));
    if (out.article.kind == ArticleKind::kArticle)
      out.facts = understand::find_facts(out.article, out.analysis.lang);
    if (auto* page = std::get_if<collect::PageTask>(&task.what)) out.files = std::move(page->document.files);
    return out;
  });
}

}  // namespace kabar::pipeline

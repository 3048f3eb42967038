#pragma once

#include <cstddef>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/collect/importer.h"
#include "kabar/collect/page_loader.h"
#include "kabar/extract/extraction.h"
#include "kabar/extract/site_memory.h"
#include "kabar/model/analysis.h"
#include "kabar/model/article.h"
#include "kabar/model/raw_document.h"
#include "kabar/model/text_facts.h"
#include "kabar/understand/outline.h"

namespace kabar::pipeline {

/// An article with all that was found out about it alone.
struct Prepared {
  Article article;
  Analysis analysis;
  TextFacts facts;
  std::vector<SavedFile> files;  ///< pictures that were saved with the page
};

// Safe from any thread. Every Error names the input, and nothing is thrown: what goes wrong inside is a
// kInternal of this input.

/// Loads, extracts (or reads) and analyses one input, without looking for a page's links: the part of the
/// pipeline that many threads share.
Result<Prepared> prepare(collect::ImportTask task, const collect::LoadLimits& limits) noexcept;

/// The same of an article that is there already, without its facts: what grouping needs.
Prepared prepare_article(Article article);

/// Loading and extraction alone, for `kabar extract`.
Result<Article> extract_task(collect::ImportTask task, const collect::LoadLimits& limits) noexcept;

/// The same of a page, with what the article was made of; `memory`, where there is one, of the page's site.
Result<extract::Extraction> extract_page_in_full(collect::PageTask task, const collect::LoadLimits& limits,
                                                 const extract::SiteMemory* memory = nullptr) noexcept;

/// An article by its id, and what can be read of its text alone.
struct Understood {
  std::string id;
  understand::Outline outline;
  TextFacts facts;
};

/// Loads, extracts (or reads) and outlines one input; with `detect` its language is told from the text,
/// whatever is declared.
Result<Understood> understand_task(collect::ImportTask task, const collect::LoadLimits& limits,
                                   bool detect) noexcept;

}  // namespace kabar::pipeline

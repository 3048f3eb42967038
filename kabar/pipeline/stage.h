#pragma once

#include <cstddef>

#include "kabar/base/result.h"
#include "kabar/collect/importer.h"
#include "kabar/collect/page_loader.h"
#include "kabar/model/analysis.h"
#include "kabar/model/article.h"
#include "kabar/model/raw_document.h"

namespace kabar::pipeline {

/// An article with all that was found out about it alone.
struct Prepared {
  Article article;
  Analysis analysis;
  std::vector<SavedFile> files;  ///< pictures that were saved with the page
};

/// Loads, extracts (or reads) and analyses one input: the part of the pipeline that many threads share. Every
/// Error names the input. Never throws: what goes wrong inside is a kInternal of this input.
Result<Prepared> prepare(collect::ImportTask task, const collect::LoadLimits& limits) noexcept;

/// Loading and extraction alone, for `kabar extract`.
Result<Article> extract_task(collect::ImportTask task, const collect::LoadLimits& limits);

/// A text and the language that it is told to be in, whatever it declares.
struct Detected {
  std::string id;
  std::string lang;
};
Result<Detected> detect_language(collect::ImportTask task);

}  // namespace kabar::pipeline

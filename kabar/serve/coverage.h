#pragma once

#include <vector>

#include "kabar/serve/view_models.h"
#include "kabar/store/source_list.h"

// Who reports a story, who as a rule reports stories like it and does not report this one, who was first, and
// who carries whose text. What is claimed is told in docs/FIGURES.md.
namespace kabar::serve {

/// From all articles of a story, oldest first, at least one. The shares of copies are left to the caller; who
/// is silent without having been heard of at all, too. Pure.
Coverage coverage_of(const std::vector<Teaser>& articles, const store::AlikeStories& alike,
                     const store::SourceList& sources, Timestamp now);

}  // namespace kabar::serve

#pragma once

#include <vector>

#include "kabar/serve/view_models.h"
#include "kabar/store/source_list.h"

// Who reports a story, who as a rule reports stories like it and does not report this one, who was first, and
// who carries whose text. What is claimed is told in docs/FIGURES.md.
namespace kabar::serve {

/// Of each kind of key that are told as silent.
constexpr std::size_t kMostSilent = 12;
/// Of those that are usual, which coverage_of() gives, so that some may turn out not to be read any more.
constexpr std::size_t kMostUsual = 4 * kMostSilent;

/// From all articles of a story, oldest first, at least one. The shares of copies are left to the caller; who
/// is silent without having been heard of at all, and cutting those that are left to kMostSilent, too. Pure.
Coverage coverage_of(const std::vector<Teaser>& articles, const store::AlikeStories& alike,
                     const store::SourceList& sources, Timestamp now);

}  // namespace kabar::serve

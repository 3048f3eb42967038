#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/pipeline/correct.h"
#include "kabar/pipeline/data_folder.h"

namespace kabar::pipeline {

struct RebuildReport {
  std::uint64_t articles = 0;
  std::uint64_t stories_before = 0, stories_after = 0;
  std::uint64_t opened = 0, closed = 0;  ///< ids that are new, or redirect from now on
  std::uint64_t copies = 0;              ///< articles whose original is another now, or none
  std::uint64_t corrections = 0;         ///< persons' corrections that were obeyed
  std::vector<StoryMove> moved;
};

/// Told the share that is done, and how many articles.
using RebuildProgress = std::function<void(double share, std::uint64_t articles)>;

/// Groups all that is stored anew, in the order of arrival, from the texts as they arrived, by what kabar
/// knows today and what persons corrected. A story's id goes to the group that shares most articles with it;
/// ids that are left over redirect to where most of their articles are.
///
/// Readers see the old stories until all of it is committed at once. The result is the same with any number
/// of threads. A stop request ends it with kCancelled and nothing changed.
Result<RebuildReport> rebuild_stories(DataFolder& folder, unsigned threads, const RebuildProgress& progress,
                                      const std::stop_token& stop);

}  // namespace kabar::pipeline

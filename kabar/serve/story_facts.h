#pragma once

#include <vector>

#include "kabar/serve/view_models.h"

// What a story's articles add to each other: pure functions over headlines and excerpts.
namespace kabar::serve {

/// What was new when: the first report, and then each text of its own that was the first in its language or
/// from its country, or brought figures that nobody had given before. Oldest first, at most `most`, the first
/// always among them. `articles` oldest first.
std::vector<TimelineStep> what_was_new(const std::vector<Teaser>& articles, std::size_t most = 12);

/// What two articles both speak of: names as `article` writes them, numbers, countries (ISO 3166).
SharedFacts shared_facts(const Teaser& article, const Teaser& other);

}  // namespace kabar::serve

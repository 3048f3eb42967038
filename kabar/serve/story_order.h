#pragma once

#include <string_view>
#include <vector>

#include "kabar/serve/view_models.h"

// Which story and which article come first: pure functions over what the store gave.
namespace kabar::serve {

/// How much a story deserves the top of the front page at `now`: many outlets and languages, not long ago.
double story_weight(const store::StoryRow& story, Timestamp now);

/// The article that stands for the story: no copy, in the reader's language where there is one, with a
/// picture and an excerpt, the newest of these. `articles` must not be empty; `lang` may be.
const Teaser& choose_lead(const std::vector<Teaser>& articles, std::string_view lang);

/// Copies under the text that they repeat, in the order of `articles`.
std::vector<Version> fold_copies(const std::vector<Teaser>& articles);

/// The story's other texts as a reader of `article` wants them: other outlets before its own, other texts
/// before copies of it, one of each outlet before a second, newest first.
std::vector<Version> similar_to(const Teaser& article, const std::vector<Teaser>& articles);

/// Articles by the hour or by a longer step, so that there are at most 48 bars.
std::vector<TimelineBar> timeline(const std::vector<Teaser>& articles, std::chrono::seconds& width);

}  // namespace kabar::serve

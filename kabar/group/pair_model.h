#pragma once

#include "kabar/group/pair_features.h"

namespace kabar::group {

/// How probably two articles of one language are of one story, nought to one: small boosted trees, learned by
/// eval/stories/learn.py, and a little of the plain cosine of their bodies; docs/STORIES.md says on what.
float same_story(const Features& features) noexcept;

}  // namespace kabar::group

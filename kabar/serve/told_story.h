#pragma once

#include "kabar/serve/view_models.h"

namespace kabar::serve {

/// A story's facts, put together. `articles` are all of the story, oldest first, `facts` those of the ones
/// with a text of their own. `open` says of each article whether all of its text may be read here: of others,
/// sentences and quotes are cut where they are long. Pure.
ToldStory told_story(std::vector<Teaser> articles, std::vector<bool> open,
                     std::vector<store::Reader::ArticleFacts> facts);

}  // namespace kabar::serve

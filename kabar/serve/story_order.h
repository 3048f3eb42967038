#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/serve/view_models.h"

// Which story and which article come first: pure functions over what the store gave.
namespace kabar::serve {

/// A first, cheap guess at Standing::score, by which stories are chosen to be weighed in full.
double story_weight(const store::StoryRow& story, Timestamp now);

/// What puts a story on the front page; see group::front_score().
Standing standing_of(const std::vector<Teaser>& articles, Timestamp now);

/// The article that stands for the story; see group::choose_lead(). `articles` must not be empty; `lang` may.
const Teaser& choose_lead(const std::vector<Teaser>& articles, std::string_view lang);

/// A lead without a picture shows the first one of its story.
void lend_picture(const std::vector<Teaser>& articles, Teaser& lead);

/// What most of the articles are about, whatever the reader's language; of equals the first by number.
Topic topic_of(const std::vector<Teaser>& articles);

/// The story in a few sentences of different outlets, in the first of the reader's `langs` that gives some,
/// else in the language that most outlets report it in; see group::make_digest(). Taken from the `openings`
/// of the texts where there are some, else from the excerpts.
std::vector<CitedSentence> digest(const Teaser& lead, const std::vector<Teaser>& articles,
                                  const std::vector<std::string>& langs = {},
                                  const std::map<ArticleId, std::string>& openings = {});

/// The languages that digest() tries, in their order.
std::vector<std::string> digest_languages(const Teaser& lead, const std::vector<Teaser>& articles,
                                          const std::vector<std::string>& langs);

/// `lead` and behind it the other articles, of which a digest reads the first group::kMostDigestTexts.
std::vector<const Teaser*> lead_first(const Teaser& lead, const std::vector<Teaser>& articles);

/// Copies under the text that they repeat, in the order of `articles`, which are of one story; so are
/// articles without a text under the first one with their headline.
std::vector<Version> fold_copies(const std::vector<Teaser>& articles);

/// The story's other texts in the order of group::order_similar(), copies under their original.
std::vector<Version> similar_to(const Teaser& article, const std::vector<Teaser>& articles);

/// Articles by the hour or by a longer step, so that there are at most 48 bars.
std::vector<TimelineBar> timeline(const std::vector<Teaser>& articles, std::chrono::seconds& width);

}  // namespace kabar::serve

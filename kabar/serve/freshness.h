#pragma once

#include <chrono>
#include <string>

#include "kabar/store/source_list.h"
#include "kabar/store/store.h"

namespace kabar::serve {

class PictureDesk;

/// What something was made of.
struct Freshness {
  std::string version;  ///< of all data
  std::string subject;  ///< of what no reader is to see as it was: what was removed, the story of the page
  /// How long it stays good when other data than its subject have changed: while articles come in every
  /// moment, not every reader needs a page made anew.
  std::chrono::milliseconds patience{0};
};

/// What changes with articles, stories and corrections.
std::string data_version(const store::Totals& totals);

/// Of what programs read: as the data are. Pure.
Freshness freshness_of_data(const store::Totals& totals, const store::SourceList& sources);
/// Of pages: good for a moment, unless an article was removed or the owner changed stories or sources.
/// `pictures`: see Library::open().
Freshness freshness_of_pages(const store::Totals& totals, const store::SourceList& sources,
                             const PictureDesk* pictures);
/// Of what is made of one story: good while the story is the same, for `patience` where other things changed.
Freshness freshness_of_story(Freshness page, const store::StoryRow& story,
                             std::chrono::milliseconds patience);

}  // namespace kabar::serve

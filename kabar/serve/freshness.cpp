#include "kabar/serve/freshness.h"

#include <fmt/format.h>

#include "kabar/serve/picture_desk.h"

namespace kabar::serve {
namespace {

std::string edits_of(const store::Totals& totals, const store::SourceList& sources) {
  return fmt::format("{} {}", totals.decisions, sources.descriptions());
}

}  // namespace

std::string data_version(const store::Totals& totals) {
  return fmt::format("{} {} {} {} {} {} {} {}", totals.story_events, totals.decisions, totals.articles,
                     totals.revisions, totals.stories, totals.sources, totals.removed,
                     totals.newest ? totals.newest->time_since_epoch().count() : 0);
}

Freshness freshness_of_data(const store::Totals& totals, const store::SourceList& sources) {
  return {fmt::format("{} {}", data_version(totals), edits_of(totals, sources)), {}, {}};
}

Freshness freshness_of_pages(const store::Totals& totals, const store::SourceList& sources,
                             const PictureDesk* pictures) {
  constexpr std::chrono::seconds kPatience{1};
  auto out = freshness_of_data(totals, sources);
  if (pictures != nullptr) out.version += fmt::format(" {}", pictures->failed());
  out.subject = fmt::format("{} {}", totals.removed, edits_of(totals, sources));
  out.patience = kPatience;
  return out;
}

Freshness freshness_of_story(Freshness page, const store::StoryRow& story,
                             std::chrono::milliseconds patience) {
  page.subject += fmt::format(" {} {} {} {}", story.articles, story.outlets, story.languages,
                              story.last_seen.time_since_epoch().count());
  page.patience = patience;
  return page;
}

}  // namespace kabar::serve

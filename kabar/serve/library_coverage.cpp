#include <algorithm>
#include <cmath>

#include "kabar/group/copies.h"
#include "kabar/serve/coverage.h"
#include "kabar/serve/library.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kMostShares = 24;       ///< copies whose share is looked for
constexpr std::chrono::days kHeardWithin{7};  ///< of the first report

using Sketch = std::vector<std::uint32_t>;

std::optional<int> percent_of(const Sketch& original, const Sketch& copy) {
  const auto common = group::overlap(original, copy);
  return common.sample > 0 ? std::optional(static_cast<int>(std::lround(common.of_smaller * 100.0F)))
                           : std::nullopt;
}

/// How much of the texts stands in both.
Status add_shares(const store::Reader& reader, Coverage& coverage) {
  std::size_t asked = 0;
  for (auto& text : coverage.copied) {
    if (asked >= kMostShares) return ok();
    KABAR_TRY(const auto original, reader.sketch(text.first.id));
    for (auto& copy : text.copies) {
      if (++asked > kMostShares) return ok();
      KABAR_TRY(const auto sketch, reader.sketch(copy.article.id));
      copy.percent = percent_of(original, sketch);
    }
  }
  return ok();
}

/// Leaves those out of whom nothing at all came meanwhile: they may be closed, or not be read any more. As
/// many as are told.
Status keep_heard(const store::Reader& reader, Timestamp from, std::vector<Silent>& silent) {
  std::vector<Silent> heard;
  for (auto& one : silent) {
    if (heard.size() == kMostSilent) break;
    for (const auto source : one.sources) {
      KABAR_TRY(const bool is_heard, reader.heard_of(source, from, from + kHeardWithin));
      if (!is_heard) continue;
      heard.push_back(std::move(one));
      break;
    }
  }
  silent = std::move(heard);
  return ok();
}

}  // namespace

Result<Coverage> Library::coverage(StoryId id, const std::vector<Teaser>& articles) const {
  KABAR_TRY(const auto alike, reader_.stories_alike(id, now(), group::kFewestAlike));
  auto out = coverage_of(articles, alike, *sources_, now());
  KABAR_CHECK(add_shares(reader_, out));
  for (auto* const reporters : {&out.countries, &out.languages, &out.groups, &out.outlets})
    KABAR_CHECK(keep_heard(reader_, out.first.when, reporters->silent));
  return out;
}

}  // namespace kabar::serve

#include "kabar/pipeline/correct.h"

#include <fmt/format.h>

#include <algorithm>

#include "kabar/pipeline/correction_plan.h"

namespace kabar::pipeline {

std::string correction_name(std::uint64_t id) {
  return fmt::format("c{}", id);
}

Result<CorrectionReport> correct(DataFolder& folder, const CorrectionRequest& request, const Clock& clock) {
  if (!folder.grouper) KABAR_CHECK(folder.read_back());
  KABAR_TRY(const auto reader, store::Reader::open(folder.path));
  KABAR_TRY(auto plan, CorrectionPlanner(reader).plan(request));
  auto& correction = plan.correction;
  if (correction.undone) {
    folder.writer.take_back(correction.id, plan.changes);
  } else {
    KABAR_TRY(const auto made, reader.corrections());
    correction.id = made.empty() ? 1 : made.back().id + 1;
    correction.made = clock.now();
    folder.writer.add(correction, plan.changes);
  }
  KABAR_CHECK(folder.writer.commit());
  auto verdicts = read_verdicts(reader);
  if (!verdicts) {
    folder.grouper.reset();  // the next one who needs it reads it back
    return std::move(verdicts).error();
  }
  const bool moves_closed = std::any_of(plan.changes.begin(), plan.changes.end(), [&](const auto& change) {
    return change.kind != StoryChange::Kind::kMerge && !folder.grouper->story_of(change.article);
  });
  folder.grouper->correct(plan.changes, *std::move(verdicts));
  if (moves_closed) KABAR_CHECK(folder.read_back_closed());
  return CorrectionReport{std::move(correction), std::move(plan.moved)};
}

}  // namespace kabar::pipeline

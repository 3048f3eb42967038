#include "kabar/pipeline/intake.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "kabar/pipeline/admission.h"
#include "kabar/pipeline/article_removal.h"
#include "kabar/pipeline/picture.h"

namespace kabar::pipeline {

std::string_view to_string(Settled::Outcome outcome) noexcept {
  switch (outcome) {
    case Settled::Outcome::kAdded: return "added";
    case Settled::Outcome::kRevised: return "revised";
    case Settled::Outcome::kUnchanged: return "unchanged";
    case Settled::Outcome::kSkipped: return "skipped";
    case Settled::Outcome::kRejected: return "rejected";
  }
  return "rejected";
}

PreparedInput prepare_input(collect::ImportTask task, const collect::LoadLimits& limits) {
  PreparedInput out{task.name};
  if (auto* source = std::get_if<Source>(&task.what)) {
    out.what = std::move(*source);
    return out;
  }
  if (auto* skipped = std::get_if<collect::Skipped>(&task.what)) {
    out.what = std::move(*skipped);
    return out;
  }
  auto prepared = prepare(std::move(task), limits);
  if (prepared) {
    out.what = *std::move(prepared);
  } else {
    out.what = std::move(prepared).error();
  }
  return out;
}

Result<std::optional<Settled>> Intake::take(PreparedInput input) {
  if (auto* source = std::get_if<Source>(&input.what)) {
    folder_.sources.insert(source->id);
    folder_.writer.put(*source);
    return std::optional<Settled>();
  }
  Settled settled;
  settled.input = std::move(input.name);
  if (auto* error = std::get_if<Error>(&input.what)) {
    settled.error = std::move(error->message);
  } else if (auto* skipped = std::get_if<collect::Skipped>(&input.what)) {
    settled.outcome = Settled::Outcome::kSkipped;
    settled.reason = std::move(skipped->reason);
  } else {
    KABAR_CHECK(admit(std::get<Prepared>(std::move(input.what)), settled));
  }
  return std::optional(std::move(settled));
}

Status Intake::admit(Prepared prepared, Settled& settled) {
  auto& article = prepared.article;
  store::ArticleWrite write;
  write.identity = identify(article);
  settled.id = article.id;
  settled.other = article.kind == ArticleKind::kOther;
  if (was_removed(article)) {
    settled.outcome = Settled::Outcome::kSkipped;
    settled.reason = "article that was removed for good";
    return ok();
  }
  drop_time_to_come(article);
  settled.warnings = article.warnings;
  KABAR_TRY(const auto known, folder_.writer.find(write.identity));
  if (known && known->has_content) {
    settled.outcome = Settled::Outcome::kUnchanged;
    settled.article = known->id;
    return ok();
  }
  article.source = source_of(article);
  meet_source(article);
  write.id = known ? known->id : folder_.writer.next_id();
  write.revision = known.has_value();
  write.newest = !known || !known->fetched || !article.fetched || *article.fetched >= *known->fetched;
  write.arrived = article.fetched.value_or(arrived_);
  const auto time = believed_time(article, arrived_);
  write.grouped = time;
  write.when = time.value_or(write.arrived);
  if (!known && !settled.other) {
    KABAR_TRY(write.placement, group({write.id, article.source, time, prepared.analysis}, article));
  }
  settled.outcome = known ? Settled::Outcome::kRevised : Settled::Outcome::kAdded;
  settled.article = write.id;
  keep_picture(article, prepared.files, settled);
  write.article = std::move(article);
  write.analysis = std::move(prepared.analysis);
  write.facts = std::move(prepared.facts);
  folder_.writer.add(write);
  return ok();
}

Result<Placement> Intake::group(const group::GroupInput& input, const Article& article) {
  auto* const embeddings = folder_.embeddings.get();
  if (embeddings != nullptr) embeddings->bring(input.id, *folder_.grouper, folder_.writer);
  auto placement = folder_.grouper->add(input);
  if (embeddings != nullptr && placement.leads)
    KABAR_CHECK(embeddings->ask(input.id, text_to_embed(article), folder_.writer));
  return placement;
}

bool Intake::was_removed(const Article& article) const {
  if (folder_.removed.empty()) return false;
  const auto keys = removal_keys(article);
  return std::any_of(keys.begin(), keys.end(),
                     [&](const auto& key) { return folder_.removed.contains(key); });
}

/// Extraction bounds dates by the fetch time; where there is none, only we know that a time has not come
/// yet.
void Intake::drop_time_to_come(Article& article) const {
  if (article.fetched || !article.published || article.published->instant <= arrived_ + std::chrono::days{2})
    return;
  article.warnings.push_back("date in the future ignored: " + to_string(*article.published));
  article.published.reset();
}

void Intake::meet_source(const Article& article) {
  if (!folder_.sources.insert(article.source).second) return;
  folder_.writer.put(undescribed_source(article));
}

void Intake::keep_picture(const Article& article, const std::vector<SavedFile>& files, Settled& settled) {
  for (const auto& file : files) {
    if (file.url != article.image) continue;
    auto picture = load_picture(file);
    if (picture) {
      folder_.writer.add(*picture);
    } else {
      settled.warnings.push_back("picture left out: " + picture.error().message);
    }
  }
}

}  // namespace kabar::pipeline

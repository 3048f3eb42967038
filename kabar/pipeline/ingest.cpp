#include "kabar/pipeline/ingest.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "kabar/base/ascii.h"
#include "kabar/pipeline/admission.h"
#include "kabar/pipeline/article_removal.h"
#include "kabar/pipeline/ordered.h"
#include "kabar/pipeline/picture.h"
#include "kabar/pipeline/stage.h"

namespace kabar::pipeline {
namespace {

using std::chrono::steady_clock;

constexpr auto kCommitAfter = std::chrono::seconds{1};

struct Done {
  std::string name;
  std::variant<Prepared, Source, collect::Skipped, Error> what{Error{Errc::kInternal, {}}};
};

Done work_on(collect::ImportTask task, const collect::LoadLimits& limits) {
  Done done{task.name};
  if (auto* source = std::get_if<Source>(&task.what)) {
    done.what = std::move(*source);
    return done;
  }
  if (auto* skipped = std::get_if<collect::Skipped>(&task.what)) {
    done.what = std::move(*skipped);
    return done;
  }
  auto prepared = prepare(std::move(task), limits);
  if (prepared) {
    done.what = *std::move(prepared);
  } else {
    done.what = std::move(prepared).error();
  }
  return done;
}

/// What warnings of one kind have in common: the words up to the first colon, without a number in front.
std::string kind_of_warning(std::string_view warning) {
  auto kind = warning.substr(0, warning.find(':'));
  while (!kind.empty() && ascii::is_digit(kind.front())) kind.remove_prefix(1);
  return std::string(ascii::trim(kind));
}

/// Decides on results in order and writes them; tells of them once they are durable.
class Settlement {
 public:
  Settlement(DataFolder& folder, const IngestOptions& options, IngestObserver& observer)
      : folder_(folder),
        options_(options),
        observer_(observer),
        arrived_(options.clock != nullptr ? options.clock->now() : SystemClock().now()) {}

  Status take(Done done, double progress) {
    progress_ = progress;
    Settled settled;
    settled.input = std::move(done.name);
    if (auto* source = std::get_if<Source>(&done.what)) {
      ++report_.sources;
      folder_.sources.insert(source->id);
      folder_.writer.put(*source);
      return ok();
    }
    if (auto* error = std::get_if<Error>(&done.what)) {
      settled.error = std::move(error->message);
    } else if (auto* skipped = std::get_if<collect::Skipped>(&done.what)) {
      settled.outcome = Settled::Outcome::kSkipped;
      settled.reason = std::move(skipped->reason);
    } else {
      KABAR_CHECK(admit(std::get<Prepared>(std::move(done.what)), settled));
    }
    count(settled);
    waiting_.push_back(std::move(settled));
    const bool due =
        waiting_.size() >= options_.commit_every || steady_clock::now() - committed_at_ > kCommitAfter;
    return due ? commit() : ok();
  }

  Status commit() {
    KABAR_CHECK(folder_.writer.commit());
    settled_ += waiting_.size();
    observer_.on_settled(waiting_);
    observer_.on_progress(progress_, settled_);
    waiting_.clear();
    committed_at_ = steady_clock::now();
    return ok();
  }

  IngestReport report() && { return std::move(report_); }

 private:
  Status admit(Prepared prepared, Settled& settled) {
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
    if (!known && !settled.other)
      write.placement = folder_.grouper->add({write.id, article.source, time, prepared.analysis});
    settled.outcome = known ? Settled::Outcome::kRevised : Settled::Outcome::kAdded;
    settled.article = write.id;
    keep_picture(article, prepared.files, settled);
    write.article = std::move(article);
    write.analysis = std::move(prepared.analysis);
    folder_.writer.add(write);
    return ok();
  }

  bool was_removed(const Article& article) const {
    if (folder_.removed.empty()) return false;
    const auto keys = removal_keys(article);
    return std::any_of(keys.begin(), keys.end(),
                       [&](const auto& key) { return folder_.removed.contains(key); });
  }

  /// Extraction bounds dates by the fetch time; where there is none, only we know that a time has not come
  /// yet.
  void drop_time_to_come(Article& article) const {
    if (article.fetched || !article.published ||
        article.published->instant <= arrived_ + std::chrono::days{2})
      return;
    article.warnings.push_back("date in the future ignored: " + to_string(*article.published));
    article.published.reset();
  }

  void meet_source(const Article& article) {
    if (!folder_.sources.insert(article.source).second) return;
    folder_.writer.put(undescribed_source(article));
  }

  void keep_picture(const Article& article, const std::vector<SavedFile>& files, Settled& settled) {
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

  void count(const Settled& settled) {
    switch (settled.outcome) {
      case Settled::Outcome::kAdded: ++report_.added; break;
      case Settled::Outcome::kRevised: ++report_.revised; break;
      case Settled::Outcome::kUnchanged: ++report_.unchanged; break;
      case Settled::Outcome::kSkipped: ++report_.skipped[settled.reason]; break;
      case Settled::Outcome::kRejected: ++report_.rejected; break;
    }
    report_.others += settled.other ? 1 : 0;
    for (const auto& warning : settled.warnings) ++report_.warnings[kind_of_warning(warning)];
  }

  DataFolder& folder_;
  const IngestOptions& options_;
  IngestObserver& observer_;
  Timestamp arrived_;
  IngestReport report_;
  std::vector<Settled> waiting_;
  std::uint64_t settled_ = 0;
  double progress_ = 0;
  steady_clock::time_point committed_at_ = steady_clock::now();
};

Status settle(collect::Importer importer, const IngestOptions& options, Settlement& settlement,
              const std::stop_token& stop) {
  {
    const auto work = [&options](collect::ImportTask task) {
      return work_on(std::move(task), options.limits);
    };
    Ordered<Done> prepared(std::move(importer), options.threads, work, stop);
    while (auto done = prepared.next()) KABAR_CHECK(settlement.take(*std::move(done), prepared.progress()));
  }
  return settlement.commit();
}

}  // namespace

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

Result<IngestReport> ingest(collect::Importer importer, DataFolder& folder, const IngestOptions& options,
                            IngestObserver& observer, const std::stop_token& stop) {
  if (!folder.grouper) KABAR_CHECK(folder.read_back());
  Settlement settlement(folder, options, observer);
  if (auto settled = settle(std::move(importer), options, settlement, stop); !settled) {
    folder.roll_back();
    return std::move(settled).error();
  }
  if (stop.stop_requested()) return Error{Errc::kCancelled, "stopped; what was settled is kept"};
  return std::move(settlement).report();
}

}  // namespace kabar::pipeline

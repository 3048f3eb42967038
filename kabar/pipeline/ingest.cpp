#include "kabar/pipeline/ingest.h"

#include <fmt/format.h>

#include <chrono>
#include <utility>

#include "kabar/base/ascii.h"
#include "kabar/pipeline/intake.h"
#include "kabar/pipeline/ordered.h"

namespace kabar::pipeline {
namespace {

using std::chrono::steady_clock;

constexpr auto kCommitAfter = std::chrono::seconds{1};

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
        intake_(folder, options.clock != nullptr ? options.clock->now() : SystemClock().now()) {}

  Status take(PreparedInput done, double progress) {
    progress_ = progress;
    KABAR_TRY(auto settled, intake_.take(std::move(done)));
    if (!settled) {
      ++report_.sources;
      return ok();
    }
    count(*settled);
    waiting_.push_back(*std::move(settled));
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
  Intake intake_;
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
      return prepare_input(std::move(task), options.limits);
    };
    Ordered<PreparedInput> prepared(std::move(importer), options.threads, work, stop);
    while (auto done = prepared.next()) KABAR_CHECK(settlement.take(*std::move(done), prepared.progress()));
  }
  return settlement.commit();
}

}  // namespace

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

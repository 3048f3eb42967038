#include "kabar/cli/collecting.h"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <exception>
#include <utility>

#include "kabar/base/log.h"
#include "kabar/base/priority.h"
#include "kabar/cli/commands.h"
#include "kabar/cli/disk_room.h"
#include "kabar/cli/retaining.h"
#include "kabar/cli/terminal.h"
#include "kabar/pipeline/retention.h"

namespace kabar::cli {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds kBetweenMeasures{10};
constexpr seconds kAfterTrouble{30};
/// How often a line tells how it goes: to a person who looks on, and to a log.
constexpr seconds kFirstTold{15};
constexpr std::chrono::minutes kToldOnTerminal{1};
constexpr std::chrono::hours kToldInLog{1};

}  // namespace

Result<std::unique_ptr<Collecting>> Collecting::start(const Settings& settings, pipeline::DataFolder& folder,
                                                      std::mutex& owner, VitalSigns& signs,
                                                      pipeline::WebSubDesk* desk, bool verbose) {
  std::optional<collect::WarcWriter> archive;
  if (!settings.archive.empty()) {
    KABAR_TRY(archive,
              collect::WarcWriter::open({.folder = settings.archive, .software = user_agent(settings)}));
  }
  auto out = std::unique_ptr<Collecting>(new Collecting(settings, std::move(archive), folder, owner, signs));
  KABAR_TRY(out->fetching_, Fetching::for_collecting(settings, out->archive_ ? &*out->archive_ : nullptr));
  auto& fetching = *out->fetching_;
  const collect::LoadLimits limits{.max_page_bytes = std::size_t{settings.max_page_mb} * 1024 * 1024};
  KABAR_TRY(out->ledger_,
            pipeline::StoreLedger::open(folder, owner, fetching.clock(), limits, worker_threads(settings)));
  if (out->archive_)
    out->ledger_->before_commit([archive_at = &*out->archive_] { return archive_at->sync(); });
  out->telling_ = std::make_unique<TellingLedger>(*out->ledger_, out->diary_, verbose);
  out->collector_ = std::make_unique<collect::Collector>(
      *out->telling_, fetching.visitor(), fetching.fetcher(), fetching.clock(), collect::CollectorOptions());
  if (desk != nullptr) {
    out->ledger_->keep_hubs();
    KABAR_TRY(out->subscriber_, pipeline::Subscriber::open(folder, owner, *desk, fetching.fetcher(),
                                                           fetching.clock(), settings.base_url));
  }
  out->thread_ = std::jthread([running = out.get()](const std::stop_token& stop) {
    give_way();
    running->run(stop);
  });
  return out;
}

Collecting::Collecting(const Settings& settings, std::optional<collect::WarcWriter> archive,
                       pipeline::DataFolder& folder, std::mutex& owner, VitalSigns& signs)
    : settings_(settings), archive_(std::move(archive)), folder_(folder), owner_(owner), signs_(signs) {}

Collecting::~Collecting() = default;

Status Collecting::tell_start() const {
  const auto now = fetching_->clock().now();
  KABAR_TRY(const auto reader, store::Reader::open(folder_.path));
  KABAR_TRY(const auto channels, reader.channel_totals(now));
  KABAR_TRY(const auto next, reader.next_due_channel());
  log(LogLevel::kInfo, start_words(channels, next, now));
  if (const auto words = contact_words(settings_)) log(LogLevel::kWarning, *words);
  return ok();
}

void Collecting::run(const std::stop_token& stop) noexcept {
  try {
    while (!stop.stop_requested()) {
      const auto done = turn(stop);
      tell_vitals(done ? std::string() : done.error().message);
      if (done) continue;
      log(LogLevel::kError, "collecting: " + done.error().message);
      if (done.error().code == Errc::kCorrupt) break;
      wait(stop, kAfterTrouble);
    }
    if (const auto kept = collector_->hand_over(); !kept)
      log(LogLevel::kError, "collecting: " + kept.error().message);
  } catch (const std::exception& failure) {
    log(LogLevel::kError, fmt::format("collecting: {}", failure.what()));
  }
  tell_vitals("it has ended");
  if (!stop.stop_requested()) ::kill(::getpid(), SIGTERM);  // in order, by whoever waits for signals
}

Status Collecting::turn(const std::stop_token& stop) {
  constexpr milliseconds kWait{250};
  keep_within_limits();
  if (!has_room()) {
    tell_vitals({});
    wait(stop, kBetweenMeasures);
    return ok();
  }
  if (subscriber_) KABAR_CHECK(subscriber_->turn());
  KABAR_CHECK(collector_->run_once(kWait));
  tell_diary();
  // Less is lost to an archive that cannot be written when it is waited for.
  if (const auto trouble = fetching_->archive_trouble())
    return Error{Errc::kIo, "archive: " + trouble->message};
  return ok();
}

/// Also brings back what a wrong clock put off for years. Once an hour, or at once again where more is to go
/// than one turn takes out.
void Collecting::keep_within_limits() {
  constexpr std::chrono::hours kEach{1};
  constexpr std::size_t kInOneTurn = 1'000;
  constexpr std::chrono::days kFurthest{10};  // nothing is put off for more than a week
  const auto now = fetching_->clock().now();
  if (retain_at_ && now < *retain_at_) return;
  retain_at_ = now + kEach;
  const std::lock_guard lock(owner_);
  folder_.writer.recall(now + kFurthest);
  if (const auto kept = folder_.writer.commit(); !kept)
    log(LogLevel::kError, "schedule: " + kept.error().message);
  const auto report = pipeline::retain(folder_, retention_limits(settings_), now, {.most = kInOneTurn});
  if (!report) {
    log(LogLevel::kError, "retention: " + report.error().message);
  } else if (report->articles == kInOneTurn) {
    retain_at_ = now + kBetweenMeasures;
  }
  const auto cut = collect::limit_archive(settings_.archive, archive_limits(settings_), now, false);
  if (!cut) log(LogLevel::kError, "retention: " + cut.error().message);
}

bool Collecting::has_room() {
  const auto now = fetching_->clock().now();
  if (measured_ && now - *measured_ < kBetweenMeasures) return !full_;
  measured_ = now;
  const auto lack = lacks_room(settings_);
  const bool full = lack.has_value();
  if (full && !full_) log(LogLevel::kWarning, *lack + ": collecting waits");
  if (!full && full_) log(LogLevel::kInfo, "there is room on the disk again: collecting goes on");
  full_ = full;
  return !full;
}

/// Soon after the start, then now and then, where something happened.
void Collecting::tell_diary() {
  const auto now = fetching_->clock().now();
  if (!tell_at_) tell_at_ = now + kFirstTold;
  if (now < *tell_at_) return;
  tell_at_ = now + (is_terminal() ? seconds{kToldOnTerminal} : seconds{kToldInLog});
  if (const auto words = diary_.take())
    log(LogLevel::kInfo, fmt::format("{}; {} articles since the start", *words, ledger_->articles()));
}

void Collecting::tell_vitals(std::string trouble) {
  const auto& counts = collector_->counts();
  serve::Vitals now;
  now.collects = true;
  now.trouble = std::move(trouble);
  now.disk_full = full_;
  now.looks = counts.looks;
  now.visits = counts.visits;
  now.failures = counts.failures;
  now.items = counts.items;
  now.articles = ledger_->articles();
  now.under_way = collector_->under_way();
  signs_.tell(std::move(now));
}

void Collecting::wait(const std::stop_token& stop, seconds length) {
  constexpr milliseconds kStep{100};
  for (milliseconds waited{0}; waited < length && !stop.stop_requested(); waited += kStep)
    std::this_thread::sleep_for(kStep);
}

}  // namespace kabar::cli

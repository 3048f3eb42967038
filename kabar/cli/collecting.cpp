#include "kabar/cli/collecting.h"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <exception>
#include <filesystem>
#include <utility>

#include "kabar/base/log.h"
#include "kabar/cli/commands.h"

namespace kabar::cli {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds kBetweenMeasures{10};
constexpr seconds kAfterTrouble{30};

bool has_free(const fs::path& folder, std::uint64_t bytes) {
  std::error_code failed;
  const auto space = fs::space(folder, failed);
  return failed || space.available >= bytes;
}

}  // namespace

Result<std::unique_ptr<Collecting>> Collecting::start(const Settings& settings, pipeline::DataFolder& folder,
                                                      std::mutex& owner) {
  std::optional<collect::WarcWriter> archive;
  if (!settings.archive.empty()) {
    KABAR_TRY(archive,
              collect::WarcWriter::open({.folder = settings.archive, .software = user_agent(settings)}));
  }
  auto out = std::unique_ptr<Collecting>(new Collecting(settings, std::move(archive)));
  KABAR_TRY(out->fetching_, Fetching::make(settings, out->archive_ ? &*out->archive_ : nullptr));
  auto& fetching = *out->fetching_;
  const collect::LoadLimits limits{.max_page_bytes = std::size_t{settings.max_page_mb} * 1024 * 1024};
  KABAR_TRY(out->ledger_,
            pipeline::StoreLedger::open(folder, owner, fetching.clock(), limits, worker_threads(settings)));
  if (out->archive_)
    out->ledger_->before_commit([archive_at = &*out->archive_] { return archive_at->sync(); });
  collect::CollectorOptions options;
  options.site_interval = milliseconds(settings.site_interval_ms);
  out->collector_ = std::make_unique<collect::Collector>(*out->ledger_, fetching.visitor(),
                                                         fetching.fetcher(), fetching.clock(), options);
  out->thread_ = std::jthread([running = out.get()](const std::stop_token& stop) { running->run(stop); });
  return out;
}

Collecting::Collecting(const Settings& settings, std::optional<collect::WarcWriter> archive)
    : settings_(settings), archive_(std::move(archive)) {}

Collecting::~Collecting() = default;

void Collecting::run(const std::stop_token& stop) noexcept {
  try {
    while (!stop.stop_requested()) {
      const auto done = turn(stop);
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
  if (!stop.stop_requested()) ::kill(::getpid(), SIGTERM);  // in order, by whoever waits for signals
}

Status Collecting::turn(const std::stop_token& stop) {
  constexpr milliseconds kWait{250};
  if (!has_room()) {
    wait(stop, kBetweenMeasures);
    return ok();
  }
  auto done = collector_->run_once(kWait);
  tell_archive_trouble();
  return done;
}

bool Collecting::has_room() {
  const auto now = fetching_->clock().now();
  if (measured_ && now - *measured_ < kBetweenMeasures) return !full_;
  measured_ = now;
  const auto wanted = std::uint64_t{settings_.min_free_mb} * 1024 * 1024;
  const bool full = !has_free(settings_.data, wanted) ||
                    (!settings_.archive.empty() && !has_free(settings_.archive, wanted));
  if (full && !full_)
    log(LogLevel::kWarning,
        fmt::format("less than {} MB free on the disk (collect.min_free_mb): collecting waits",
                    settings_.min_free_mb));
  if (!full && full_) log(LogLevel::kInfo, "there is room on the disk again: collecting goes on");
  full_ = full;
  return !full;
}

void Collecting::tell_archive_trouble() {
  if (const auto trouble = fetching_->archive_trouble())
    log(LogLevel::kError, "archive: " + trouble->message);
}

void Collecting::wait(const std::stop_token& stop, seconds length) {
  constexpr milliseconds kStep{100};
  for (milliseconds waited{0}; waited < length && !stop.stop_requested(); waited += kStep)
    std::this_thread::sleep_for(kStep);
}

}  // namespace kabar::cli

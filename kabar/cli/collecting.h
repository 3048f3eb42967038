#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

#include "kabar/base/result.h"
#include "kabar/cli/collecting_diary.h"
#include "kabar/cli/fetching.h"
#include "kabar/cli/settings.h"
#include "kabar/collect/collector.h"
#include "kabar/collect/warc_writer.h"
#include "kabar/pipeline/data_folder.h"
#include "kabar/pipeline/store_ledger.h"
#include "kabar/pipeline/subscriber.h"
#include "kabar/serve/operations.h"

namespace kabar::cli {

/// How the collecting goes, told by its thread and read by any.
class VitalSigns {
 public:
  void tell(serve::Vitals now) {
    const std::lock_guard lock(mutex_);
    now_ = std::move(now);
  }
  serve::Vitals now() const {
    const std::lock_guard lock(mutex_);
    return now_;
  }

 private:
  mutable std::mutex mutex_;
  serve::Vitals now_;
};

/// Collects into a data folder on a thread of its own, from start() to its end. Waits, and says so, while a
/// disk is nearly full; what cannot be written is told and tried again. Where the data is broken it asks the
/// process to stop.
class Collecting {
 public:
  /// `owner` guards the folder, hubs are answered at `desk`, null where there is none; all must live longer.
  /// Logs now and then how it goes; with `verbose` each look and visit.
  static Result<std::unique_ptr<Collecting>> start(const Settings& settings, pipeline::DataFolder& folder,
                                                   std::mutex& owner, VitalSigns& signs,
                                                   pipeline::WebSubDesk* desk, bool verbose);
  ~Collecting();

  /// Logs what there is to collect from, and where the settings name no contact.
  Status tell_start() const;

 private:
  Collecting(const Settings& settings, std::optional<collect::WarcWriter> archive,
             pipeline::DataFolder& folder, std::mutex& owner, VitalSigns& signs);

  void run(const std::stop_token& stop) noexcept;
  Status turn(const std::stop_token& stop);
  bool has_room();
  void tell_diary();
  void keep_within_limits();
  void tell_vitals(std::string trouble);
  static void wait(const std::stop_token& stop, std::chrono::seconds length);

  Settings settings_;
  std::optional<collect::WarcWriter> archive_;
  std::unique_ptr<Fetching> fetching_;
  std::unique_ptr<pipeline::StoreLedger> ledger_;
  CollectingDiary diary_;
  std::unique_ptr<TellingLedger> telling_;
  std::unique_ptr<collect::Collector> collector_;
  std::unique_ptr<pipeline::Subscriber> subscriber_;  // null where nobody could reach it
  pipeline::DataFolder& folder_;
  std::mutex& owner_;
  VitalSigns& signs_;
  std::optional<Timestamp> retain_at_;
  std::optional<Timestamp> tell_at_;
  bool full_ = false;
  std::optional<Timestamp> measured_;
  std::jthread thread_;  // last: it ends before what it uses
};

}  // namespace kabar::cli

#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

#include "kabar/base/result.h"
#include "kabar/cli/fetching.h"
#include "kabar/cli/settings.h"
#include "kabar/collect/collector.h"
#include "kabar/collect/warc_writer.h"
#include "kabar/pipeline/data_folder.h"
#include "kabar/pipeline/store_ledger.h"

namespace kabar::cli {

/// Collects into a data folder on a thread of its own, from start() to its end. Waits, and says so, while a
/// disk is nearly full; what cannot be written is told and tried again. Where the data is broken it asks the
/// process to stop.
class Collecting {
 public:
  /// `owner` guards the folder; both must live longer.
  static Result<std::unique_ptr<Collecting>> start(const Settings& settings, pipeline::DataFolder& folder,
                                                   std::mutex& owner);
  ~Collecting();

 private:
  Collecting(const Settings& settings, std::optional<collect::WarcWriter> archive);

  void run(const std::stop_token& stop) noexcept;
  Status turn(const std::stop_token& stop);
  bool has_room();
  void tell_archive_trouble();
  static void wait(const std::stop_token& stop, std::chrono::seconds length);

  Settings settings_;
  std::optional<collect::WarcWriter> archive_;
  std::unique_ptr<Fetching> fetching_;
  std::unique_ptr<pipeline::StoreLedger> ledger_;
  std::unique_ptr<collect::Collector> collector_;
  bool full_ = false;
  std::optional<Timestamp> measured_;
  std::jthread thread_;  // last: it ends before what it uses
};

}  // namespace kabar::cli

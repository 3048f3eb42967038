#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/base/time.h"
#include "kabar/collect/importer.h"
#include "kabar/collect/page_loader.h"
#include "kabar/pipeline/data_folder.h"
#include "kabar/pipeline/intake.h"

namespace kabar::pipeline {

struct IngestOptions {
  unsigned threads = 2;  ///< workers besides the reader and the writer
  collect::LoadLimits limits;
  std::size_t commit_every = 256;  ///< articles a transaction at most
  const Clock* clock = nullptr;    ///< when things arrive; the machine's where none is given
};

struct IngestReport {
  std::uint64_t added = 0;
  std::uint64_t revised = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t rejected = 0;
  std::uint64_t others = 0;  ///< pages without an article, among those above
  std::uint64_t sources = 0;
  std::map<std::string, std::uint64_t> skipped;   ///< by their reason
  std::map<std::string, std::uint64_t> warnings;  ///< by their words up to the first colon
};

/// Who wants to hear how an ingest goes. Called on the thread that called ingest().
class IngestObserver {
 public:
  virtual ~IngestObserver() = default;
  /// Inputs whose fate is durable, in the order of the input.
  virtual void on_settled(const std::vector<Settled>& settled) = 0;
  /// Share of the input that was read, and how many inputs are settled.
  virtual void on_progress(double share, std::uint64_t settled) = 0;
};

/// Takes everything that `importer` gives into the data folder: workers prepare, this thread decides in the
/// order of the input and writes. The same input gives the same stories with any number of threads.
///
/// A bad input is counted and told; kIo, kCorrupt end the run with what was settled kept. A stop request ends
/// it with kCancelled after what is in flight is written.
Result<IngestReport> ingest(collect::Importer importer, DataFolder& folder, const IngestOptions& options,
                            IngestObserver& observer, const std::stop_token& stop);

}  // namespace kabar::pipeline

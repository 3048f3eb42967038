#pragma once

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/pipeline/control.h"
#include "kabar/pipeline/ingest.h"

namespace kabar::pipeline {

/// An ingest that is done by the kabar that owns the data folder, by way of its control socket.
struct IngestRequest {
  std::vector<std::filesystem::path> paths;  ///< absolute
  bool list = false;                         ///< one path, and it is a LIST whatever it is called
  unsigned threads = 2;
};

/// Asks for it and passes on what comes back. A stop request hangs up, which ends it on the other side.
Result<IngestReport> ingest_remotely(ControlConnection connection, const IngestRequest& request,
                                     IngestObserver& observer, const std::stop_token& stop);

/// Answers such a request, on the owner's side.
void answer_ingest(const std::string& request, ControlConnection& connection, DataFolder& folder,
                   IngestOptions options, const std::stop_token& stop);

}  // namespace kabar::pipeline

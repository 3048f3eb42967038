#pragma once

#include <stop_token>
#include <string>

#include "kabar/base/result.h"
#include "kabar/pipeline/control.h"
#include "kabar/pipeline/ingest.h"
#include "kabar/pipeline/ingest_json.h"

namespace kabar::pipeline {

/// Asks the kabar that owns the data folder, by way of its control socket, and passes on what comes back. A
/// stop request hangs up, which ends it on the other side.
Result<IngestReport> ingest_remotely(ControlConnection connection, const IngestRequest& request,
                                     IngestObserver& observer, const std::stop_token& stop);

/// Answers such a request, on the owner's side.
void answer_ingest(const std::string& request, ControlConnection& connection, DataFolder& folder,
                   IngestOptions options, const std::stop_token& stop);

}  // namespace kabar::pipeline

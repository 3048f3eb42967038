#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>

#include "kabar/base/result.h"
#include "kabar/base/time.h"
#include "kabar/json/value.h"
#include "kabar/json/writer.h"
#include "kabar/pipeline/data_folder.h"
#include "kabar/store/retention.h"

namespace kabar::pipeline {

/// What retention took out, or would.
struct RetentionReport {
  std::uint64_t articles = 0;
  std::uint64_t bytes = 0;
};

struct RetentionRun {
  bool dry = false;  ///< nothing goes
  std::size_t most = std::numeric_limits<std::size_t>::max();
};

/// Takes out what the limits say must go, the oldest first, with revisions, search terms and pictures that
/// nobody else shows. Unlike what a person removes, it may come again with a next ingest; what feeds
/// announced stays known, so that collecting does not fetch it anew.
Result<RetentionReport> retain(DataFolder& folder, const store::RetentionLimits& limits, Timestamp now,
                               RetentionRun run = {});

/// {"command":"retain","days","source_bytes","total_bytes","dry_run"}: what goes over the control socket.
std::string write_retention_request(const store::RetentionLimits& limits, bool dry_run);
/// Does what the request says; kInvalidInput for what is none.
Result<RetentionReport> retain(DataFolder& folder, const json::Value& request, Timestamp now);

void write_retention_report(json::Writer& json, const RetentionReport& report);
RetentionReport read_retention_report(const json::Value& value);

}  // namespace kabar::pipeline

#pragma once

#include <functional>
#include <stop_token>
#include <string>

#include "kabar/base/result.h"
#include "kabar/json/writer.h"
#include "kabar/pipeline/article_removal.h"
#include "kabar/pipeline/control.h"
#include "kabar/pipeline/correct.h"
#include "kabar/pipeline/ingest.h"
#include "kabar/pipeline/rebuild.h"
#include "kabar/pipeline/retention.h"
#include "kabar/pipeline/source_change.h"

namespace kabar::pipeline {

/// Answers what comes over the control socket, on the side of the kabar that owns the data: an ingest, a
/// correction, a rebuild, a change of sources, a removal of articles, retention.
void answer_command(const std::string& request, ControlConnection& connection, DataFolder& folder,
                    const IngestOptions& options, const std::stop_token& stop);

/// Ask that kabar, from the other side; errors are as if it were done here.
Result<CorrectionReport> correct_remotely(ControlConnection connection, const CorrectionRequest& request);
Result<RemovalReport> remove_articles_remotely(ControlConnection connection, const RemovalRequest& request);
Result<SourceReport> change_sources_remotely(ControlConnection connection, const SourceRequest& request);
Result<RetentionReport> retain_remotely(ControlConnection connection, const store::RetentionLimits& limits,
                                        bool dry);
/// A stop request hangs up, which ends it on the other side.
Result<RebuildReport> rebuild_remotely(ControlConnection connection, unsigned threads,
                                       const RebuildProgress& progress, const std::stop_token& stop);

/// {"articles","stories_before","stories_after","opened","closed","moved","copies","corrections"}
void write_rebuild_counts(json::Writer& json, const RebuildReport& report);

}  // namespace kabar::pipeline

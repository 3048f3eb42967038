#pragma once

#include <string>
#include <string_view>

#include "kabar/base/result.h"
#include "kabar/json/value.h"
#include "kabar/json/writer.h"
#include "kabar/pipeline/ingest.h"

namespace kabar::pipeline {

/// {"input","status","article","id","kind","warnings","error"}: what `kabar ingest --json` prints of one
/// input, and what goes over the control socket.
void write_settled(json::Writer& json, const Settled& settled);
Settled read_settled(const json::Value& value);

/// {"added","revised","unchanged","rejected","other","sources","warnings":{…}}
void write_report(json::Writer& json, const IngestReport& report);
IngestReport read_report(const json::Value& value);

}  // namespace kabar::pipeline

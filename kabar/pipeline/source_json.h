#pragma once

#include <string>
#include <string_view>

#include "kabar/base/result.h"
#include "kabar/json/value.h"
#include "kabar/json/writer.h"
#include "kabar/pipeline/source_change.h"

namespace kabar::pipeline {

/// "add", "pause", "resume", "remove".
std::string_view to_string(SourceRequest::Action action) noexcept;

/// {"command":"sources","action","outlets":[…],"spread","names":[…]}: what goes over the control socket.
std::string write_source_request(const SourceRequest& request);
/// kUnsupported for another action, kInvalidInput for what is no such request.
Result<SourceRequest> read_source_request(const json::Value& value);

/// {"outlets","known","channels":[{"source","url"}]}
void write_source_report(json::Writer& json, const SourceReport& report);
SourceReport read_source_report(const json::Value& value);

}  // namespace kabar::pipeline

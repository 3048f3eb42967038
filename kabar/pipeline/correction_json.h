#pragma once

#include <string>
#include <string_view>

#include "kabar/base/result.h"
#include "kabar/json/value.h"
#include "kabar/json/writer.h"
#include "kabar/pipeline/correct.h"

namespace kabar::pipeline {

/// {"correction","action","made","undone","story","other","held":[…],"apart":[…]}, without the braces.
void write_correction(json::Writer& json, const Correction& correction);

/// The same with "moved":[{"article","from","to"}]: what `kabar stories merge --json` prints, and what goes
/// over the control socket.
void write_correction_report(json::Writer& json, const CorrectionReport& report);
/// What is needed to tell of it: not who was held or kept apart.
CorrectionReport read_correction_report(const json::Value& value);

void write_move(json::Writer& json, const StoryMove& move);
StoryMove read_move(const json::Value& value);

/// {"command":"correct","action","names":[…]}
std::string write_correction_request(const CorrectionRequest& request);
Result<CorrectionRequest> read_correction_request(std::string_view line);

std::string_view to_string(CorrectionRequest::Action action) noexcept;
std::string_view to_string(Correction::Kind kind) noexcept;

}  // namespace kabar::pipeline

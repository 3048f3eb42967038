#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/json/value.h"
#include "kabar/json/writer.h"
#include "kabar/pipeline/ingest.h"

namespace kabar::pipeline {

/// {"input","status","article","id","kind","warnings","error"}: what `kabar ingest --json` prints of one
/// input, and what goes over the control socket.
void write_settled(json::Writer& json, const Settled& settled);
Settled read_settled(const json::Value& value);

/// {"added","revised","unchanged","rejected","other","sources","skipped":{…},"warnings":{…}}
void write_report(json::Writer& json, const IngestReport& report);
IngestReport read_report(const json::Value& value);

/// An ingest that is done by the kabar that owns the data folder, as it is asked for over the control socket:
/// {"command":"ingest","list","threads","paths":[…]}.
struct IngestRequest {
  std::vector<std::filesystem::path> paths;  ///< absolute
  bool list = false;                         ///< one path, and it is a LIST whatever it is called
  unsigned threads = 2;
};

std::string write_request(const IngestRequest& request);
/// kUnsupported for another command, kInvalidInput for what is no such request.
Result<IngestRequest> read_request(std::string_view line);

/// {"error","code"}
std::string write_error(const Error& error);
Error read_error(const json::Value& value);

/// A number that is no count, or none at all, is nought.
std::uint64_t read_count(const json::Value& value);

/// How many threads a request wants, within what is sensible; one where it does not say.
unsigned read_threads(const json::Value& value);

}  // namespace kabar::pipeline

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "kabar/pipeline/article_removal.h"
#include "kabar/pipeline/correction_json.h"
#include "kabar/pipeline/ingest_json.h"
#include "kabar/pipeline/source_json.h"

namespace {

using namespace kabar;
using namespace kabar::pipeline;

std::string written(const Settled& settled) {
  json::Writer json;
  write_settled(json, settled);
  return json.take();
}

std::string written(const CorrectionReport& report) {
  json::Writer json;
  write_correction_report(json, report);
  return json.take();
}

std::string written(const SourceReport& report) {
  json::Writer json;
  write_source_report(json, report);
  return json.take();
}

std::string written(const IngestReport& report) {
  json::Writer json;
  write_report(json, report);
  return json.take();
}

}  // namespace

/// Whatever comes over the control socket, either way: a request that is accepted is written as one line that
/// reads back to the same request, and so are answers.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view line(reinterpret_cast<const char*>(data), size);
  if (const auto request = read_request(line)) {
    const auto first = write_request(*request);
    const auto again = read_request(first);
    if (first.find('\n') != first.npos || !again || write_request(*again) != first) __builtin_trap();
  }
  if (const auto request = read_correction_request(line)) {
    const auto first = write_correction_request(*request);
    const auto again = read_correction_request(first);
    if (first.find('\n') != first.npos || !again || again->names != request->names ||
        again->action != request->action)
      __builtin_trap();
  }
  const auto value = json::parse(line);
  if (!value) return 0;
  if (const auto request = read_source_request(*value)) {
    const auto first = write_source_request(*request);
    const auto again = read_source_request(*json::parse(first));
    if (first.find('\n') != first.npos || !again || write_source_request(*again) != first) __builtin_trap();
  }
  if (const auto request = read_removal_request(*value)) {
    const auto first = write_removal_request(*request);
    const auto again = read_removal_request(*json::parse(first));
    if (first.find('\n') != first.npos || !again || write_removal_request(*again) != first) __builtin_trap();
  }
  (void)read_removal_report((*value)["articles"]);
  const auto sources = written(read_source_report((*value)["sources"]));
  if (written(read_source_report(*json::parse(sources))) != sources) __builtin_trap();
  const auto settled = written(read_settled(*value));
  if (written(read_settled(*json::parse(settled))) != settled) __builtin_trap();
  const auto report = written(read_report(*value));
  if (written(read_report(*json::parse(report))) != report) __builtin_trap();
  const auto correction = written(read_correction_report((*value)["corrected"]));
  if (written(read_correction_report(*json::parse(correction))) != correction) __builtin_trap();
  const auto error = write_error(read_error(*value));
  if (write_error(read_error(*json::parse(error))) != error) __builtin_trap();
  return 0;
}

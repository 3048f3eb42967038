#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/serve/export_walk.h"

// What `kabar export` writes. Pure.
namespace kabar::cli {

enum class ExportFormat : std::uint8_t { kJsonl, kCsv };

/// The first line of CSV; nothing of JSON lines.
std::string export_head(ExportFormat format, serve::ExportWalk::Kind kind);

/// A line for each of the batch: JSON as the API has it, or CSV (RFC 4180, lines end with CR LF).
std::string export_lines(ExportFormat format, const serve::ExportWalk::Batch& batch);

/// A field as CSV has it: in quotation marks where it must be. What a spreadsheet would take for a formula
/// begins with an apostrophe.
std::string csv_field(std::string_view text);

}  // namespace kabar::cli

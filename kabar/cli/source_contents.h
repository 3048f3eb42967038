#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "kabar/base/bytes.h"
#include "kabar/base/result.h"

namespace kabar::cli {

/// What lies in a file of a source, unpacked, and where it was fetched.
struct SourceFile {
  std::string name;
  std::string url;
  Bytes bytes;
};

/// Reads a file, gzipped or not, or standard input where `name` is "-".
Result<SourceFile> read_source_file(const std::string& name, const std::string& url, std::size_t max_bytes);

bool is_opml(ByteView bytes);

/// What `kabar source test` prints of a feed, sitemap, robots.txt or OPML: a line for the whole, then one for
/// each item. Warnings are logged.
Result<std::vector<std::string>> lines_of(const SourceFile& file, bool as_json);

}  // namespace kabar::cli

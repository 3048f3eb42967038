#pragma once

#include <filesystem>
#include <vector>

#include "kabar/base/result.h"

namespace kabar::pipeline {

/// Standard input, kept as a file in the data folder while the kabar that owns the folder reads it. Removes
/// its files at the end.
class Spool {
 public:
  explicit Spool(std::filesystem::path folder) : folder_(std::move(folder)) {}
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;
  ~Spool();

  /// The absolute path of the file: "stdin-PID.jsonl" for lines of JSON, ".warc" for an archive, ".html" for
  /// a page.
  Result<std::filesystem::path> keep_standard_input();

 private:
  std::filesystem::path folder_;
  std::vector<std::filesystem::path> files_;
};

}  // namespace kabar::pipeline

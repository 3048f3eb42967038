#include "kabar/pipeline/spool.h"

#include <fmt/format.h>
#include <unistd.h>

#include <system_error>

#include "kabar/base/ascii.h"
#include "kabar/base/files.h"

namespace kabar::pipeline {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{1} << 30U;

}  // namespace

Spool::~Spool() {
  std::error_code ignored;
  for (const auto& file : files_) std::filesystem::remove(file, ignored);
}

Result<std::filesystem::path> Spool::keep_standard_input() {
  KABAR_TRY(const auto bytes, read_stdin(kMaxBytes));
  const bool lines = ascii::trim(as_chars(bytes).substr(0, 4096)).starts_with('{');
  auto path =
      std::filesystem::absolute(folder_) / fmt::format("stdin-{}.{}", ::getpid(), lines ? "jsonl" : "html");
  KABAR_CHECK(write_file_atomically(path, as_chars(bytes)));
  files_.push_back(path);
  return path;
}

}  // namespace kabar::pipeline

#include "kabar/pipeline/spool.h"

#include <fmt/format.h>
#include <unistd.h>

#include <string_view>
#include <system_error>

#include "kabar/collect/standard_input.h"

namespace kabar::pipeline {
namespace {

/// The importer goes by the name, and unpacks whatever is packed.
std::string_view extension_of(collect::InputKind kind) {
  switch (kind) {
    case collect::InputKind::kLines: return ".jsonl";
    case collect::InputKind::kWarc: return ".warc";
    case collect::InputKind::kFeed: return ".xml";
    case collect::InputKind::kPage: break;
  }
  return ".html";
}

}  // namespace

Spool::~Spool() {
  std::error_code ignored;
  for (const auto& file : files_) std::filesystem::remove(file, ignored);
}

Result<std::filesystem::path> Spool::keep_standard_input() {
  const std::filesystem::path path = std::filesystem::absolute(folder_) / fmt::format("stdin-{}", ::getpid());
  files_.push_back(path);
  KABAR_TRY(const auto kind, collect::copy_standard_input(path));
  files_.back() += extension_of(kind);
  std::error_code code;
  std::filesystem::rename(path, files_.back(), code);
  if (code) return Error{Errc::kIo, fmt::format("{}: {}", path.string(), code.message())};
  return files_.back();
}

}  // namespace kabar::pipeline

#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "kabar/base/bytes.h"
#include "kabar/base/result.h"

namespace kabar {

/// The whole of a regular file. kTooLarge when it holds more than `max_bytes`, kNotFound, kIo with the
/// system's reason; the message names the path.
Result<Bytes> read_file(const std::filesystem::path& path, std::size_t max_bytes);
Result<std::string> read_text_file(const std::filesystem::path& path, std::size_t max_bytes);

/// All of standard input, capped likewise.
Result<Bytes> read_stdin(std::size_t max_bytes);

/// Writes beside `path`, syncs, and renames over it: a reader sees the old file or the new one.
Status write_file_atomically(const std::filesystem::path& path, std::string_view content);

}  // namespace kabar

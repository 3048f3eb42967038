#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

namespace kabar::collect {

/// What a PATH of the command line holds.
enum class InputKind : std::uint8_t { kPage, kLines, kWarc, kFeed };

/// By the file's name, .gz, .zst and .open (an archive that is being written to) aside: *.jsonl and *.ndjson
/// are lines, *.warc an archive, *.rss, *.atom and the like a feed, the rest a page. A name in *.xml or
/// *.json alone does not tell: kFeed, if its content does.
InputKind kind_by_name(const std::filesystem::path& path);

/// By its first few hundred bytes, unpacked, where there is no name to go by.
InputKind kind_by_content(std::string_view head) noexcept;

}  // namespace kabar::collect

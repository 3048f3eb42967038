#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "kabar/collect/line_reader.h"
#include "kabar/collect/task_source.h"

namespace kabar::collect {

/// Where the paths of a LIST start, and the folder that they must stay in: empty for a LIST that was named
/// itself, whose paths are its owner's word. One that lay in a folder may come from anybody.
struct ListPlace {
  std::filesystem::path folder;
  std::filesystem::path within;
};

/// What the lines of a file stand for: pages and articles, or outlets.
enum class LineKind : std::uint8_t { kArticles, kSources };

/// What one line of a LIST or of JSONL stands for.
ImportTask line_task(std::string name, const std::string& line, const ListPlace& place, LineKind kind);

/// A task for each line that is not blank; `name` is the file's, for messages.
std::unique_ptr<TaskSource> line_tasks(LineReader lines, std::string name, ListPlace place, LineKind kind);

}  // namespace kabar::collect

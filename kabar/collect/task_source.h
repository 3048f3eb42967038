#pragma once

#include <cstdint>
#include <optional>

#include "kabar/collect/import_task.h"

namespace kabar::collect {

/// The tasks that lie in one file, for an Importer that goes through many. One thread.
class TaskSource {
 public:
  TaskSource() = default;
  TaskSource(const TaskSource&) = delete;
  TaskSource& operator=(const TaskSource&) = delete;
  virtual ~TaskSource() = default;

  /// The next task; nothing at the end.
  virtual std::optional<ImportTask> next() = 0;
  /// Bytes of the file that were read so far.
  virtual std::uint64_t bytes_read() const = 0;
};

}  // namespace kabar::collect

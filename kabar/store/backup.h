#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>

#include "kabar/base/result.h"

namespace kabar::store {

/// Told the share that is copied.
using CopyProgress = std::function<void(double share)>;

/// Copies the database of a data folder into one file, as it is at this moment; others read and write on
/// meanwhile. The file is there when it is whole and has passed SQLite's quick check, or not at all; one that
/// was there is replaced. Also of a database that an older kabar wrote.
///
/// kNotFound where there are no data, kInvalidInput where `file` is a folder, a device or the like,
/// kCancelled after a stop request, kIo, kCorrupt.
Status back_up(const std::filesystem::path& folder, const std::filesystem::path& file,
               const CopyProgress& progress, const std::stop_token& stop);

/// Makes such a file the database of a data folder, and brings it up to date. A database that is there is
/// moved to `kabar.db.replaced` (which is replaced itself); the caller says that this may be, and holds the
/// DataLock. Until all is copied, brought up to date and checked, indexes too, nothing has changed.
/// kUnsupported for one of a newer kabar.
Status restore(const std::filesystem::path& file, const std::filesystem::path& folder,
               const CopyProgress& progress, const std::stop_token& stop);

/// Whether there is a database in the folder.
bool has_database(const std::filesystem::path& folder);

}  // namespace kabar::store

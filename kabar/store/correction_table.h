#pragma once

#include "kabar/model/correction.h"
#include "kabar/store/sqlite.h"

namespace kabar::store {

/// Keeps what persons decided.
class CorrectionTable {
 public:
  explicit CorrectionTable(Database& database) : database_(&database) {}

  Status add(const Correction& correction);
  Status mark_undone(std::uint64_t correction);

 private:
  Database* database_;
};

}  // namespace kabar::store

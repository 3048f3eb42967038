#pragma once

#include "kabar/model/page.h"
#include "kabar/store/sqlite.h"

namespace kabar::store {

/// The pages that channels announced.
class PageTable {
 public:
  explicit PageTable(Database& database) : database_(&database) {}

  /// Inserts or replaces; its channel is forgotten where that is not there any more.
  Status put(const Page& page);
  Status recall(Timestamp latest);  ///< those not due before `latest` are due now

 private:
  Database* database_;
};

}  // namespace kabar::store

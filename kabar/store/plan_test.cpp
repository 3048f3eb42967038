#include <gtest/gtest.h>

#include <array>

#include "kabar/base/test_folder.h"
#include "kabar/store/sqlite.h"
#include "kabar/store/statements.h"
#include "kabar/store/store.h"

namespace kabar::store {
namespace {

/// The statements that pages are made of must not read whole tables.
class Plans : public InFolder {};

TEST_F(Plans, NoPageReadsAWholeTable) {
  ASSERT_TRUE(Writer::open(folder_));
  const auto database = *Database::open(folder_ / "kabar.db", Database::Mode::kRead);
  for (const auto* sql : statements::kOfPages) {
    const auto explained = std::string("EXPLAIN QUERY PLAN ") + sql;
    auto row = database->query(explained.c_str());
    while (true) {
      const auto found = row.step();
      ASSERT_TRUE(found) << found.error().message;
      if (!*found) break;
      const auto step = row.text(3);
      const bool bounded = step.find("SCAN") == step.npos || step.find("VIRTUAL TABLE") != step.npos ||
                           step.find("CONSTANT ROW") != step.npos || step == "SCAN totals" ||
                           step == "SCAN spoken";
      EXPECT_TRUE(bounded) << step << "\n" << sql;
      EXPECT_EQ(step.find("TEMP B-TREE FOR ORDER BY"), step.npos) << step << "\n" << sql;
    }
  }
}

}  // namespace
}  // namespace kabar::store

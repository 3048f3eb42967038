#include "kabar/store/migrations.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "kabar/base/test_folder.h"
#include "kabar/store/sqlite.h"
#include "kabar/store/store.h"

namespace kabar::store {
namespace {

class Migrations : public InFolder {
 protected:
  void SetUp() override {
    InFolder::SetUp();
    std::filesystem::create_directories(folder_);
  }
  std::unique_ptr<Database> database() {
    return *Database::open(folder_ / "kabar.db", Database::Mode::kWrite);
  }
  void execute(const std::string& sql) { ASSERT_TRUE(database()->execute(sql)); }
};

TEST_F(Migrations, AnEmptyDatabaseIsBroughtToThePresent) {
  auto empty = database();
  EXPECT_EQ(check_version(*empty).error().code, Errc::kNotFound);
  ASSERT_TRUE(migrate(*empty));
  EXPECT_EQ(*empty->integer("PRAGMA user_version"), database_version());
  EXPECT_TRUE(check_version(*empty));
}

TEST_F(Migrations, ADatabaseOfThePresentStaysAsItIs) {
  ASSERT_TRUE(migrate(*database()));
  const auto before = *database()->integer("PRAGMA schema_version");
  ASSERT_TRUE(migrate(*database()));
  EXPECT_EQ(*database()->integer("PRAGMA schema_version"), before);
}

TEST_F(Migrations, ANewerDatabaseIsRefusedAndLeftAlone) {
  ASSERT_TRUE(migrate(*database()));
  execute(fmt::format("PRAGMA user_version = {}", database_version() + 1));
  for (const auto& error : {Writer::open(folder_).error(), Reader::open(folder_).error()}) {
    EXPECT_EQ(error.code, Errc::kUnsupported);
    EXPECT_NE(error.message.find("written by a newer kabar"), std::string::npos) << error.message;
  }
  EXPECT_EQ(*database()->integer("PRAGMA user_version"), database_version() + 1);
}

TEST_F(Migrations, AForeignDatabaseIsRefusedAndLeftAlone) {
  execute("CREATE TABLE t (x); INSERT INTO t VALUES (1)");
  EXPECT_EQ(Writer::open(folder_).error().code, Errc::kCorrupt);
  EXPECT_EQ(Reader::open(folder_).error().code, Errc::kCorrupt);
  EXPECT_EQ(*database()->integer("SELECT count(*) FROM sqlite_schema"), 1);
}

TEST_F(Migrations, AFolderWithoutDataSaysWhatToDo) {
  const auto reader = Reader::open(folder_);
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().code, Errc::kNotFound);
  EXPECT_NE(reader.error().message.find("run kabar ingest"), std::string::npos);
}

}  // namespace
}  // namespace kabar::store

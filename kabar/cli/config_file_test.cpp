#include "kabar/cli/config_file.h"

#include <gtest/gtest.h>

#include <fstream>

#include "kabar/base/test_folder.h"

namespace kabar::cli {
namespace {

using ConfigFile = InFolder;

TEST_F(ConfigFile, FlattensTablesInTheOrderOfLines) {
  const auto path = folder_ / "kabar.toml";
  std::ofstream(path) << "z = 1\n[b]\nlist = [\"x\", \"y\"]\nflag = true\n[a]\nname = \"n\"\n";
  const auto entries = read_config_file(path);
  ASSERT_TRUE(entries) << entries.error().message;
  ASSERT_EQ(entries->size(), 4U);
  EXPECT_EQ((*entries)[0].key, "z");
  EXPECT_EQ((*entries)[1].key, "b.list");
  EXPECT_EQ((*entries)[1].text, "x,y");
  EXPECT_EQ((*entries)[2].text, "true");
  EXPECT_EQ((*entries)[3].key, "a.name");
  EXPECT_EQ((*entries)[3].line, 6U);
}

}  // namespace
}  // namespace kabar::cli

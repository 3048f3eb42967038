#include "kabar/cli/config_file.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace kabar::cli {
namespace {

TEST(ConfigFile, FlattensTablesInTheOrderOfLines) {
  const auto path =
      std::filesystem::temp_directory_path() / ("kabar_config_test." + std::to_string(::getpid()) + ".toml");
  std::ofstream(path) << "z = 1\n[b]\nlist = [\"x\", \"y\"]\nflag = true\n[a]\nname = \"n\"\n";
  const auto entries = read_config_file(path);
  std::filesystem::remove(path);
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

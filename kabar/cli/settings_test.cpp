#include "kabar/cli/settings.h"

#include <gtest/gtest.h>

#include <fstream>

#include "kabar/base/test_folder.h"

namespace kabar::cli {
namespace {

namespace fs = std::filesystem;

const char* no_environment(const char* /*name*/) {
  return nullptr;
}

class SettingsTest : public InFolder {
 protected:
  void SetUp() override {
    InFolder::SetUp();
    file_ = folder_ / "kabar.toml";
  }
  void write(std::string_view text) { std::ofstream(file_) << text; }

  fs::path file_;
};

TEST_F(SettingsTest, FlagBeatsEnvironmentBeatsFileBeatsDefault) {
  write(
      "data = \"a\"\n[serve]\nlisten = \"127.0.0.1:1\"\nhosts = [\"x.example\", "
      "\"y.example\"]\n[ingest]\nthreads = 3\n");
  const auto environment = [](const char* name) -> const char* {
    if (std::string_view(name) == "KABAR_DATA") return "b";
    return std::string_view(name) == "KABAR_INGEST_THREADS" ? "5" : nullptr;
  };
  const auto loaded = load_settings({file_, environment, {{"data", "c"}}});
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(loaded->values.data, "c");
  EXPECT_EQ(loaded->values.threads, 5U);
  EXPECT_EQ(loaded->values.listen, "127.0.0.1:1");
  EXPECT_EQ(loaded->values.hosts, (std::vector<std::string>{"x.example", "y.example"}));
  EXPECT_EQ(loaded->values.max_page_mb, 16U);
  EXPECT_EQ(loaded->origins.find("data")->second, "--data");
  EXPECT_EQ(loaded->origins.find("ingest.threads")->second, "KABAR_INGEST_THREADS");
  EXPECT_EQ(loaded->origins.find("serve.listen")->second, file_.string() + ":3");
}

struct Wrong {
  const char* name;
  std::string_view file;
  std::string_view message;
};

class WrongSettings : public SettingsTest, public testing::WithParamInterface<Wrong> {};

TEST_P(WrongSettings, AreToldWithFileAndLine) {
  write(GetParam().file);
  const auto loaded = load_settings({file_, no_environment, {}});
  ASSERT_FALSE(loaded);
  EXPECT_NE(loaded.error().message.find(file_.string() + std::string(GetParam().message)), std::string::npos)
      << loaded.error().message;
}

constexpr Wrong kWrong[] = {
    {"UnknownKey", "data = \"a\"\n[serve]\nlissten = \"x\"\n", ":3: unknown key 'serve.lissten'"},
    {"BadNumber", "\n\ningest.threads = \"many\"\n", ":3: ingest.threads: 'many' is no whole number"},
    {"OutOfRange", "ingest.threads = 65\n", ":1: ingest.threads: '65' is no whole number from 0 to 64"},
    {"NoHostPort", "serve.listen = \"8080\"\n", ":1: serve.listen: '8080' is no HOST:PORT"},
    {"NoToml", "data = \n", ":1"},
    {"Date", "data = 2020-01-01\n", ":1: 'data' wants a text"},
    {"Interface", "serve.ui = \"xx\"\n", ":1: serve.ui: no interface in 'xx'"},
};

INSTANTIATE_TEST_SUITE_P(Settings, WrongSettings, testing::ValuesIn(kWrong),
                         [](const auto& test) { return std::string(test.param.name); });

TEST_F(SettingsTest, AMissingFileIsNamed) {
  const auto loaded = load_settings({"/nowhere/kabar.toml", no_environment, {}});
  ASSERT_FALSE(loaded);
  EXPECT_NE(loaded.error().message.find("/nowhere/kabar.toml"), std::string::npos);
}

TEST_F(SettingsTest, AFlagIsNamedAloneAsItWasGiven) {
  const auto no_port = load_settings({{}, no_environment, {{"serve.listen", "foo"}}});
  ASSERT_FALSE(no_port);
  EXPECT_EQ(no_port.error().message, "--listen: 'foo' is no HOST:PORT");
  const auto no_url = load_settings({{}, no_environment, {{"serve.base_url", "foo"}}});
  ASSERT_FALSE(no_url);
  EXPECT_EQ(no_url.error().message, "--base-url: 'foo' does not start with http:// or https://");
}

TEST(EnvironmentName, IsTheKeyInUpperCase) {
  EXPECT_EQ(environment_name("ingest.max_page_mb"), "KABAR_INGEST_MAX_PAGE_MB");
}

}  // namespace
}  // namespace kabar::cli

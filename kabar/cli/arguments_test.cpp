#include "kabar/cli/arguments.h"

#include <gtest/gtest.h>

namespace kabar::cli {
namespace {

/// Remembers how it was called.
class Probe final : public Command {
 public:
  struct Seen {
    int runs = 0;
    std::string data;
    bool flag = false;
    std::vector<std::string> paths;
  };
  explicit Probe(Seen& seen) : seen_(seen) {}

  std::string name() const override { return "probe"; }
  std::string summary() const override { return "for the test"; }
  void declare(ArgumentSpec& spec) override {
    spec.flag("--flag", seen_.flag, "a flag");
    spec.positionals("PATH", seen_.paths, "paths");
    spec.choice("--format", format_, {"a", "b"}, "one of two");
    spec.setting("--threads", "ingest.threads", "N");
  }
  ExitCode run(const LoadedSettings& settings) override {
    ++seen_.runs;
    seen_.data = settings.values.data.string();
    return ExitCode::kPartly;
  }

 private:
  Seen& seen_;
  std::string format_;
};

ExitCode run(std::vector<const char*> words, Probe::Seen& seen) {
  words.insert(words.begin(), "kabar");
  std::vector<std::unique_ptr<Command>> commands;
  commands.push_back(std::make_unique<Probe>(seen));
  return run_command_line(static_cast<int>(words.size()), words.data(), std::move(commands));
}

TEST(CommandLine, HandsTheCommandItsArgumentsAndGivesItsCode) {
  Probe::Seen seen;
  EXPECT_EQ(run({"probe", "--flag", "x", "-", "--data", "here"}, seen), ExitCode::kPartly);
  EXPECT_EQ(seen.runs, 1);
  EXPECT_EQ(seen.data, "here");
  EXPECT_TRUE(seen.flag);
  EXPECT_EQ(seen.paths, (std::vector<std::string>{"x", "-"}));
}

TEST(CommandLine, TheDataFolderMayBeNamedBeforeTheCommand) {
  Probe::Seen seen;
  run({"--data", "there", "probe"}, seen);
  EXPECT_EQ(seen.data, "there");
}

TEST(CommandLine, WrongUsageIsTwoAndRunsNothing) {
  Probe::Seen seen;
  for (const std::vector<const char*>& words : {std::vector<const char*>{},
                                                {"nosuch"},
                                                {"probe", "--nosuch"},
                                                {"probe", "--format", "c"},
                                                {"probe", "--threads", "x"},
                                                {"--config", "/nowhere.toml", "probe"}}) {
    EXPECT_EQ(run(words, seen), ExitCode::kUsage);
  }
  EXPECT_EQ(seen.runs, 0);
}

TEST(CommandLine, HelpIsDone) {
  Probe::Seen seen;
  EXPECT_EQ(run({"probe", "--help"}, seen), ExitCode::kDone);
  EXPECT_EQ(run({"--help"}, seen), ExitCode::kDone);
  EXPECT_EQ(seen.runs, 0);
}

}  // namespace
}  // namespace kabar::cli

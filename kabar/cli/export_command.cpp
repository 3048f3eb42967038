#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "kabar/base/log.h"
#include "kabar/cli/commands.h"
#include "kabar/cli/export_format.h"
#include "kabar/cli/open_data.h"
#include "kabar/cli/stop_signals.h"

namespace kabar::cli {
namespace {

/// Where the lines go: standard output, or a file that appears under its name when it is whole.
class Output {
 public:
  Output() = default;
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  ~Output() {
    if (file_ == nullptr) return;
    std::fclose(file_);
    std::error_code ignored;
    std::filesystem::remove(unfinished(), ignored);
  }

  /// An empty name: standard output.
  Status open(const std::string& name) {
    if (name.empty() || name == "-") return ok();
    name_ = name;
    file_ = std::fopen(unfinished().c_str(), "wb");
    return file_ == nullptr ? failure() : ok();
  }

  Status write(std::string_view text) {
    auto* const to = file_ == nullptr ? stdout : file_;
    const bool written = std::fwrite(text.data(), 1, text.size(), to) == text.size() &&
                         (file_ != nullptr || std::fflush(to) == 0);
    return written ? ok() : failure();
  }

  Status finish() {
    if (file_ == nullptr) return ok();
    const bool safe = std::fflush(file_) == 0 && ::fsync(::fileno(file_)) == 0;
    if (!safe) return failure();
    if (std::rename(unfinished().c_str(), name_.c_str()) != 0) return failure();
    std::fclose(std::exchange(file_, nullptr));
    return ok();
  }

 private:
  std::string unfinished() const { return name_ + ".part"; }
  Error failure() const {
    const int why = errno;
    if (name_.empty() && why == EPIPE)
      return {Errc::kIo, "export: whoever read standard output stopped before the end"};
    return {Errc::kIo, fmt::format("export: cannot write {}: {}", name_.empty() ? "standard output" : name_,
                                   std::strerror(why))};
  }

  std::string name_;
  std::FILE* file_ = nullptr;
};

class ExportCommand final : public Command {
 public:
  std::string name() const override { return "export"; }
  std::string summary() const override { return "Write articles or stories out, all or those of a search"; }
  std::string details() const override {
    return "  kabar export > all.jsonl\n"
           "  kabar export --stories --format csv --output stories.csv\n"
           "  kabar export --format csv ceasefire lang:fr after:30d\n"
           "The words are a query as `kabar search` takes it; without any, everything. Newest first. JSON "
           "lines are "
           "those\n"
           "of /api/v1/export (docs/API.md), with every text, as they are the owner's. CSV has a line with "
           "the names "
           "of its\n"
           "columns; a field that a spreadsheet would take for a formula begins with an apostrophe. A file "
           "appears "
           "under\n"
           "its name when it is whole. A query that begins with a hyphen comes behind --.";
  }
  void declare(ArgumentSpec& spec) override {
    spec.positionals("WORD", words_, "Which; a query");
    spec.choice("--format", format_, {"jsonl", "csv"}, "What the lines are (default: jsonl)");
    spec.flag("--stories", stories_, "Stories instead of articles");
    spec.option("--source", asked_.source, "ID", "Only of this outlet");
    spec.option("--lang", asked_.lang, "LANG", "Only in this language");
    spec.option("--output", output_, "FILE", "Where to, instead of standard output; replaced if it is there");
  }

  ExitCode run(const LoadedSettings& loaded) override {
    const auto written = write(loaded.values);
    if (!written) return fail(written.error());
    log(LogLevel::kInfo, fmt::format("{} {}", *written, stories_ ? "stories" : "articles"));
    return ExitCode::kDone;
  }

 private:
  /// How many.
  Result<std::size_t> write(const Settings& settings) {
    KABAR_TRY(const auto reader, open_data(settings));
    asked_.query = fmt::format("{}", fmt::join(words_, " "));
    const auto format = format_ == "csv" ? ExportFormat::kCsv : ExportFormat::kJsonl;
    const auto kind = stories_ ? serve::ExportWalk::Kind::kStories : serve::ExportWalk::Kind::kArticles;
    const StopSignals signals;
    Output output;
    KABAR_CHECK(output.open(output_));
    KABAR_CHECK(output.write(export_head(format, kind)));
    serve::ExportWalk walk(kind, asked_);
    std::size_t count = 0;
    while (true) {
      if (signals.token().stop_requested()) return Error{Errc::kCancelled, "export: stopped before the end"};
      KABAR_TRY(const auto library, serve::Library::open(reader, {}, true));
      KABAR_TRY(const auto batch, walk.next(library));
      if (batch.empty()) break;
      count += batch.articles.size() + batch.stories.size();
      KABAR_CHECK(output.write(export_lines(format, batch)));
    }
    KABAR_CHECK(output.finish());
    return count;
  }

  std::vector<std::string> words_;
  serve::SearchRequest asked_;
  std::string format_ = "jsonl", output_;
  bool stories_ = false;
};

}  // namespace

std::unique_ptr<Command> make_export_command() {
  return std::make_unique<ExportCommand>();
}

}  // namespace kabar::cli

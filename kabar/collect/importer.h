#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/collect/import_task.h"
#include "kabar/collect/page_loader.h"

namespace kabar::collect {

/// Turns the PATHs of the command line into a stream of tasks, in an order that depends on their names alone.
///
///   *.jsonl, *.ndjson (also .gz, .zst)  lines: pages of a LIST ("html"), or articles
///   sources.jsonl                 lines that describe outlets
///   a folder                      all files below; those that a LIST in it names are
///                                 read through the LIST only; a LIST in a folder names
///                                 nothing outside of it, or the line is rejected
///   *.warc (also .gz, .zst)       the pages of an archive (warc_tasks.h)
///   *.xml, *.rss, *.json, …       the items of a feed, if it begins as one (feed_tasks.h)
///   -                             standard input: what it begins as of these, else one page
///   anything else                 one page
///
/// One thread.
class Importer {
 public:
  /// Walks the folders and reads which files their LISTs name. kNotFound when a PATH is not there at all.
  static Result<Importer> open(const std::vector<std::filesystem::path>& paths,
                               const LoadLimits& limits = {});
  /// The pages of one WARC file, or the lines of a LIST or JSONL file, whatever that is called.
  static Result<Importer> open_list(const std::filesystem::path& list, const LoadLimits& limits = {});

  Importer(Importer&&) noexcept;
  Importer& operator=(Importer&&) noexcept;
  ~Importer();

  /// The next task; nothing at the end.
  std::optional<ImportTask> next();

  /// For a progress bar: how much of the input next() has gone through, from 0 to 1.
  double progress() const noexcept;

 private:
  class State;
  explicit Importer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace kabar::collect

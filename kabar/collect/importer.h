#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/model/raw_document.h"
#include "kabar/model/source.h"

namespace kabar::collect {

/// A page that lies in a file (or, from standard input, is at hand); whoever works on it loads it.
struct PageTask {
  RawDocument document;        ///< without bytes where `file` is set
  std::filesystem::path file;  ///< SavedFile paths of the document are ready to open, too
};

/// A line of JSONL in the article schema.
struct ArticleTask {
  std::string line;
};

/// One thing to take in, light enough to queue. An Error is an input that was rejected on sight.
struct ImportTask {
  std::string name;  ///< for messages: a path, or "LIST:line"
  std::variant<PageTask, ArticleTask, Source, Error> what;
};

/// Turns the PATHs of the command line into a stream of tasks, in an order that depends on their names alone.
///
///   *.jsonl, *.ndjson (also .gz)  lines: pages of a LIST ("html"), or articles
///   sources.jsonl                 lines that describe outlets
///   a folder                      all files below; those that a LIST in it names are
///                                 read through the LIST only; a LIST in a folder names
///                                 nothing outside of it, or the line is rejected
///   -                             standard input: JSONL when it starts with '{', else one page
///   anything else                 one page
///
/// One thread.
class Importer {
 public:
  /// Walks the folders and reads which files their LISTs name. kNotFound when a PATH is not there at all.
  static Result<Importer> open(const std::vector<std::filesystem::path>& paths);
  /// The lines of one LIST or JSONL file, whatever it is called.
  static Result<Importer> open_list(const std::filesystem::path& list);

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

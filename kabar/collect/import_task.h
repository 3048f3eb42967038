#pragma once

#include <filesystem>
#include <string>
#include <variant>

#include "kabar/base/result.h"
#include "kabar/model/raw_document.h"
#include "kabar/model/source.h"

namespace kabar::collect {

/// A page that lies in a file (or, from standard input or an archive, is at hand); whoever works on it loads
/// it.
struct PageTask {
  RawDocument document;          ///< without bytes where `file` is set
  std::filesystem::path file;    ///< SavedFile paths of the document are ready to open, too
  std::string content_encoding;  ///< of the bytes, as an HTTP header names it: to be undone
};

/// A line of JSONL in the article schema.
struct ArticleTask {
  std::string line;
};

/// What is no article by its nature (a picture, a redirect) and nobody's fault.
struct Skipped {
  std::string reason;  ///< one of a few, as they are counted: "HTTP status 404", "image/png"
};

/// One thing to take in, light enough to queue. An Error is an input that was rejected on sight.
struct ImportTask {
  std::string name;  ///< for messages: a path, "LIST:line" or "ARCHIVE: URL"
  std::variant<PageTask, ArticleTask, Source, Skipped, Error> what;
  std::string id = {};  ///< of a line that is rejected, where it says one
};

}  // namespace kabar::collect

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kabar/base/bytes.h"
#include "kabar/base/time.h"

namespace kabar {

/// A picture or other file that was saved beside a page: its address on the web and where it lies here.
struct SavedFile {
  std::string url;
  std::string path;
};

/// A page as it came, with what is known of its transport. Nothing of it has been looked at yet.
struct RawDocument {
  std::string id;            ///< unique within its batch; a path or the LIST's id
  std::string url;           ///< empty for a plain file
  std::string source;        ///< the outlet's id, empty when nobody said
  std::string charset;       ///< from the transport, empty when nobody said
  std::string content_type;  ///< the whole header, "text/html; charset=utf-8"
  std::optional<Timestamp> fetched_at;
  Bytes bytes;  ///< decompressed
  std::vector<SavedFile> files;
};

}  // namespace kabar

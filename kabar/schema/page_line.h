#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/model/article.h"
#include "kabar/model/raw_document.h"
#include "kabar/model/source.h"

namespace kabar::schema {

/// One line of a page LIST: a page that lies in a file, and what is known of its transport. Paths are
/// relative to the LIST.
struct PageLine {
  std::string id;
  std::string url;   ///< empty when it is not known
  std::string html;  ///< path of the page, may end in .gz
  std::string charset;
  std::string content_type;
  std::string source;
  std::optional<Timestamp> fetched_at;
  std::vector<SavedFile> files;  ///< pictures saved beside the page
};

/// A line of JSONL input is a page where it has `html`, else an article. Other keys of a page are ignored.
/// kInvalidInput: "not JSON: …", "lacks `id`", "wrong type of `KEY`" and the like. A page's `fetched_at` that
/// cannot be read is of the wrong type.
using InputLine = std::variant<PageLine, Article>;
Result<InputLine> parse_input_line(std::string_view line);

/// The `id` of a line that parse_input_line() rejected, so that it can be named; empty where it has none.
std::string id_of_line(std::string_view line);

/// Reads a source line: {"id","name","home","country","languages":[…],"full_text"}; `id` is required, other
/// keys are ignored.
Result<Source> parse_source(std::string_view line);

}  // namespace kabar::schema

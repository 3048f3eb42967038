#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/json/writer.h"
#include "kabar/model/article.h"
#include "kabar/schema/json_fields.h"

namespace kabar::schema {

/// Reads one article of the article schema (docs/FORMATS.md) from one JSON object.
///
/// Required are `id`, and `title` or `text` (or `blocks`, of which `text` is only the plain form); null is
/// the same as absent. Text is cleaned (clean_line()); without blocks each line of `text` becomes a
/// paragraph. A date that cannot be read, an unknown kind and the like are left out with a warning;
/// kInvalidInput says "not JSON: …", "lacks `id`", "lacks both `title` and `text`" or "wrong type of `KEY`".
/// Unknown members go to Article::extra with their JSON as it stood. Pure; safe from any thread.
Result<Article> parse_article(std::string_view line);

/// The same of a line that is parsed already.
Result<Article> read_article(const ParsedObject& parsed, std::string_view line);

/// The texts of the blocks of an article as write_article() wrote it, and nothing else of it: a third of the
/// price. kInvalidInput for what is no JSON object. Pure; any thread.
Result<std::vector<std::string>> parse_block_texts(std::string_view line);

struct WriteOptions {
  bool text = true;    ///< `text`, the blocks' plain form
  bool blocks = true;  ///< `blocks`
};

/// Writes the article as one JSON object, all keys in the order of the schema.
void write_article(json::Writer& json, const Article& article, const WriteOptions& options = {});

/// Writes its members only, for a caller that has opened the object and adds some of its own.
void write_members(json::Writer& json, const Article& article, const WriteOptions& options = {});

}  // namespace kabar::schema

#include <fmt/format.h>

#include "kabar/cli/eval_tasks.h"
#include "kabar/collect/line_reader.h"

namespace kabar::cli {

Result<Gold> read_gold(const std::string& path) {
  KABAR_TRY(auto lines, collect::LineReader::open(path));
  Gold out;
  while (true) {
    KABAR_TRY(const auto line, lines.next());
    if (!line) return out;
    auto value = json::parse(*line);
    if (!value) return std::move(value).error().within(fmt::format("{}:{}", path, lines.line_number()));
    auto id = (*value)["id"].text();
    out.insert_or_assign(std::move(id), *std::move(value));
  }
}

const json::Value& gold_of(const Gold& gold, std::string_view id) {
  static const json::Value kNone;
  const auto hit = gold.find(id);
  return hit == gold.end() ? kNone : hit->second;
}

}  // namespace kabar::cli

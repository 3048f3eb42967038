#include "kabar/model/article.h"

#include <algorithm>
#include <array>

#include "kabar/base/ascii.h"

namespace kabar {
namespace {

constexpr std::array<std::pair<BlockKind, std::string_view>, 7> kNames{{
    {BlockKind::kParagraph, "paragraph"},
    {BlockKind::kHeading, "heading"},
    {BlockKind::kListItem, "list"},
    {BlockKind::kQuote, "quote"},
    {BlockKind::kTable, "table"},
    {BlockKind::kCaption, "caption"},
    {BlockKind::kEmbed, "embed"},
}};

}  // namespace

std::string_view to_string(BlockKind kind) noexcept {
  return kNames[static_cast<std::size_t>(kind)].second;
}

std::optional<BlockKind> parse_block_kind(std::string_view name) noexcept {
  const auto* const hit =
      std::find_if(kNames.begin(), kNames.end(), [&](const auto& entry) { return entry.second == name; });
  if (hit == kNames.end()) return std::nullopt;
  return hit->first;
}

std::string body_text(const Article& article) {
  std::size_t size = 0;
  for (const auto& block : article.blocks) size += block.text.size() + 1;
  std::string out;
  out.reserve(size);
  for (const auto& block : article.blocks) {
    if (block.kind == BlockKind::kCaption || block.kind == BlockKind::kEmbed) continue;
    if (!out.empty()) out += '\n';
    out += block.text;
  }
  return out;
}

std::vector<Block> paragraphs_of(std::string_view text) {
  std::vector<Block> out;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = ascii::trim(text.substr(0, end));
    if (!line.empty()) out.push_back({BlockKind::kParagraph, std::string(line)});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace kabar

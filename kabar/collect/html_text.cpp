#include "kabar/collect/html_text.h"

#include <algorithm>
#include <span>

#include "kabar/base/ascii.h"
#include "kabar/extract/segmenter.h"
#include "kabar/markup/html_escape.h"
#include "kabar/markup/html_tree.h"
#include "kabar/schema/clean_text.h"

namespace kabar::collect {
namespace {

/// Below <body>, where text is text whatever comes first.
std::string as_page(std::string_view html) {
  return "<!doctype html><body>" + std::string(html);
}

bool is_mostly_links(const extract::TextBlock& block) {
  constexpr std::uint32_t kShare = 2;
  const auto length = block.end - block.begin;
  return block.links > 0 && block.link_bytes * kShare >= length;
}

}  // namespace

std::string text_of_html(std::string_view html) {
  if (html.find_first_of("<&") == html.npos) return schema::clean_line(html);
  const auto page = as_page(html);
  const auto tree = markup::HtmlTree::parse(page);
  if (!tree) return {};
  std::string out;
  for (markup::NodeIndex i = 0; i < tree->nodes().size(); ++i) {
    const auto& node = (*tree)[i];
    if (node.tag == markup::Tag::kText) {
      out += node.text;
    } else if (markup::is_opaque(node.tag)) {
      i = std::max(node.end, i + 1) - 1;
    } else if (!markup::is_inline(node.tag) || node.tag == markup::Tag::kBr) {
      out += ' ';
    }
  }
  return schema::clean_line(out);
}

std::string html_of_text(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = ascii::trim(text.substr(0, end));
    if (!line.empty()) out += "<p>" + markup::escaped(line) + "</p>\n";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::vector<Block> blocks_of_html(std::string_view html) {
  const auto page = as_page(html);
  const auto tree = markup::HtmlTree::parse(page);
  std::vector<Block> out;
  if (!tree) return out;
  const auto text = extract::segment(*tree);
  auto blocks = std::span(text.blocks);
  if (blocks.size() > 1 && is_mostly_links(blocks.back())) blocks = blocks.first(blocks.size() - 1);
  for (const auto& block : blocks) {
    auto line = schema::clean_line(text.text_of(block));
    if (!line.empty()) out.push_back({.kind = block.kind, .text = std::move(line), .level = block.heading});
  }
  return out;
}

}  // namespace kabar::collect

#include "kabar/extract/furniture.h"

#include <algorithm>
#include <span>
#include <string_view>

#include "kabar/base/ascii.h"

namespace kabar::extract {
namespace {

using markup::HtmlTree;
using markup::NodeIndex;
using markup::Tag;

constexpr NodeIndex kBeside = 60;  // an aside so near behind the headline holds the article's own particulars

bool has_any(std::string_view lower, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return lower.find(word) != lower.npos; });
}

bool speaks_of_others(std::string_view names) {
  constexpr std::string_view kWords[] = {"related",   "recommend", "sidebar", "comment",    "most-read",
                                         "mostread",  "trending",  "latest",  "popular",    "widget",
                                         "read-more", "readmore",  "promo",   "newsletter", "teaser"};
  constexpr std::string_view kHarmless[] = {"elementor-", "promoted", "sidebar_content", "sidebar-content",
                                            "-sidebar"};
  const auto lower = ascii::lower(names);
  return has_any(lower, kWords) && !has_any(lower, kHarmless);
}

/// The words that leave no doubt; boxes and columns may hold the article's own head.
bool names_others(std::string_view names) {
  constexpr std::string_view kWords[] = {"related",  "recommend",  "comment", "most-read",
                                         "mostread", "trending",   "latest",  "popular",
                                         "event",    "newsletter", "calendar"};
  return has_any(ascii::lower(names), kWords);
}

/// Whether an element is so large or so central that all of the page lies in it.
bool holds_article(const HtmlTree& tree, NodeIndex element, NodeIndex headline) {
  if (headline != 0) return element <= headline && headline < tree[element].end;
  return std::size_t{tree[element].end - element} * 2 > tree.nodes().size();
}

bool is_furniture_element(const HtmlTree& tree, NodeIndex i, NodeIndex headline) {
  const auto tag = tree[i].tag;
  if (tag == Tag::kText) return false;
  const bool beside_headline = headline != 0 && i >= headline && i <= tree[headline].end + kBeside;
  if (tag == Tag::kNav || tag == Tag::kFooter || (tag == Tag::kAside && !beside_headline)) return true;
  const auto attributes = tree.attributes(i);
  return std::any_of(attributes.begin(), attributes.end(), [](const markup::HtmlAttribute& attribute) {
    return (attribute.name == "class" || attribute.name == "id") && speaks_of_others(attribute.value);
  });
}

}  // namespace

bool is_furniture(const HtmlTree& tree, NodeIndex node, NodeIndex headline) {
  for (NodeIndex i = node; i != tree[i].parent && !holds_article(tree, i, headline); i = tree[i].parent) {
    if (is_furniture_element(tree, i, headline)) return true;
  }
  return false;
}

bool is_other_content(const HtmlTree& tree, NodeIndex node) {
  for (NodeIndex i = node; i != tree[i].parent && tree[i].tag != Tag::kBody; i = tree[i].parent) {
    const auto tag = tree[i].tag;
    if (tag == Tag::kText) continue;
    if (tag == Tag::kNav || tag == Tag::kFooter || tag == Tag::kAside) return true;
    const auto attributes = tree.attributes(i);
    const bool other = std::any_of(attributes.begin(), attributes.end(), [](const auto& attribute) {
      return (attribute.name == "class" || attribute.name == "id") && names_others(attribute.value);
    });
    if (other) return true;
  }
  return false;
}

}  // namespace kabar::extract

#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/markup/html_tag.h"

namespace kabar::markup {

/// Caps on a foreign page. Parsing takes time linear in the bytes whatever they hold.
struct HtmlLimits {
  std::size_t max_bytes = std::size_t{16} * 1024 * 1024;  ///< what lies beyond is cut off
  std::size_t max_depth = 512;      ///< deeper elements become siblings, as in browsers; 24 where so many
                                    ///< elements lie so deep that time would grow faster than the page
  std::size_t max_nodes = 150'000;  ///< real pages have up to 32,000; the rest is left out
  std::size_t max_attributes = 3'000'000;  ///< the rest of the page is left out
};

using NodeIndex = std::uint32_t;

struct HtmlAttribute {
  std::string_view name;   ///< lower case
  std::string_view value;  ///< entities decoded, but for data-… values of more than 1 KB
};

/// One element or text of the tree. Nodes lie in document order, and all that is below node i are the nodes
/// i + 1 to end - 1: a walk is a loop, a subtree is a range.
struct HtmlNode {
  Tag tag = Tag::kUnknown;  ///< Tag::kText for a text, two of which may be neighbours; comments are left out
  std::uint16_t depth = 0;
  NodeIndex parent = 0;  ///< its own index for the root
  NodeIndex end = 0;     ///< one past the last node below
  std::uint32_t first_attribute = 0;
  std::uint16_t attribute_count = 0;
  std::string_view text = {};  ///< a text's characters, entities decoded; as it stands in script and style
};

/// A parsed page, by the HTML5 algorithm (WHATWG HTML, section 13). Node 0 is the <html> element. Immutable
/// and movable; views point into memory that the tree owns or into the page that was parsed, which has to
/// outlive it. Any number of threads may read one.
class HtmlTree {
 public:
  /// Parses UTF-8, and keeps views into it. Never fails for want of sense in the input; only for want of
  /// memory (kInternal).
  static Result<HtmlTree> parse(std::string_view utf8, const HtmlLimits& limits = {});
  /// A string that is gone at once is refused.
  template <std::same_as<std::string> Gone>
  static Result<HtmlTree> parse(Gone&& utf8, const HtmlLimits& limits = {}) = delete;

  HtmlTree(HtmlTree&&) noexcept;
  HtmlTree& operator=(HtmlTree&&) noexcept;
  ~HtmlTree();

  std::span<const HtmlNode> nodes() const noexcept { return nodes_; }
  const HtmlNode& operator[](NodeIndex i) const noexcept { return nodes_[i]; }

  /// None of what an SVG is drawn of: paths, lines, groups.
  std::span<const HtmlAttribute> attributes(NodeIndex i) const noexcept;
  /// The attribute's value; empty when there is none.
  std::string_view attribute(NodeIndex i, std::string_view name) const noexcept;

  /// Whether a cap cut something off.
  bool truncated() const noexcept { return truncated_; }
  /// Whether elements too deep became siblings; no text is lost by that.
  bool flattened() const noexcept { return flattened_; }

 private:
  struct Memory;  // the parser's own, which the views point into
  explicit HtmlTree(std::unique_ptr<Memory> memory);

  std::unique_ptr<Memory> memory_;
  std::vector<HtmlNode> nodes_;
  std::vector<HtmlAttribute> attributes_;
  bool truncated_ = false;
  bool flattened_ = false;
};

}  // namespace kabar::markup

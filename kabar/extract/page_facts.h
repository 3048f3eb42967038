#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/extract/json_ld.h"
#include "kabar/markup/html_tree.h"

namespace kabar::extract {

/// One <meta>: name, property or itemprop (lower case) and content. Views point into the tree.
struct MetaField {
  std::string name;
  std::string_view content;
};

/// Why a node may tell something about the article.
enum class Hint : std::uint8_t {
  kAuthor,     ///< itemprop, rel or class speaks of an author or byline
  kPublished,  ///< itemprop datePublished, or <time> or class that speaks of a date
  kModified,
};

struct HintedNode {
  markup::NodeIndex node;
  Hint hint;
  bool strong;  ///< itemprop or rel, not a class word
};

/// What one pass over a page's nodes finds for all readers of metadata. Its views point into the tree, which
/// must outlive it. All functions here are pure: any thread may call them.
struct PageFacts {
  std::vector<MetaField> metas;
  std::vector<std::string_view> json_ld;
  std::vector<markup::NodeIndex> headings;  ///< h1 and h2, elements with itemprop headline
  std::vector<markup::NodeIndex> times;     ///< <time> elements
  std::vector<markup::NodeIndex> images;    ///< <img> elements
  std::vector<HintedNode> hints;
  std::string_view html_lang;
  std::string_view canonical;
  std::string_view image_link;  ///< rel=image_src
  std::string_view base;        ///< <base href>
  std::string title;            ///< <title>

  /// The content of the first non-empty meta of that name.
  std::string_view meta(std::string_view name) const;
};

PageFacts collect_facts(const markup::HtmlTree& tree);

/// The page's address: as it was fetched from, else as it says itself.
std::string own_url(const PageFacts& facts, std::string_view fetched_from);

/// The page's own article among all that its structured data describe, a part of `data`; none when there is
/// nothing of the kind.
const StructuredArticle* own_article(const StructuredData& data, const PageFacts& facts,
                                     std::string_view fetched_from);

/// The text below a node as a reader sees it: script, style and svg left out, blanks folded. Ends with the
/// text that brings it to `max_bytes`; of each text at most so many are looked at, cut between characters.
std::string visible_text(const markup::HtmlTree& tree, markup::NodeIndex node, std::size_t max_bytes = 1024);

}  // namespace kabar::extract

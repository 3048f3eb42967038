#pragma once

#include <memory>
#include <string>

#include "kabar/base/bytes.h"
#include "kabar/extract/body.h"
#include "kabar/extract/metadata.h"
#include "kabar/extract/segmenter.h"
#include "kabar/markup/html_tree.h"
#include "kabar/model/article.h"
#include "kabar/text/charset.h"

namespace kabar::extract {

/// An article with all that it was made of, for those who want more than the article: its body as HTML
/// (article_html.h), or why it is as it is (explain.h). Movable; parts refer to one another by index.
struct Extraction {
  Bytes bytes;                ///< of the page
  text::DecodedText decoded;  ///< its characters: a view of the bytes, or its own
  markup::HtmlTree tree;      ///< its strings are views of the characters
  /// The page's characters and what its scripts hold, where the body is of these: `tree` views them then.
  std::unique_ptr<std::string> with_script_text;
  PageText page;
  Metadata metadata;
  Body body;  ///< its blocks have moved to the article
  Article article;
  /// The blocks are those of the page's structured data, not of the page.
  bool from_structure = false;
};

}  // namespace kabar::extract

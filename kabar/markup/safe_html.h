#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kabar/markup/html_tree.h"

namespace kabar::markup {

/// What stands for an element that shows something of another service.
struct EmbedText {
  std::string_view url;   ///< absolute
  std::string_view text;  ///< the post's words or the title; may be empty
  bool quoted = false;    ///< the text is the post itself: it is shown as a quote, not as the link's text
};

/// What a caller decides about the HTML that is written from a tree. This one lets all pass.
class HtmlPolicy {
 public:
  HtmlPolicy() = default;
  HtmlPolicy(const HtmlPolicy&) = delete;
  HtmlPolicy& operator=(const HtmlPolicy&) = delete;
  virtual ~HtmlPolicy() = default;

  /// Whether a text or picture is written. Elements are written where something in them is.
  virtual bool shows(NodeIndex /*node*/) const { return true; }
  /// The address that a link or picture gets; what is not http or https is left out afterwards all the same.
  virtual std::string address(std::string_view reference) const { return std::string(reference); }
  /// What is written in place of that element and all below it.
  virtual std::optional<EmbedText> embed(NodeIndex /*element*/) const { return std::nullopt; }
};

/// Writes a tree as HTML that may be shown inside any page.
///
/// Only elements of a short list come out: p, h1 to h6, ul, ol, li, blockquote, pre, hr, table and its parts,
/// figure, figcaption, img, br, and within a line a, code, em, strong, sub, sup and some like them. Their
/// only attributes are href (http, https) with rel="noopener nofollow", src, alt, width, height, colspan,
/// rowspan. Other elements give way to their content; scripts, styles, frames, form controls, SVG, MathML,
/// templates and noscript go with all that is in them. Each element is closed where it was opened, no element
/// stands where a parser would move it, and text is escaped: a parser of any kind reads the same tree that
/// was written. Hence what comes out goes through a second time unchanged, byte for byte. Linear in the tree.
std::string safe_html(const HtmlTree& tree, const HtmlPolicy& policy = {});

/// The same from valid UTF-8 without NUL: parses it first. Fails as HtmlTree::parse() does.
Result<std::string> sanitize(std::string_view utf8, const HtmlPolicy& policy = {});

/// The address as safe_html() writes it: blanks and quotes escaped; empty when it is not absolute http(s).
std::string safe_address(std::string_view address);

}  // namespace kabar::markup

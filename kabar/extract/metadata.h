#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/base/time.h"
#include "kabar/markup/html_tree.h"
#include "kabar/model/published_time.h"

namespace kabar::extract {

/// What is known about a page besides its bytes.
struct PageContext {
  std::string_view url;                 ///< empty for a plain file
  std::optional<Timestamp> fetched_at;  ///< bounds what dates are believed
};

/// What og:type calls a page.
enum class PageClaim : std::uint8_t { kNone, kArticle, kWebsite, kProduct, kOther };

/// Where chosen values stand on the page, in words for people; empty where there is none.
struct Origins {
  std::string_view published;
  std::string_view modified;
  std::string_view authors;
};

/// What a page says about its article outside the body: from JSON-LD, OpenGraph, microdata, meta and the page
/// itself. Empty or none where nothing was found. URLs are absolute where the page's own is known.
struct Metadata {
  std::string title;
  std::vector<std::string> authors;
  std::string agency;
  std::optional<PublishedTime> published;
  std::optional<PublishedTime> modified;
  std::string site;
  std::string image;
  std::string canonical;
  std::string declared_lang;  ///< html lang, content-language, inLanguage: as declared, base language
  std::string description;
  /// JSON-LD articleBody as plain text, lines separated by \n: a check and a fallback.
  std::string structured_body;
  bool structured_article = false;     ///< structured data or og:type calls the page an article
  std::uint32_t structured_kinds = 0;  ///< StructuredKind bits of all that structured data describes
  PageClaim claim = PageClaim::kNone;  ///< what og:type says
  bool paywalled = false;  ///< isAccessibleForFree is false, article:content_tier locked or metered
  Origins origins;
  markup::NodeIndex headline = 0;     ///< the element that shows the title, 0 when none was found
  std::vector<std::string> warnings;  ///< "JSON-LD left out: block 2: …", "date in the future ignored: …"
};

/// Reads all of it in one pass over the tree and its structured data. Pure; safe from any thread.
Metadata read_metadata(const markup::HtmlTree& tree, const PageContext& context);

}  // namespace kabar::extract

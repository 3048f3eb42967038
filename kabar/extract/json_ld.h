#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kabar::extract {

/// Somebody or something that structured data names as author.
struct StructuredName {
  std::string name;
  bool organization = false;
};

/// An article as structured data describes it (schema.org Article and its kinds). Fields are plain text;
/// dates are as written.
struct StructuredArticle {
  bool is_article = false;  ///< of an Article type; else a WebPage, VideoObject or the like
  bool live = false;        ///< a live blog
  std::string headline;
  std::string alternative_headline;
  std::string description;
  std::string body;  ///< articleBody, lines separated by \n
  std::vector<StructuredName> authors;
  std::string published;
  std::string modified;
  std::string image;
  std::string language;
  std::string publisher;
  std::string source;  ///< sourceOrganization, provider, copyrightHolder: often the agency
  std::string url;
  std::optional<bool> free;
};

/// What a page describes besides articles. Bits of a mask.
enum StructuredKind : std::uint32_t {
  kProductKind = 1U << 0,   ///< things for sale and their offers
  kBusinessKind = 1U << 1,  ///< services, shops, applications, courses
};

/// What all JSON-LD blocks of a page say together.
struct StructuredData {
  std::vector<StructuredArticle> articles;  ///< in the order of the page
  std::string site;                         ///< WebSite or publisher name
  std::uint32_t kinds = 0;                  ///< StructuredKind bits of all that is described
  std::vector<std::string> warnings;

  /// The description of the page's own article: an Article type whose URL or headline is the page's before
  /// others; none when there is nothing of the kind. Points into `articles`.
  const StructuredArticle* main_article(std::string_view page_url, std::string_view page_title) const;
};

/// Reads the texts of the page's application/ld+json scripts. Broken JSON is repaired where it can be; a
/// block that cannot be read, or nested too deeply, is left out with a warning. Time linear in the text.
StructuredData read_json_ld(const std::vector<std::string_view>& blocks);

}  // namespace kabar::extract

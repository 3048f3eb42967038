#pragma once

#include <cstdint>
#include <string_view>

namespace kabar::extract {

/// What the words of a path speak of. Bits of a mask.
enum UrlWord : std::uint32_t {
  kShopWord = 1U << 0,
  kServiceWord = 1U << 1,
  kArticleWord = 1U << 2,
};

/// The shape of a page's address without its host: what tells an article's from a shop's or a firm's.
struct UrlShape {
  float segments = -1;  ///< of the path; -1 where the address is not known
  float last_hyphens = 0;
  float last_size = 0;      ///< bytes of the last segment
  std::uint32_t words = 0;  ///< UrlWord bits of all segments but the last
  bool asks = false;        ///< the last segment is worded like a headline: "how-to-…", "best-…"

  /// The front page of a site.
  bool is_root() const noexcept { return segments == 0; }
};

UrlShape url_shape(std::string_view url);

}  // namespace kabar::extract

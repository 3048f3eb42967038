#pragma once

#include <string_view>

#include "kabar/net/header_fields.h"

namespace kabar::collect {

/// What one page asks of crawlers, by X-Robots-Tag fields or <meta name="robots">.
struct RobotsTag {
  bool no_index = false;    ///< do not show it
  bool no_follow = false;   ///< do not go where its links lead
  bool no_archive = false;  ///< show no copy of its text
  bool no_snippet = false;  ///< show no excerpt either

  /// Adds what a list says ("noindex, nofollow", "none", "kabar: noindex"); what names another crawler before
  /// a colon is passed over up to the next name. Words that mean nothing here are, too.
  void read(std::string_view list, std::string_view agent);
};

/// All X-Robots-Tag fields of an answer.
RobotsTag robots_tag_of(const net::HeaderFields& fields, std::string_view agent);

}  // namespace kabar::collect

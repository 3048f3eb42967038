#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kabar/markup/html_tree.h"
#include "kabar/net/url.h"

namespace kabar::extract {

/// Makes the references of one page absolute. Most references need no parser: they are absolute as they
/// stand or begin with a slash, and have no letter that would be escaped. Holds strings of its own; const,
/// for any thread.
class LinkBase {
 public:
  /// `page_url` may be empty; a <base href> of the page counts where it is absolute or the page's own
  /// address is known.
  LinkBase(const markup::HtmlTree& tree, std::string_view page_url);

  /// http and https addresses, fragments kept; empty for others, for a place on the same page ("#top"), and
  /// for relative references when there is no base.
  std::string absolute(std::string_view reference) const;

  /// The host of an absolute address, in lower case and without "www.".
  static std::string host_of(std::string_view address);

  /// The page's own host by the same rule; empty when it is not known.
  const std::string& host() const noexcept { return host_; }

 private:
  std::optional<net::Url> base_;
  std::string origin_;  // "https://host:port" of the base
  std::string host_;
};

}  // namespace kabar::extract

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "kabar/base/result.h"

namespace kabar::net {

/// An absolute http or https URL, split and normalised: scheme and host in lower case, host in ASCII (IDNA),
/// no default port, no dot segments, path never empty, percent-escapes in upper case (RFC 3986, WHATWG URL).
struct Url {
  std::string scheme;
  std::string host;
  std::uint16_t port = 0;  ///< nought: the scheme's own
  std::string path;
  std::string query;     ///< without '?'
  std::string fragment;  ///< without '#'

  /// kInvalidInput says what is wrong; kUnsupported for another scheme or with user information.
  static Result<Url> parse(std::string_view text);
  /// `reference` as it stands on a page at this URL.
  Result<Url> resolve(std::string_view reference) const;

  std::string to_string() const;
};

/// The host of an address; what is none stays as it is.
std::string host_in(std::string_view url);

/// A host without "www.": what its owner calls it.
std::string_view bare_host(std::string_view host) noexcept;

/// The part of a host that its owner registered ("news.bbc.co.uk" gives "bbc.co.uk"; public suffix list).
std::string registrable_domain(std::string_view host);

/// The key that all addresses of one article at one site share: scheme, "www.", fragment, default port,
/// tracking parameters, AMP and print twins, trailing slash and order of parameters folded. Empty when `url`
/// is no http(s) URL.
std::string url_family(std::string_view url);

/// url_family() of the page, or of its canonical link where that may be believed: it stays on the site
/// (registrable domain) and is not the front page.
std::string url_family(std::string_view url, std::string_view canonical);

}  // namespace kabar::net

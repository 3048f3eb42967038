#pragma once

#include "kabar/serve/library.h"
#include "kabar/serve/visit.h"

// What search engines read about the site (sitemaps.org, Google's news sitemaps, RFC 9309). The thread of the
// request; a failure is an error page.
namespace kabar::serve {

/// All stories of the last weeks, the front page, the latest and the list of sources, with the time of their
/// last change.
Response sitemap(const Visit& visit, const Library& library);
/// The stories of the last two days with their titles.
Response news_sitemap(const Visit& visit, const Library& library);
/// Asks crawlers to leave alone what has no end, and names the sitemaps.
Response robots_txt(const Visit& visit);

}  // namespace kabar::serve

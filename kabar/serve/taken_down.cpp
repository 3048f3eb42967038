#include "kabar/serve/taken_down.h"

#include "kabar/net/url.h"

namespace kabar::serve {

Result<int> status_when_taken_down(const store::Reader& reader, const Article& article) {
  for (const auto& address : {article.url, article.canonical}) {
    KABAR_TRY(const auto page, reader.page(net::url_family(address)));
    if (page && (page->status == 404 || page->status == 410)) return int{page->status};
  }
  return 0;
}

}  // namespace kabar::serve

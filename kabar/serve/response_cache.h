#pragma once

#include <string>
#include <string_view>

#include "kabar/serve/fresh_cache.h"
#include "kabar/serve/http_message.h"

namespace kabar::serve {

/// Finished answers; see FreshCache.
class ResponseCache {
 public:
  using Moment = FreshCache<Response>::Moment;

  explicit ResponseCache(std::size_t max_bytes) : kept_(max_bytes) {}

  /// The answer that was kept for this key, where it is good now; or null.
  std::shared_ptr<const Response> find(const std::string& key, const Freshness& freshness, Moment now) {
    return kept_.find(key, freshness, now);
  }
  void keep(const std::string& key, const Freshness& freshness, Moment now, const Response& response) {
    kept_.keep(key, freshness, now, std::make_shared<const Response>(response), response.body.size());
  }

 private:
  FreshCache<Response> kept_;
};

/// All that an answer depends on besides the data: address, language, coding.
std::string cache_key(const Request& request, std::string_view language);

}  // namespace kabar::serve

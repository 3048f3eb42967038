#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "kabar/serve/http_message.h"
#include "kabar/store/store.h"

namespace kabar::serve {

/// What an answer was made of.
struct Freshness {
  std::string version;  ///< of all data
  std::string subject;  ///< of what no reader is to see as it was: what was removed, the story of the page
  /// How long an answer stays good when other data than its subject have changed: while articles come in
  /// every moment, not every reader needs a page made anew.
  std::chrono::milliseconds patience{0};
};

/// Finished answers, kept as long as they are good. Any thread; bounded by bytes: when full it starts anew,
/// so that no flood of odd addresses makes it grow.
class ResponseCache {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  explicit ResponseCache(std::size_t max_bytes) : max_bytes_(max_bytes) {}

  /// The answer that was kept for this key, where it is good now; or null.
  std::shared_ptr<const Response> find(const std::string& key, const Freshness& freshness, Moment now);
  void keep(const std::string& key, const Freshness& freshness, Moment now, const Response& response);

 private:
  struct Entry {
    std::shared_ptr<const Response> response;
    Freshness freshness;
    Moment made;
    std::size_t bytes = 0;
  };

  const std::size_t max_bytes_;
  std::mutex mutex_;
  std::size_t bytes_ = 0;
  std::unordered_map<std::string, Entry> kept_;
};

/// All that an answer depends on besides the data: address, language, coding.
std::string cache_key(const Request& request, std::string_view language);

/// What changes with articles, stories and corrections.
std::string data_version(const store::Totals& totals);

}  // namespace kabar::serve

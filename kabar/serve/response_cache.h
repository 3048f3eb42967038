#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "kabar/serve/http_message.h"
#include "kabar/store/store.h"

namespace kabar::serve {

/// Finished answers, kept as long as the data does not change. Any thread; bounded by bytes: when full it
/// starts anew, so that no flood of odd addresses makes it grow.
class ResponseCache {
 public:
  explicit ResponseCache(std::size_t max_bytes) : max_bytes_(max_bytes) {}

  /// The answer that was kept for this key and this state of the data, or null.
  std::shared_ptr<const Response> find(const std::string& key, std::string_view data_version);
  void keep(const std::string& key, std::string_view data_version, const Response& response);

 private:
  void forget_older(std::string_view data_version);

  const std::size_t max_bytes_;
  std::mutex mutex_;
  std::string data_version_;
  std::size_t bytes_ = 0;
  std::unordered_map<std::string, std::shared_ptr<const Response>> kept_;
};

/// All that an answer depends on besides the data: address, language, coding.
std::string cache_key(const Request& request, std::string_view language);

/// What changes with every commit.
std::string data_version(const store::Totals& totals);

}  // namespace kabar::serve

#include "kabar/net/http_date.h"

#include <curl/curl.h>

#include <chrono>
#include <string>

namespace kabar::net {

std::optional<Timestamp> parse_http_date(std::string_view text) {
  const auto seconds = curl_getdate(std::string(text).c_str(), nullptr);
  if (seconds == -1) return std::nullopt;
  return Timestamp(std::chrono::seconds(seconds));
}

}  // namespace kabar::net

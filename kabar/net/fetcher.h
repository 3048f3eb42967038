#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kabar/base/bytes.h"
#include "kabar/base/result.h"
#include "kabar/base/time.h"
#include "kabar/net/header_fields.h"

namespace kabar::net {

/// What one exchange may cost before it is given up.
struct FetchLimits {
  std::size_t max_header_bytes = std::size_t{64} * 1024;
  std::size_t max_body_bytes = std::size_t{10} * 1024 * 1024;     ///< as sent
  std::size_t max_decoded_bytes = std::size_t{32} * 1024 * 1024;  ///< after the content codings are undone
  std::size_t max_ratio = 200;                                    ///< of decoded to sent bytes, from 1 MB on
  std::chrono::milliseconds connect{10'000};
  std::chrono::milliseconds first_byte{20'000};  ///< from the request to the first byte of the answer
  std::chrono::milliseconds total{60'000};
  std::size_t min_bytes_per_second = 200;  ///< over any ten seconds of a body
  /// Until its site's turn comes, where a fetcher keeps requests to one site apart; kBusy at once where that
  /// takes longer.
  std::chrono::milliseconds in_line = std::chrono::hours{24};
};

/// One GET of one address, or one POST of a form or of JSON to it. Redirects are not followed: where they
/// lead is the caller's to decide, who knows about robots.txt, rates and what moved for good.
struct FetchRequest {
  std::string url;            ///< absolute, http or https
  std::string etag;           ///< sent as If-None-Match, byte for byte; empty: none
  std::string last_modified;  ///< sent as If-Modified-Since, byte for byte; empty: none
  std::string accept;         ///< empty: anything
  FetchLimits limits = {};
  std::string form = {};  ///< sent by POST, as application/x-www-form-urlencoded; empty: a GET
  /// Not sent: what an archive keeps beside the answer, names and values.
  std::vector<std::pair<std::string, std::string>> notes = {};
  std::string json = {};    ///< sent by POST, as application/json
  std::string bearer = {};  ///< a key to show to a server of the operator's; empty: none
};

/// What came back. Any status is an answer; what kept one from coming is the Result's Error.
struct FetchResponse {
  int status = 0;
  std::string head;     ///< status line and fields as they were sent, for archives
  HeaderFields fields;  ///< those of `head`
  Bytes sent;           ///< the body as it was sent, content codings and all, without chunk frames
  Bytes body;           ///< decoded
  std::string address;  ///< of the machine that was connected: "203.0.113.7"
  Timestamp started;
  std::chrono::milliseconds took{0};
};

/// When a request to a site could go out, as far as is known.
struct Turn {
  std::chrono::milliseconds wait{0};   ///< until then
  std::chrono::milliseconds apart{0};  ///< of two requests
  std::chrono::milliseconds rest{0};   ///< that the site asked for and that is not over
};

/// Whether a status means that Location is the place to ask (301, 302, 303, 307, 308).
constexpr bool is_redirect(int status) noexcept {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// Gets pages. start() is asynchronous; `done` is called exactly once for each request, on the thread that
/// calls run_once(), and may start others. Not thread-safe: one thread starts, runs and stops it.
///
/// Errors: kRefused for an address that must not be connected (see AddressGuard), kTimeout, kTooLarge for a
/// cap, kIo for the network, kInvalidInput for an address or an answer that is none; each names the URL.
class Fetcher {
 public:
  using Done = std::function<void(Result<FetchResponse>)>;

  Fetcher() = default;
  Fetcher(const Fetcher&) = delete;
  Fetcher& operator=(const Fetcher&) = delete;
  virtual ~Fetcher() = default;

  virtual void start(FetchRequest request, Done done) = 0;
  /// Works on what is under way until something is done or `wait` is over. False when nothing is under way.
  virtual bool run_once(std::chrono::milliseconds wait) = 0;
  virtual std::size_t under_way() const = 0;
  /// Of the site of that address; nought to a fetcher that knows no sites.
  virtual Turn turn_of(const std::string& /*url*/) const { return {}; }
};

}  // namespace kabar::net

#pragma once

#include <curl/curl.h>

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "kabar/base/bytes.h"
#include "kabar/base/result.h"
#include "kabar/net/curl_fetcher.h"
#include "kabar/net/fetcher.h"
#include "kabar/net/url.h"

namespace kabar::net {

/// One exchange: an easy handle of libcurl, what came in so far, and the caps on it. Callbacks of libcurl
/// hold its address, so it does not move. Used by CurlFetcher alone, on its thread.
class CurlTransfer {
 public:
  using Clock = std::chrono::steady_clock;

  CurlTransfer(const CurlFetcherOptions& options, FetchRequest request, Url url, Fetcher::Done done);
  CurlTransfer(const CurlTransfer&) = delete;
  CurlTransfer& operator=(const CurlTransfer&) = delete;
  ~CurlTransfer();

  CURL* handle() const noexcept { return handle_.get(); }

  /// Why it must end now: no first byte yet, or too few since ten seconds. The rest libcurl or the callbacks
  /// see to.
  std::optional<Error> overdue(Clock::time_point now);
  /// What came of it when libcurl says that it ended with `code`.
  Result<FetchResponse> result(CURLcode code);
  /// As an Error that names the URL.
  Error failure(Errc code, std::string_view reason) const;
  Fetcher::Done take_done() { return std::move(done_); }

 private:
  struct FreeHandle {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  };
  struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  };
  using List = std::unique_ptr<curl_slist, FreeList>;

  static std::size_t on_head(const char* data, std::size_t size, std::size_t count, void* self);
  static std::size_t on_body(const char* data, std::size_t size, std::size_t count, void* self);
  static curl_socket_t on_socket(void* self, curlsocktype purpose, curl_sockaddr* address);
  static int on_request(void* self, char*, char*, int, int);

  void set_up();
  void set_fields();
  void set_addresses();
  bool take_head(std::string_view line);
  bool take_body(std::string_view part);
  curl_socket_t open_socket(curl_sockaddr& address);
  Error error_of(CURLcode code) const;
  Result<FetchResponse> response();

  const CurlFetcherOptions& options_;
  FetchRequest request_;
  Url url_;
  Fetcher::Done done_;
  std::unique_ptr<CURL, FreeHandle> handle_;
  List fields_;
  List addresses_;
  std::string detail_;  // libcurl's own words of what went wrong

  bool trusted_name_ = false;  // it stands for `connect_to`, which the settings name
  std::optional<Error> verdict_;
  std::optional<Error> refusal_;  // of an address; another of the same name may pass
  std::string head_;
  std::size_t head_bytes_ = 0;  // of all heads, interim ones and trailers too
  Bytes sent_;
  Timestamp started_;
  Clock::time_point began_;
  std::optional<Clock::time_point> asked_;   // when the request went out
  std::optional<Clock::time_point> window_;  // the ten seconds that are counted
  std::size_t window_bytes_ = 0;
};

}  // namespace kabar::net

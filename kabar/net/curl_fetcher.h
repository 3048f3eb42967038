#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/net/address_guard.h"
#include "kabar/net/fetcher.h"
#include "kabar/net/ip_address.h"

namespace kabar::net {

struct CurlFetcherOptions {
  AddressGuard guard;
  std::string user_agent = "kabar";
  /// What a name stands for, asked before DNS is; nothing: ask DNS. The guard judges the addresses like any.
  std::function<std::optional<std::vector<IpAddress>>(std::string_view host)> resolve;
  /// "IPV4:PORT" where each connection goes that the guard lets through, as if that were the internet: a test
  /// web, a gateway. Names are then not looked up and count as public, but for those that `resolve` knows.
  std::string connect_to;
  /// Certificates of the authorities to trust, a PEM file; empty: those of the system.
  std::string ca_file;
  /// Connections that are kept open for a next request, to all hosts together.
  long idle_connections = 64;
};

/// Fetcher on libcurl (HTTP/1.1, HTTP/2 over TLS). It asks DNS on threads of its own, so that one slow name
/// holds nothing up. It keeps no cookies, sends no credentials but
/// FetchRequest::bearer, and takes no notice of proxy settings in the
/// environment: what is connected is an address that the guard saw.
///
/// What is still under way when it is destroyed is dropped; its `done` is not called.
class CurlFetcher final : public Fetcher {
 public:
  /// kInvalidInput for a `connect_to` that is none.
  static Result<std::unique_ptr<CurlFetcher>> make(CurlFetcherOptions options);
  ~CurlFetcher() override;

  void start(FetchRequest request, Done done) override;
  bool run_once(std::chrono::milliseconds wait) override;
  std::size_t under_way() const override;

 private:
  class State;
  explicit CurlFetcher(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace kabar::net

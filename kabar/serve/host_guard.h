#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/serve/http_message.h"

namespace kabar::serve {

/// The host of an authority, "[::1]:8080" or "kabar.example:8080", in lower case, brackets kept.
std::string host_of(std::string_view authority);

/// Answers only to the names that the site goes by, so that a foreign page cannot reach a private site by a
/// name of its own (DNS rebinding), and takes no proxy's word unless there is one. Pure; any thread.
class HostGuard {
 public:
  /// `names` are hosts with or without port, or whole URLs; loopback names are always allowed.
  HostGuard(const std::vector<std::string>& names, bool behind_proxy);

  /// Why the request is refused: 400 or 421 and a sentence. Nothing when it is welcome.
  struct Refusal {
    int status;
    std::string_view reason;
  };
  std::optional<Refusal> refuse(const Request& request) const;

 private:
  bool allows(std::string_view host) const;

  std::vector<std::string> names_;
  bool behind_proxy_;
};

}  // namespace kabar::serve

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kabar/serve/http_message.h"

namespace kabar::serve {

/// Whether a path is below /assets/, or that of the manifest or of the service worker.
bool is_asset_path(std::string_view path) noexcept;

/// The static files of the site, each under an address that holds a hash of its content, so that browsers
/// may keep it for ever. Built once; read by any thread.
class Assets {
 public:
  Assets();

  /// "/assets/site.0123456789abcdef.css" for "site.css". The name must exist.
  std::string_view url(std::string_view name) const;

  /// Answers what is_asset_path(); 404 for an unknown one.
  Response serve(std::string_view path) const;

 private:
  struct Asset {
    std::string name;
    std::string url;
    std::string_view type;
    std::string_view bytes;
  };
  std::vector<Asset> assets_;
};

}  // namespace kabar::serve

#include "kabar/serve/assets.h"

#include <fmt/format.h>

#include <algorithm>

#include "kabar/base/assert.h"
#include "kabar/base/hash.h"
#include "kabar/json/writer.h"
#include "kabar/serve/embedded.h"

namespace kabar::serve {
namespace {

constexpr std::string_view kFolder = "static/";

std::string_view type_of(std::string_view name) {
  if (name.ends_with(".css")) return "text/css; charset=utf-8";
  if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (name.ends_with(".svg")) return "image/svg+xml";
  if (name.ends_with(".ico")) return "image/x-icon";
  return "application/octet-stream";
}

std::string hashed_url(std::string_view name, std::string_view bytes) {
  const auto dot = std::min(name.rfind('.'), name.size());
  return fmt::format("/assets/{}.{:016x}{}", name.substr(0, dot), hash64(bytes), name.substr(dot));
}

/// What makes the site installable (W3C Web Application Manifest).
std::string manifest(std::string_view icon) {
  json::Writer json;
  json.begin_object().field("name", "kabar").field("short_name", "kabar").field("start_url", "/");
  json.field("scope", "/").field("display", "standalone");
  json.field("background_color", "#fbfaf7").field("theme_color", "#ffffff");
  json.key("icons").begin_array().begin_object();
  json.field("src", icon).field("sizes", "any").field("type", "image/svg+xml").field("purpose", "any");
  return json.end_object().end_array().end_object().take();
}

// A browser looks for these by their names: they are not kept, but asked for again.
constexpr std::string_view kManifest = "/manifest.webmanifest", kWorker = "/worker.js",
                           kIcon = "/favicon.ico";

Response fixed(std::string_view type, std::string body) {
  Response response{200, {}, std::move(body)};
  return response.with("Content-Type", std::string(type)).with("Cache-Control", "no-cache");
}

}  // namespace

bool is_asset_path(std::string_view path) noexcept {
  return path.starts_with("/assets/") || path == kManifest || path == kWorker || path == kIcon;
}

Assets::Assets() {
  for (const auto& file : embedded_files()) {
    if (!file.name.starts_with(kFolder)) continue;
    const auto name = file.name.substr(kFolder.size());
    assets_.push_back({std::string(name), hashed_url(name, file.bytes), type_of(name), file.bytes});
  }
}

std::string_view Assets::url(std::string_view name) const {
  const auto hit =
      std::find_if(assets_.begin(), assets_.end(), [&](const auto& asset) { return asset.name == name; });
  KABAR_ASSERT(hit != assets_.end());
  return hit->url;
}

Response Assets::serve(std::string_view path) const {
  if (path == kManifest) return fixed("application/manifest+json", manifest(url("icon.svg")));
  if (path == kWorker)
    return fixed("text/javascript; charset=utf-8", std::string(embedded_file("worker.js")));
  if (path == kIcon) return fixed(type_of(kIcon), std::string(embedded_file("static/favicon.ico")));
  const auto hit =
      std::find_if(assets_.begin(), assets_.end(), [&](const auto& asset) { return asset.url == path; });
  if (hit == assets_.end()) return text_response(404, "No such file.\n");
  Response response{200, {}, std::string(hit->bytes)};
  response.with("Content-Type", std::string(hit->type));
  response.with("Cache-Control", "public, max-age=31536000, immutable");
  return response;
}

}  // namespace kabar::serve

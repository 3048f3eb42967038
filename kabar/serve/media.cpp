#include "kabar/serve/media.h"

#include <string>

namespace kabar::serve {

std::string_view sniff_picture(std::string_view bytes) noexcept {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xFF\xD8\xFF"sv)) return "image/jpeg";
  if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) return "image/png";
  if (bytes.starts_with("GIF87a"sv) || bytes.starts_with("GIF89a"sv)) return "image/gif";
  if (bytes.starts_with("RIFF"sv) && bytes.substr(0, 14).ends_with("WEBPVP"sv)) return "image/webp";
  if (bytes.size() > 12 && bytes.substr(4, 8) == "ftypavif"sv) return "image/avif";
  return {};
}

Response answer_media(const Request& request, const store::Reader& reader) {
  auto found = reader.media(request.param("u"));
  const auto type = found ? sniff_picture(found->bytes) : std::string_view();
  if (type.empty()) return text_response(404, "No such picture.\n");
  Response response{200, {}, std::move(found->bytes)};
  response.with("Content-Type", std::string(type)).with("Cache-Control", "public, max-age=86400");
  response.with("Content-Security-Policy", "default-src 'none'; sandbox");
  return response;
}

}  // namespace kabar::serve

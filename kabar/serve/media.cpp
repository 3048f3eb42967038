#include "kabar/serve/media.h"

#include <string>

#include "kabar/text/file_signature.h"

namespace kabar::serve {

Response answer_media(const Request& request, const store::Reader& reader) {
  auto found = reader.media(request.param("u"));
  const auto type = found ? text::picture_type(found->bytes) : std::string_view();
  if (type.empty()) return text_response(404, "No such picture.\n");
  Response response{200, {}, std::move(found->bytes)};
  response.with("Content-Type", std::string(type)).with("Cache-Control", "public, max-age=86400");
  response.with("Content-Security-Policy", "default-src 'none'; sandbox");
  return response;
}

}  // namespace kabar::serve

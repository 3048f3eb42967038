#pragma once

#include <string_view>

#include "kabar/serve/http_message.h"
#include "kabar/store/store.h"

namespace kabar::serve {

/// /media?u=ADDRESS: a picture that was saved with its page; never fetched from elsewhere. 404 for an unknown
/// one, and for bytes that are not the picture that they claim to be.
Response answer_media(const Request& request, const store::Reader& reader);

/// "image/jpeg" and so on by the first bytes (WHATWG MIME sniffing, 6.1); empty for anything else, SVG too.
std::string_view sniff_picture(std::string_view bytes) noexcept;

}  // namespace kabar::serve

#pragma once

#include "kabar/serve/http_message.h"
#include "kabar/store/store.h"

namespace kabar::serve {

/// /media?u=ADDRESS: a picture that was saved with its page; never fetched from elsewhere. 404 for an unknown
/// one, and for bytes that are not the picture that they claim to be. The thread of the request.
Response answer_media(const Request& request, const store::Reader& reader);

}  // namespace kabar::serve

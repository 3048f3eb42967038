#pragma once

#include <string>
#include <string_view>

#include "kabar/serve/http_message.h"

namespace kabar::serve {

/// Whether a request shows the owner's token: "Authorization: Bearer TOKEN", or as the password of Basic
/// (RFC 7617), which browsers ask for; whatever the name. Takes the same time whatever is shown. Without a
/// token, nobody does. Any thread.
bool shows_token(const Request& request, std::string_view token) noexcept;

/// The bytes of a base64 text (RFC 4648, 4); empty for what is none.
std::string from_base64(std::string_view text);

}  // namespace kabar::serve

#pragma once

#include <string_view>

#include "kabar/serve/http_message.h"
#include "kabar/serve/library.h"

namespace kabar::serve {

/// Whether the JSON API answers that path: all below /api/, and /healthz.
bool is_api_path(std::string_view path) noexcept;

/// The JSON API, version 1: stories, articles, search, paged by limit and offset. Errors are
/// application/problem+json (RFC 9457). `base_url` makes links to the site whole.
Response answer_api(const Request& request, const Library& library, std::string_view base_url);

}  // namespace kabar::serve

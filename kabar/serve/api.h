#pragma once

#include <functional>
#include <string_view>

#include "kabar/serve/http_message.h"
#include "kabar/serve/library.h"

namespace kabar::serve {

/// Lends a library of the data as they are now for the time of one call. Any thread, as long as the site
/// answers.
using LibraryLoan = std::function<Status(const std::function<Status(const Library&)>&)>;

/// Whether the JSON API answers that path: all below /api/, and /healthz.
bool is_api_path(std::string_view path) noexcept;

/// The JSON API, version 1, as web/openapi.json describes it. Errors are application/problem+json (RFC 9457).
/// `base_url` makes links to the site whole; `loan` is for answers that are made while they are sent, and
/// lives as long as these. The thread of the request, whose library it is; never fails, as a failure is an
/// answer, too.
Response answer_api(const Request& request, const Library& library, const LibraryLoan& loan,
                    std::string_view base_url);

/// What a browser asks before a page of elsewhere may ask.
Response allow_all_pages();

}  // namespace kabar::serve

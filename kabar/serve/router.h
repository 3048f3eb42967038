#pragma once

#include "kabar/serve/library.h"
#include "kabar/serve/pages.h"
#include "kabar/serve/visit.h"

namespace kabar::serve {

/// Answers a page of the site: finds the page by the path, what it shows in the library. Its thread.
Response answer_page(const Visit& visit, const Library& library);

/// The page that an error deserves: 404 for kNotFound, 400 for kInvalidInput, else 500, logged.
Response failure_page(const Visit& visit, const Error& error);

/// ?page= as an offset; nothing when it is no number from 1 to 10,000.
std::optional<std::size_t> page_offset(const Request& request, std::size_t page_size = kPageSize);

}  // namespace kabar::serve

#pragma once

#include <string_view>

#include "kabar/serve/library.h"
#include "kabar/serve/visit.h"

namespace kabar::serve {

/// Answers what lies below /feed/: "front", "latest", "search" (with the parameters of the page),
/// "source/ID", "story/ID", "topic/NUMBER", "country/CODE", "language/CODE", each with the suffix of a
/// format. The same articles in the same order as the page. The thread of the request; a failure is an error
/// page.
Response answer_feed(const Visit& visit, const Library& library, std::string_view rest);

}  // namespace kabar::serve

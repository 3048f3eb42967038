#pragma once

#include "kabar/serve/api_call.h"

namespace kabar::serve {

/// GET /api/v1/names: people, organisations and places.
Result<Response> list_names(const ApiCall& call);

/// GET /api/v1/names/n4, and what they said: /quotes.
Result<Response> one_name(const ApiCall& call);

}  // namespace kabar::serve

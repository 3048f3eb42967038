#pragma once

#include "kabar/serve/api_call.h"

// The thread of the request; kNotFound for what is not there, else they fail as Library does.
namespace kabar::serve {

/// GET /api/v1/names: people, organisations and places.
Result<Response> list_names(const ApiCall& call);

/// GET /api/v1/names/n4, and what they said: /quotes.
Result<Response> one_name(const ApiCall& call);

}  // namespace kabar::serve

#pragma once

#include "kabar/json/writer.h"
#include "kabar/serve/view_models.h"

namespace kabar::serve {

/// The member "coverage" of a story. Pure.
void write_coverage(json::Writer& json, const Coverage& coverage);

}  // namespace kabar::serve

#pragma once

#include <vector>

#include "kabar/serve/visit.h"

namespace kabar::serve {

/// The states of an article, newest first, each with what changed in headline and text since the one before.
/// Without `full_text` only headlines are compared. Pure; the thread of the request.
TemplateData::List revisions_data(const Visit& visit, const std::vector<store::RevisionRow>& revisions,
                                  bool full_text);

}  // namespace kabar::serve

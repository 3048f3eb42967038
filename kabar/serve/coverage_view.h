#pragma once

#include "kabar/serve/visit.h"

namespace kabar::serve {

/// Who was first, and how sure that is: keys "source", "href" and "undated". Pure, as all here.
TemplateData first_report_data(const Visit& visit, const Coverage& coverage);
/// The data of the partial _coverage.
TemplateData coverage_data(const Visit& visit, const Coverage& coverage);

}  // namespace kabar::serve

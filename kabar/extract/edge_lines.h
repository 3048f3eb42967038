#pragma once

#include <string_view>

namespace kabar::extract {

/// Whether a line is one or two dates and little else: "Published 6 October 2026, 21:40".
bool is_date_line(std::string_view line);

/// Whether a line credits somebody below the text: "Editor: Ann Lee", "(Reporting by Ann Lee)", "© The Post".
bool is_credit_line(std::string_view line);

}  // namespace kabar::extract

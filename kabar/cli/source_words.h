#pragma once

#include <string>

#include "kabar/base/result.h"

namespace kabar::cli {

/// What people say of sources. kInvalidInput where it is no tag as BCP 47 has them ("fr", "pt-BR"), or no
/// ISO 3166 code of a country ("FR"); the message is for the person.
Status check_language(const std::string& tag);
Status check_country(const std::string& code);

}  // namespace kabar::cli

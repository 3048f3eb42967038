#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace kabar::understand {

/// Calls `take` with the ISO 3166 code of each country and what a language calls it (CLDR); countries that it
/// has no name for are left out. Safe from any thread.
void for_each_country(const std::string& lang,
                      const std::function<void(std::string_view code, std::string_view name)>& take);

}  // namespace kabar::understand

#pragma once

#include <string>
#include <string_view>

namespace kabar::serve {

/// Whether a feed's address is one reader's own: a parameter named like a key, or a path that says so.
/// Whoever knows such an address reads in that reader's name.
bool is_private_feed(std::string_view url);

/// The address as the public may see it: of a private feed no more than its site.
std::string public_address(const std::string& url);

}  // namespace kabar::serve

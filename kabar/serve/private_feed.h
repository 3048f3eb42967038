#pragma once

#include <string>
#include <string_view>

namespace kabar::serve {

/// Whether a feed's address is one reader's own: a parameter named like a key, a path that says so, or a
/// part of either that looks drawn by chance; escaped or not.
/// Whoever knows such an address reads in that reader's name. Pure; any thread.
bool is_private_feed(std::string_view url);

/// The address as the public may see it: of a private feed no more than its site.
std::string public_address(const std::string& url);

}  // namespace kabar::serve

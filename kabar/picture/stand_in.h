#pragma once

#include <string_view>

namespace kabar::picture {

/// Whether the file's name says that it is nobody's own picture but what an outlet sends along with all of
/// its articles: "ogp.png", "partage-defaut.png", "logo-1200.png", "placeholder.jpg".
bool is_named_stand_in(std::string_view url) noexcept;

}  // namespace kabar::picture

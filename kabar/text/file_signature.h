#pragma once

#include <string_view>

namespace kabar::text {

/// What the bytes are when they are no text: "a PNG picture", "a PDF document", "binary data"; empty for what
/// may be text.
std::string_view file_signature(std::string_view bytes) noexcept;

/// The media type of a picture that browsers show and that can carry no script: "image/jpeg", PNG, GIF, WebP
/// or AVIF; empty for anything else.
std::string_view picture_type(std::string_view bytes) noexcept;

}  // namespace kabar::text

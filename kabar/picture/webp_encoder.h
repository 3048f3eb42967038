#pragma once

#include <string>

#include "kabar/base/result.h"
#include "kabar/picture/bitmap.h"

namespace kabar::picture {

/// The picture as a WebP file, as good as a newspaper needs.
Result<std::string> encode_webp(const Bitmap& picture);

}  // namespace kabar::picture

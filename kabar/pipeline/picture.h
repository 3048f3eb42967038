#pragma once

#include "kabar/base/result.h"
#include "kabar/model/raw_document.h"
#include "kabar/store/store.h"

namespace kabar::pipeline {

/// A picture that was saved beside a page, with its type told from its bytes. kUnsupported for what is no
/// JPEG, PNG, GIF, WebP or AVIF (SVG can carry scripts), kTooLarge above 4 MiB.
Result<store::MediaWrite> load_picture(const SavedFile& file);

}  // namespace kabar::pipeline

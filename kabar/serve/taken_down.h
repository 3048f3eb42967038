#pragma once

#include "kabar/base/result.h"
#include "kabar/model/article.h"
#include "kabar/store/store.h"

namespace kabar::serve {

/// 404 or 410 where the outlet had taken the article's page down when it was last asked for, else nought.
Result<int> status_when_taken_down(const store::Reader& reader, const Article& article);

}  // namespace kabar::serve

#pragma once

#include <optional>

#include "kabar/base/time.h"
#include "kabar/text/date.h"
#include "kabar/text/date_tokens.h"

namespace kabar::text {

/// A date told from `reference`: "today", "gestern, 18:30", "3 jam lalu", "il y a 5 minutes", "2小时前".
std::optional<FoundDate> find_relative_date(const DateTokens& tokens, Timestamp reference);

}  // namespace kabar::text

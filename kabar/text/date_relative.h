#pragma once

#include <optional>
#include <string_view>

#include "kabar/base/time.h"
#include "kabar/text/date.h"
#include "kabar/text/date_tokens.h"

namespace kabar::text {

/// A date told from `reference`: "today", "gestern, 18:30", "3 jam lalu", "il y a 5 minutes", "2小时前", in a
/// short label that holds little else. Only words of `language` (a base language) count, those of other
/// scripts too on a page that says to be in Latin letters. Where the language is not known, all do, but a day
/// by its name only with a time of day beside it ("hier" is a day in one language and a link in another).
std::optional<FoundDate> find_relative_date(const DateTokens& tokens, std::string_view language,
                                            Timestamp reference);

}  // namespace kabar::text

#pragma once

#include <string_view>

namespace kabar::extract {

/// What a text says beside its date: "Ana Lopes" of "6 October 2026, 21:40 · Ana Lopes". Nothing where it has
/// no date, or says something on both sides of it.
std::string_view beside_date_in(std::string_view text);

/// Whether a text can be a person's whole name: two or three words, each begun with a capital, and no other
/// characters than names have. In scripts without capitals nothing tells a name from other words.
bool is_full_name(std::string_view text);

}  // namespace kabar::extract

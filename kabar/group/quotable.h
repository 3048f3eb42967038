#pragma once

#include <string_view>

namespace kabar::group {

/// The sentence without what stands before it: the place and agency ("YEVLAKH, HARIAN NUSA —", "(CNN)",
/// "【東京】") or the outlet's name.
std::string_view without_dateline(std::string_view sentence, std::string_view outlet);

/// Whether a sentence of an article can stand by itself and tells of the news rather than of the page: whole,
/// neither short nor long, no question or exclamation, its quotation marks and brackets in pairs, without
/// leaning on what stood before ("He", "But"), and no caption, author's note, advice or opinion.
bool is_quotable(std::string_view sentence, std::string_view lang);

/// Whether a sentence ends where an abbreviation does ("with Wash."): it and the next may be one.
bool ends_in_abbreviation(std::string_view sentence);

}  // namespace kabar::group

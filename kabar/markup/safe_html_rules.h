#pragma once

#include "kabar/markup/html_tag.h"

namespace kabar::markup {

// Which elements safe_html() writes, and where.

/// Goes with all that is in it.
bool is_dropped(Tag tag) noexcept;

/// The mark within a line that stands for this element ("b" is written as strong), or kUnknown.
Tag mark_for(Tag tag) noexcept;

/// Whether an element of the list may stand in `parent`; kBody stands for the root.
bool fits_in(Tag tag, Tag parent) noexcept;

/// The element that has to come between `parent` and text or a block, or kUnknown: li in ul, tr in tbody.
Tag missing_between(Tag parent) noexcept;

/// Holds text alone, no blocks.
bool is_text_only(Tag tag) noexcept;

/// Text in it stands in a paragraph.
bool wants_paragraphs(Tag tag) noexcept;

}  // namespace kabar::markup

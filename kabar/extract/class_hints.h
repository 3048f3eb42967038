#pragma once

#include <cstdint>
#include <string_view>

namespace kabar::extract {

/// What the words of a class or id attribute say about an element's part on the page. Bits of a mask.
enum ClassHint : std::uint32_t {
  kBodyHint = 1U << 0,
  kCommentHint = 1U << 1,
  kRelatedHint = 1U << 2,
  kShareHint = 1U << 3,
  kNavHint = 1U << 4,
  kFooterHint = 1U << 5,
  kSideHint = 1U << 6,
  kAdHint = 1U << 7,
  kOfferHint = 1U << 8,  ///< newsletter, subscription, login, donation
  kAuthorHint = 1U << 9,
  kMediaHint = 1U << 10,  ///< captions, credits, players, galleries
  kTopicHint = 1U << 11,
  kDialogHint = 1U << 12,  ///< consent, pop-ups, notices
  kMetaHint = 1U << 13,    ///< dates, counts, tools
  kTitleHint = 1U << 14,
  kLeadHint = 1U << 15,
  kQuoteHint = 1U << 16,
  kEmbedHint = 1U << 17,
  kHiddenHint = 1U << 18,
  kLiveHint = 1U << 19,
  kBoxHint = 1U << 20,
  kListHint = 1U << 21,
  kMainHint = 1U << 22,  ///< said outright: articleBody, main
  kSearchHint = 1U << 23,
};
inline constexpr int kHintCount = 24;

/// The hints of all words in an attribute's value. Words are split at other characters than letters and at
/// inner capitals ("articleBody", "post-content_2"). Linear in the value's size.
std::uint32_t hints_in(std::string_view value) noexcept;

}  // namespace kabar::extract

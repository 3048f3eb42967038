#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/extract/json_ld.h"
#include "kabar/extract/metadata.h"
#include "kabar/extract/page_facts.h"

namespace kabar::extract {

/// The dates of one article, chosen among all that its page gives.
struct ChosenDates {
  std::optional<PublishedTime> published;
  std::optional<PublishedTime> modified;
  std::string_view published_from;  ///< where it stands, in words for people; empty without a date
  std::string_view modified_from;
  bool order_guessed = false;  ///< of a date in figures, which may be day and month or month and day
  std::vector<std::string> warnings;
};

/// Weighs structured data, meta fields, microdata, <time> elements, dates printed near the headline and the
/// date in the URL. Dates of other articles on the page, before 1990 or after the fetch (where
/// its time is known) do not count; a machine's UTC day gives way to the day that the page prints when both
/// are the same instant's.
ChosenDates choose_dates(const markup::HtmlTree& tree, const PageFacts& facts,
                         const StructuredArticle* article, markup::NodeIndex headline,
                         std::string_view language, const PageContext& context);

/// The day in a URL, but for its host ("/2020/10/05/", "/20201005/", "/rain-2020-10-05"), if there is one.
/// What begins with the day or month ("05-10-2020") is not read: addresses have both orders.
std::optional<PublishedTime> date_in_url(std::string_view url);

}  // namespace kabar::extract

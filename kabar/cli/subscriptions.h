#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/base/bytes.h"
#include "kabar/base/result.h"
#include "kabar/model/outlet.h"

namespace kabar::cli {

/// A list of sources as it was read.
struct Subscriptions {
  std::vector<Outlet> outlets;        ///< whose addresses are addresses
  std::vector<std::string> rejected;  ///< what was left out and why: "line 3: lacks `id`"
};

/// Reads the OPML of another reader, or the lines of JSON that schema::parse_outlet() knows. kInvalidInput
/// when it is neither.
Result<Subscriptions> read_subscriptions(ByteView bytes);

/// The feeds of the outlets as OPML 2.0, in the folders they came in, with what their lists said of them.
std::string write_subscriptions(const std::vector<Outlet>& outlets);
/// Sitemaps and pages, which OPML has no place for.
std::size_t feeds_left_out(const std::vector<Outlet>& outlets);

/// The lists of outlets that kabar comes with, one for each language.
Result<std::vector<Outlet>> starter_outlets();

/// Whether an outlet publishes in one of the languages and is from one of the countries; none: any.
bool is_wanted(const Source& source, const std::vector<std::string>& languages,
               const std::vector<std::string>& countries);

/// "fr, id" as "fr" and "id".
std::vector<std::string> words_between_commas(std::string_view text);

}  // namespace kabar::cli

#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "kabar/base/time.h"
#include "kabar/net/header_fields.h"

namespace kabar::collect {

/// Until when an answer that came at `now` is fresh: max-age less Age, or Expires less Date (RFC 9111,
/// section 4.2); a day at most, as longer ones are mistakes on what is meant to change. Nothing where it says
/// nothing, or that it is to be asked for again. `kept` is the max-age of the answer that a 304 confirms: it
/// goes on where the 304 has no Cache-Control of its own (section 4.3.4).
std::optional<Timestamp> fresh_until(const net::HeaderFields& fields, Timestamp now,
                                     std::optional<std::chrono::seconds> kept = std::nullopt);

/// The max-age that counts of an answer, `kept` as above; nothing where it is to be asked for again.
std::optional<std::chrono::seconds> max_age_of(const net::HeaderFields& fields,
                                               std::optional<std::chrono::seconds> kept = std::nullopt);

/// Before when the server does not want to be asked again (Retry-After, RFC 9110, section 10.2.3); a week at
/// most.
std::optional<Timestamp> retry_after(const net::HeaderFields& fields, Timestamp now);

/// How long the whole site is to be left alone: it is busy (429, 503) and says for how long.
std::optional<std::chrono::seconds> rest_asked(int status, const net::HeaderFields& fields, Timestamp now);

/// Whether an X-Robots-Tag field or the meta elements of a page ask crawlers, or `agent` by name, to keep it
/// out of what they collect (noindex, none).
bool asks_not_to_be_kept(const net::HeaderFields& fields, std::string_view html, std::string_view agent);

}  // namespace kabar::collect

#pragma once

#include <string>
#include <string_view>

#include "kabar/serve/http_message.h"

namespace kabar::serve {

/// What every answer goes through on its way out: security headers, ETag, compression. Pure.
Response finish(const Request& request, Response response);

/// 304 without a body where the reader has the answer already.
Response leave_out_known(const Request& request, Response response);

/// Whether If-None-Match names the tag ("*", a list, weak tags too; RFC 9110, 13.1.2).
bool matches_tag(std::string_view if_none_match, std::string_view tag);

enum class Coding { kIdentity, kGzip, kBrotli };

/// The best coding that Accept-Encoding allows (RFC 9110, 12.5.3).
Coding choose_coding(std::string_view accept_encoding);
/// The body in that coding; empty when it failed.
std::string compress(std::string_view body, Coding coding);

}  // namespace kabar::serve

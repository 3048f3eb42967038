#pragma once

#include <string>
#include <string_view>

#include "kabar/base/result.h"
#include "kabar/serve/http_message.h"

namespace kabar::serve {

/// The path and parameters of a request line.
struct RequestTarget {
  std::string path;
  NamedValues params;
};

/// Splits and decodes an origin-form target (RFC 9112, 3.2.1), "/search?q=banjir+besar". Bytes that are no
/// UTF-8 come out as U+FFFD; in parameters, control characters come out as blanks. kInvalidInput for another
/// form, a broken percent-escape or a control character in the path, kTooLarge for more than 100 parameters.
Result<RequestTarget> parse_target(std::string_view target);

/// Escapes all but the unreserved characters (RFC 3986, 2.3).
std::string percent_encode(std::string_view text);

/// "path?a=1&b=2"; the path is escaped too, its slashes aside.
std::string format_target(std::string_view path, const NamedValues& params);

}  // namespace kabar::serve

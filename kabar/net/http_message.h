#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "kabar/base/bytes.h"
#include "kabar/base/result.h"
#include "kabar/net/header_fields.h"

namespace kabar::net {

/// The head of a response.
struct HttpHead {
  int status = 0;
  HeaderFields fields;
  std::size_t length = 0;  ///< bytes of the message before its body

  /// The media type of Content-Type in lower case, without parameters.
  std::string media_type() const;
};

/// Reads the head of an HTTP/1 response as archives keep it (RFC 9112): HTTP/2 in the status line, a lack of
/// reason and interim (1xx) heads before it are all right. kInvalidInput when there is none or it does not
/// end.
Result<HttpHead> parse_http_head(std::string_view message);

/// Whether the body was sent in chunks, as far as the head tells.
bool says_chunked(const HeaderFields& fields);

/// The body without the frame of its chunks (RFC 9112, section 7.1). Archives may keep the header of a body
/// that they joined: what does not begin with a chunk is given back as it is. A body that is cut short gives
/// what is there.
Bytes join_chunks(Bytes body);

}  // namespace kabar::net

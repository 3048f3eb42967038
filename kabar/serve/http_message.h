#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kabar::serve {

using NamedValues = std::vector<std::pair<std::string, std::string>>;

/// One HTTP request as handlers see it: a plain value, so that a handler is a function that needs no socket.
struct Request {
  std::string method = "GET";
  std::string path = "/";  ///< percent-decoded, valid UTF-8, begins with '/'
  NamedValues params;      ///< of the query, decoded, in order
  NamedValues headers;     ///< names in lower case
  std::string body;        ///< where the server was told to read bodies of that path; else empty

  /// The first parameter of that name, or nothing.
  std::string_view param(std::string_view name) const noexcept;
  bool has_param(std::string_view name) const noexcept;
  /// The first header of that name (lower case), or nothing.
  std::string_view header(std::string_view name) const noexcept;
  /// A cookie's value as it was sent, or nothing.
  std::string_view cookie(std::string_view name) const noexcept;
};

struct Response {
  int status = 200;
  NamedValues headers;
  std::string body;
  /// Where set, the body is what this gives, part after part, sent in chunks as fast as the client reads; an
  /// empty part is the end, nothing a failure, which breaks the connection off. Any thread, one call at a
  /// time.
  std::function<std::optional<std::string>()> stream = nullptr;
  /// Where set, a better answer will be there later. Given what is to be called once, on any thread, when
  /// that is worth asking for; the server asks a second time then, and sends what it gets.
  std::function<void(std::function<void()>)> later = nullptr;

  Response& with(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
  }
  /// The first header of that name, case as it was set; or nothing.
  std::string_view header(std::string_view name) const noexcept;
};

Response text_response(int status, std::string body);
/// What programs are told when something is wrong: application/problem+json (RFC 9457), readable from any
/// page.
Response problem_response(int status, std::string_view detail);
Response redirect(std::string location);   ///< for good
Response see_other(std::string location);  ///< once

}  // namespace kabar::serve

#include <cstdint>
#include <string_view>

#include "kabar/base/assert.h"
#include "kabar/serve/host_guard.h"
#include "kabar/serve/language.h"
#include "kabar/serve/request_target.h"
#include "kabar/serve/response_finish.h"

/// What was read must read the same when it is written and read again; the header parsers must not fall over.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static_cast<void>(kabar::serve::host_of(text));
  static_cast<void>(kabar::serve::negotiate_language(text, "en"));
  static_cast<void>(kabar::serve::choose_coding(text));
  static_cast<void>(kabar::serve::matches_tag(text, "\"x\""));
  kabar::serve::Request request;
  request.headers.emplace_back("cookie", text);
  static_cast<void>(request.cookie("ui"));
  const auto parsed = kabar::serve::parse_target(text);
  if (!parsed) return 0;
  const auto again = kabar::serve::parse_target(kabar::serve::format_target(parsed->path, parsed->params));
  KABAR_ASSERT(again && again->path == parsed->path && again->params == parsed->params);
  return 0;
}

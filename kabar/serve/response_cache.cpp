#include "kabar/serve/response_cache.h"

#include <fmt/format.h>

#include "kabar/serve/readership.h"
#include "kabar/serve/request_target.h"
#include "kabar/serve/response_finish.h"

namespace kabar::serve {

std::string cache_key(const Request& request, std::string_view language) {
  return fmt::format("{} {} {} {} {}", request.header("host"), language,
                     Readership{{}, content_languages(request)}.choice(),
                     static_cast<int>(choose_coding(request.header("accept-encoding"))),
                     format_target(request.path, request.params));
}

}  // namespace kabar::serve

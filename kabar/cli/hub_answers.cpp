#include "kabar/cli/hub_answers.h"

#include <string>
#include <string_view>

namespace kabar::cli {

serve::Response answer_hub(pipeline::WebSubDesk& desk, const serve::Request& request) {
  const auto token = std::string_view(request.path).substr(request.path.rfind('/') + 1);
  if (request.method == "POST") {
    const bool known = desk.push(token, request.header("x-hub-signature"), request.body);
    return serve::text_response(known ? 202 : 404, "");
  }
  const auto param = [&](std::string_view name) { return std::string(request.param(name)); };
  const auto challenge = desk.answer(token, {param("hub.mode"), param("hub.topic"), param("hub.challenge"),
                                             param("hub.lease_seconds"), param("hub.reason")});
  return (challenge ? serve::text_response(200, *challenge) : serve::text_response(404, "Nobody asked.\n"))
      .with("Cache-Control", "no-store");
}

}  // namespace kabar::cli

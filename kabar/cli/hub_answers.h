#pragma once

#include "kabar/pipeline/websub_desk.h"
#include "kabar/serve/http_message.h"

namespace kabar::cli {

/// Answers what a hub asks (GET) or pushes (POST) at /websub/TOKEN, as WebSub wants it: the challenge for a
/// question that was expected, 202 for a push whatever its signature, 404 for all else.
serve::Response answer_hub(pipeline::WebSubDesk& desk, const serve::Request& request);

}  // namespace kabar::cli

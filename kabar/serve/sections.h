#pragma once

#include <optional>
#include <string_view>

#include "kabar/model/topic.h"

// The parts of an edition and the readable addresses that they have for good. Pure; any thread.
namespace kabar::serve {

/// "economy" in "/topic/economy"; empty for kNone. And back; nothing for other text.
std::string_view topic_slug(Topic topic) noexcept;
std::optional<Topic> topic_of_slug(std::string_view slug) noexcept;

}  // namespace kabar::serve

#pragma once

#include <string>
#include <string_view>

#include "kabar/serve/formats.h"
#include "kabar/store/entity.h"

// How a person, an organisation or a place is called. Pure; the thread of the request.
namespace kabar::serve {

/// Countries as `formats` has them, others by the spelling that most articles in `lang` have, else by that of
/// most articles. Capitals alone only where there is nothing else.
std::string called(const store::EntityRow& entity, std::string_view lang, const Formats& formats);

/// Whether it is more than capitals: also where letters have no case.
bool has_small_letters(std::string_view text);

/// "/name/n4-ruth-vance".
std::string name_path(EntityId id, std::string_view name);

}  // namespace kabar::serve

#pragma once

#include <string_view>

#include "kabar/base/result.h"
#include "kabar/json/value.h"
#include "kabar/json/writer.h"
#include "kabar/model/outlet.h"

namespace kabar::schema {

/// Reads an outlet: {"id","name","home","country","languages":[…],"feeds":[…],"sitemaps":[…],"pages":[…]}
/// with addresses, or "channels":[{"url","kind","title","full_text","verified","attributes"}]; all of it may
/// be missing, other keys are ignored. kInvalidInput: "wrong type of `KEY`" and the like; addresses are not
/// looked at.
Result<Outlet> parse_outlet(std::string_view line);
Result<Outlet> read_outlet(const json::Value& value);

/// The same with "channels", as an object.
void write_outlet(json::Writer& json, const Outlet& outlet);

}  // namespace kabar::schema

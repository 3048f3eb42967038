#pragma once

#include <vector>

#include "kabar/model/channel.h"
#include "kabar/model/source.h"

namespace kabar {

/// An outlet, and where it announces new articles.
struct Outlet {
  Source source;
  std::vector<Channel> channels;
};

}  // namespace kabar

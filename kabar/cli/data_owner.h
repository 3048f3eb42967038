#pragma once

#include <utility>

#include "kabar/cli/embedding.h"
#include "kabar/cli/grouping.h"
#include "kabar/cli/settings.h"
#include "kabar/pipeline/control.h"
#include "kabar/pipeline/data_folder.h"

namespace kabar::cli {

/// Something that only the owner of the data may do: `here(folder)` where no kabar runs on the data folder,
/// else `there(connection)`, by way of the one that does. kBusy where that takes no commands.
template <class T, class Here, class There>
Result<T> as_owner(const Settings& settings, Here here, There there) {
  auto folder = pipeline::DataFolder::open(settings.data, grouping(settings));
  if (folder) {
    KABAR_CHECK(use_embedder(*folder, settings, Waits::kYes));
    return here(*folder);
  }
  if (folder.error().code != Errc::kBusy) return std::move(folder).error();
  auto connection = pipeline::connect_control(settings.data);
  if (connection) return there(*std::move(connection));
  return Error{Errc::kBusy,
               folder.error().message + ", and it takes no commands; wait until it is done, or stop it"};
}

}  // namespace kabar::cli

#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "kabar/base/result.h"
#include "kabar/cli/arguments.h"
#include "kabar/cli/fetching.h"
#include "kabar/cli/settings.h"
#include "kabar/pipeline/control.h"
#include "kabar/pipeline/data_folder.h"
#include "kabar/serve/site.h"

namespace kabar::cli {

// What a kabar needs that runs until it is stopped.

/// Where the site listens, and what it tells once it answers.
void declare_site(ArgumentSpec& spec, bool& json);

serve::SiteOptions site_options(const Settings& settings);

/// What gets the pictures of articles for readers, where the settings want that.
class Pictures {
 public:
  static Result<std::unique_ptr<Pictures>> start(const Settings& settings);
  /// Null where they are off.
  serve::PictureDesk* desk() const noexcept { return desk_.get(); }

 private:
  Pictures() = default;
  std::unique_ptr<Fetching> fetching_;
  std::unique_ptr<serve::PictureDesk> desk_;  // goes before what it fetches by
};

/// Takes commands of other kabar processes, one at a time, with `owner` held.
Result<std::unique_ptr<pipeline::ControlServer>> listen_for_commands(const Settings& settings,
                                                                     pipeline::DataFolder& folder,
                                                                     std::mutex& owner);

/// Tells where the site is, once it answers.
void announce(const std::string& address, bool json);

}  // namespace kabar::cli

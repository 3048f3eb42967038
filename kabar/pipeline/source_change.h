#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/base/time.h"
#include "kabar/model/outlet.h"
#include "kabar/pipeline/data_folder.h"

namespace kabar::pipeline {

/// What a person says of sources that are there; what is empty stays as it is.
struct SourceSettings {
  std::string name;
  std::string home;
  std::string country;
  std::vector<std::string> languages;
  std::string group;
  std::optional<FullTextPolicy> full_text;  ///< of their channels

  friend bool operator==(const SourceSettings&, const SourceSettings&) = default;
};

/// What a person wants to be done about the sources.
struct SourceRequest {
  enum class Action { kAdd, kPause, kResume, kRemove, kSet };

  Action action{};
  /// add: an outlet without id is the one that has its home, or else the host of its home or first channel.
  std::vector<Outlet> outlets = {};
  std::chrono::seconds spread{0};  ///< add: the time that the first fetches are spread over
  std::vector<std::string> names =
      {};                        ///< the others: sources by their ids, single channels by their addresses
  SourceSettings settings = {};  ///< set
};

/// A channel that something was done about.
struct ChangedChannel {
  std::string source;
  std::string url;

  friend bool operator==(const ChangedChannel&, const ChangedChannel&) = default;
};

struct SourceReport {
  std::uint64_t outlets = 0;             ///< that are new
  std::uint64_t known = 0;               ///< add: channels that were there already, and stay as they are
  std::vector<ChangedChannel> channels;  ///< that were added, paused, resumed, removed, set
};

/// Does it, all or nothing. What is known of an outlet already stays; only what is not known is filled in.
/// Articles of what is removed stay.
///
/// kInvalidInput for an address that is none or an id that cannot be one, kNotFound for unknown names; the
/// message is for the person.
Result<SourceReport> change_sources(DataFolder& folder, const SourceRequest& request, const Clock& clock);

}  // namespace kabar::pipeline

#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>
#include <utility>

#include "kabar/base/result.h"

namespace kabar::net {

/// What all kabar processes of one data folder know of sites together: when each was asked last, and until
/// when it wants to be left alone. By it a site's rate holds for all of them, and a rest over restarts. A
/// file of small slots, locked for the length of a call. One thread each.
///
/// What cannot be read or written is not known: a process alone keeps to the rates by itself.
class SiteBook {
 public:
  using Time = std::chrono::time_point<std::chrono::system_clock, std::chrono::milliseconds>;
  using Now = std::function<Time()>;  ///< the same for all processes, also after a restart

  /// Makes the file where it is not there. kIo.
  static Result<SiteBook> open(const std::filesystem::path& file, Now now = system_time);
  SiteBook(SiteBook&& other) noexcept : file_(std::exchange(other.file_, -1)), now_(std::move(other.now_)) {}
  SiteBook& operator=(SiteBook&& other) noexcept {
    std::swap(file_, other.file_);
    std::swap(now_, other.now_);
    return *this;
  }
  ~SiteBook();

  struct Claim {
    std::chrono::milliseconds wait{0};  ///< until the site may be asked again
    std::chrono::milliseconds rest{0};  ///< that it asked for, as far as it is not over

    bool granted() const noexcept { return wait.count() == 0 && rest.count() == 0; }
  };
  /// Asks for a request to `site`, `apart` behind the last at the least. Where it is granted, it counts as
  /// made.
  Claim claim(std::string_view site, std::chrono::milliseconds apart);
  /// The site asks to be left alone for so long; on the disk when it returns.
  void rest(std::string_view site, std::chrono::milliseconds length);

 private:
  struct Slot;
  struct Place;
  SiteBook(int file, Now now) : file_(file), now_(std::move(now)) {}

  static Time system_time();
  Place find(std::string_view site, std::int64_t now) const;
  void write(const Place& place) const;

  int file_;
  Now now_;
};

}  // namespace kabar::net

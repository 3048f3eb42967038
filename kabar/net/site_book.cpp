#include "kabar/net/site_book.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "kabar/base/hash.h"

namespace kabar::net {

using std::chrono::milliseconds;

/// Times in milliseconds. Of this machine's making, for this machine: the bytes stand as they are in memory.
struct SiteBook::Slot {
  std::uint64_t site = 0;  ///< hash of its name
  std::int64_t asked = 0;
  std::int64_t apart = 0;  ///< how far the next must be from that
  std::int64_t rests_until = 0;

  /// From when on the slot says nothing any more.
  std::int64_t over() const { return std::max(asked + apart, rests_until); }
};

/// A slot, and where it stands.
struct SiteBook::Place {
  Slot slot;
  off_t at = 0;
};

namespace {

constexpr std::uint64_t kSlots = 65'536;
/// Those in which a site may stand, one behind the other; where others have all of them, one is forgotten.
constexpr std::size_t kChoices = 8;
/// A clock that was wrong when it was written must not hold anything up for long.
constexpr std::int64_t kLongestRest = milliseconds(std::chrono::days{8}).count();
constexpr std::int64_t kLongestApart = milliseconds(std::chrono::hours{1}).count();
constexpr std::int64_t kLatestAsked = milliseconds(std::chrono::seconds{1}).count();

class Locked {
 public:
  explicit Locked(int file) : file_(file) { ::flock(file_, LOCK_EX); }
  Locked(const Locked&) = delete;
  Locked& operator=(const Locked&) = delete;
  ~Locked() { ::flock(file_, LOCK_UN); }

 private:
  int file_;
};

/// What cannot be so counts as nothing.
template <class Slot>
Slot plausible(Slot slot, std::int64_t now) {
  if (slot.asked > now + kLatestAsked) slot.asked = 0;
  if (slot.rests_until > now + kLongestRest) slot.rests_until = 0;
  slot.apart = std::clamp<std::int64_t>(slot.apart, 0, kLongestApart);
  return slot;
}

}  // namespace

Result<SiteBook> SiteBook::open(const std::filesystem::path& file, Now now) {
  const int opened = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (opened < 0)
    return Error{Errc::kIo, fmt::format("{}: {}", file.string(), std::generic_category().message(errno))};
  return SiteBook(opened, std::move(now));
}

SiteBook::~SiteBook() {
  if (file_ >= 0) ::close(file_);
}

SiteBook::Time SiteBook::system_time() {
  return std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now());
}

SiteBook::Claim SiteBook::claim(std::string_view site, milliseconds apart) {
  const Locked lock(file_);
  const auto now = now_().time_since_epoch().count();
  auto place = find(site, now);
  auto& slot = place.slot;
  if (slot.rests_until > now) return {.rest = milliseconds(slot.rests_until - now)};
  const auto next = slot.asked + std::max(slot.apart, apart.count());
  if (slot.asked != 0 && next > now) return {.wait = milliseconds(next - now)};
  slot.asked = now;
  slot.apart = apart.count();
  write(place);
  return {};
}

void SiteBook::rest(std::string_view site, milliseconds length) {
  const Locked lock(file_);
  const auto now = now_().time_since_epoch().count();
  auto place = find(site, now);
  place.slot.rests_until = std::max(place.slot.rests_until, now + length.count());
  write(place);
  ::fdatasync(file_);
}

/// The slot of the site, or one for it.
SiteBook::Place SiteBook::find(std::string_view site, std::int64_t now) const {
  const auto name = hash64(site);
  const auto first = static_cast<off_t>(name % kSlots * sizeof(Slot));
  std::array<Slot, kChoices> slots{};
  std::array<char, sizeof(slots)> bytes{};  // what lies behind the end of the file is nought
  if (::pread(file_, bytes.data(), bytes.size(), first) < 0) bytes.fill('\0');
  std::memcpy(slots.data(), bytes.data(), bytes.size());
  for (auto& slot : slots) slot = plausible(slot, now);
  auto* chosen =
      std::find_if(slots.begin(), slots.end(), [name](const Slot& slot) { return slot.site == name; });
  if (chosen == slots.end()) {
    chosen = std::min_element(slots.begin(), slots.end(),
                              [](const Slot& a, const Slot& b) { return a.over() < b.over(); });
    *chosen = Slot{.site = name};
  }
  const auto index = static_cast<off_t>(chosen - slots.begin());
  return {*chosen, first + index * static_cast<off_t>(sizeof(Slot))};
}

void SiteBook::write(const Place& place) const {
  std::array<char, sizeof(Slot)> bytes{};
  std::memcpy(bytes.data(), &place.slot, bytes.size());
  (void)!::pwrite(file_, bytes.data(), bytes.size(), place.at);
}

}  // namespace kabar::net

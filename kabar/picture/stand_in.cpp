#include "kabar/picture/stand_in.h"

#include <algorithm>
#include <array>

#include "kabar/base/ascii.h"

namespace kabar::picture {
namespace {

// Enough by themselves.
constexpr std::array<std::string_view, 9> kNames{"logo",    "logos",     "ogp",     "placeholder", "noimage",
                                                 "nophoto", "nopicture", "ogimage", "fallback"};
// Beside another word: "default.jpg" is how some call the only size that they have.
constexpr std::array<std::string_view, 3> kWords{"default", "defaut", "no"};
constexpr std::array<std::string_view, 12> kBesides{"partage", "share", "sharing",   "social",
                                                    "og",      "image", "img",       "photo",
                                                    "picture", "thumb", "thumbnail", "facebook"};

template <std::size_t kSize>
bool is_among(const std::array<std::string_view, kSize>& names, std::string_view word) noexcept {
  return std::any_of(names.begin(), names.end(),
                     [word](std::string_view name) { return ascii::equals_ignoring_case(name, word); });
}

/// The last part of the path, without its ending.
std::string_view file_of(std::string_view url) noexcept {
  url = url.substr(0, url.find_first_of("?#"));
  url.remove_prefix(url.rfind('/') + 1);  // all of it where there is none
  return url.substr(0, url.rfind('.'));
}

}  // namespace

bool is_named_stand_in(std::string_view url) noexcept {
  bool named = false, word = false, beside = false;
  for (auto rest = file_of(url); !rest.empty();) {
    const auto end = std::min(rest.find_first_of("-_. "), rest.size());
    const auto part = rest.substr(0, end);
    named = named || is_among(kNames, part);
    word = word || is_among(kWords, part);
    beside = beside || is_among(kBesides, part);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return named || (word && beside);
}

}  // namespace kabar::picture

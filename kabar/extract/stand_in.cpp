#include "kabar/extract/stand_in.h"

#include <algorithm>
#include <charconv>

#include "kabar/base/ascii.h"

namespace kabar::extract {
namespace {

constexpr std::size_t kMaxAddress = 2048;  // bytes looked at

/// Calls `take` with each run of letters, as it stands; ends with the first that is taken.
template <class Take>
bool any_word(std::string_view text, Take take) {
  while (!text.empty()) {
    const auto begin = std::find_if(text.begin(), text.end(), ascii::is_alpha);
    const auto end = std::find_if_not(begin, text.end(), ascii::is_alpha);
    if (begin != end && take(text.substr(static_cast<std::size_t>(begin - text.begin()),
                                         static_cast<std::size_t>(end - begin))))
      return true;
    text.remove_prefix(static_cast<std::size_t>(end - text.begin()));
  }
  return false;
}

template <std::size_t n>
bool has_word(std::string_view text, const std::string_view (&words)[n]) {
  return any_word(text, [&](std::string_view word) {
    return std::any_of(std::begin(words), std::end(words),
                       [&](std::string_view known) { return ascii::equals_ignoring_case(word, known); });
  });
}

std::string_view without_query(std::string_view url) {
  return url.substr(0, std::min({url.find_first_of("?#"), url.size(), kMaxAddress}));
}

bool is_small(const markup::HtmlTree& tree, markup::NodeIndex image) {
  constexpr int kSmall = 100;  // pixels: a portrait, a flag, a button
  for (const std::string_view name : {"width", "height"}) {
    const auto value = ascii::trim(tree.attribute(image, name));
    int pixels = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), pixels);
    const bool relative = end != value.data() + value.size() && *end == '%';
    if (error == std::errc() && !relative && pixels < kSmall) return true;
  }
  return false;
}

}  // namespace

bool is_stand_in(std::string_view url) {
  constexpr std::string_view kParts[] = {"logo",        "placeholder", "default",    "blank.",   "spacer",
                                         "favicon",     "fallback",    "avatar",     "no-image", "noimage",
                                         "transparent", "sprite",      "apple-touch"};
  constexpr std::string_view kWords[] = {"icon", "icons"};
  if (url.starts_with("data:")) return true;
  const auto file = without_query(url);
  const bool named = std::any_of(std::begin(kParts), std::end(kParts), [&](std::string_view part) {
    return ascii::find_ignoring_case(file, part) != file.npos;
  });
  return named || has_word(file, kWords);
}

bool is_decoration(const markup::HtmlTree& tree, markup::NodeIndex image, std::string_view url) {
  constexpr std::string_view kWords[] = {
      "facebook", "twitter", "whatsapp", "weibo", "instagram", "rss",     "email",  "print", "printer",
      "share",    "button",  "btn",      "close", "arrow",     "loading", "social", "pixel", "tracking"};
  constexpr std::string_view kFolders[] = {"counter", "counters", "share",   "facebook", "twitter", "pixel",
                                           "pixels",  "emoji",    "smilies", "buttons",  "badges"};
  const auto file = without_query(url);
  const auto name = file.substr(file.rfind('/') + 1);
  const auto ends = [&](std::string_view ending) {
    return name.size() >= ending.size() &&
           ascii::equals_ignoring_case(name.substr(name.size() - ending.size()), ending);
  };
  return is_stand_in(url) || ends(".gif") || ends(".svg") || ends("pixel.png") || has_word(name, kWords) ||
         has_word(file, kFolders) || is_small(tree, image);
}

}  // namespace kabar::extract

#include "kabar/collect/robots_tag.h"

#include <algorithm>

#include "kabar/base/ascii.h"

namespace kabar::collect {
namespace {

/// Directives that are written with a colon themselves.
bool takes_a_value(std::string_view name) {
  return ascii::equals_ignoring_case(name, "unavailable_after") ||
         ascii::equals_ignoring_case(name, "max-snippet") ||
         ascii::equals_ignoring_case(name, "max-image-preview") ||
         ascii::equals_ignoring_case(name, "max-video-preview");
}

void apply(RobotsTag& tag, std::string_view word) {
  const auto is = [&](std::string_view name) { return ascii::equals_ignoring_case(word, name); };
  if (is("noindex") || is("none")) tag.no_index = true;
  if (is("nofollow") || is("none")) tag.no_follow = true;
  if (is("noarchive") || is("nocache")) tag.no_archive = true;
  if (is("nosnippet")) tag.no_snippet = true;
}

}  // namespace

void RobotsTag::read(std::string_view list, std::string_view agent) {
  bool ours = true;
  ascii::for_each_item(list, [&](std::string_view word) {
    const auto colon = word.find(':');
    if (colon != word.npos) {
      const auto name = ascii::trim(word.substr(0, colon));
      if (takes_a_value(name)) {
        const bool nothing = ascii::trim(word.substr(colon + 1)) == "0";
        if (ours && nothing && ascii::equals_ignoring_case(name, "max-snippet")) no_snippet = true;
        return;
      }
      ours = name == "*" || ascii::equals_ignoring_case(name, agent);
      word = ascii::trim(word.substr(colon + 1));
    }
    if (ours) apply(*this, word);
  });
}

RobotsTag robots_tag_of(const net::HeaderFields& fields, std::string_view agent) {
  RobotsTag out;
  for (const auto value : fields.all("x-robots-tag")) out.read(value, agent);
  return out;
}

}  // namespace kabar::collect

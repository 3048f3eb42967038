#include "kabar/serve/readership.h"

#include <algorithm>

#include "kabar/base/ascii.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kMostLanguages = 20;
constexpr std::size_t kShortestCode = 2, kLongestCode = 12;

bool is_code(std::string_view text) {
  return text.size() >= kShortestCode && text.size() <= kLongestCode &&
         std::all_of(text.begin(), text.end(), [](char c) { return ascii::is_alpha(c) || c == '-'; });
}

bool holds(const std::vector<std::string>& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

}  // namespace

std::vector<std::string> Readership::own() const {
  if (!langs.empty() || ui.empty()) return langs;
  return {ui};
}

bool Readership::reads(std::string_view lang) const noexcept {
  return langs.empty() || holds(langs, lang);
}

std::string Readership::choice() const {
  std::string out;
  for (const auto& lang : langs) out += (out.empty() ? "" : ".") + lang;
  return out;
}

std::vector<std::string> content_languages(const Request& request) {
  auto rest = request.has_param("langs") ? request.param("langs") : request.cookie("langs");
  std::vector<std::string> out;
  while (!rest.empty() && out.size() < kMostLanguages) {
    const auto item = rest.substr(0, rest.find('.'));
    rest.remove_prefix(std::min(item.size() + 1, rest.size()));
    if (is_code(item) && !holds(out, item)) out.emplace_back(item);
  }
  return out;
}

}  // namespace kabar::serve

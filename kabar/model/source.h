#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kabar {

/// The source of articles that name neither outlet nor address.
constexpr std::string_view kLocalSource = "local";

// In bytes of UTF-8: longer names are cut wherever they come from, longer ids are none.
constexpr std::size_t kLongestName = 300;
constexpr std::size_t kLongestSourceId = 200;

/// An outlet. Its feeds and sitemaps are channels (channel.h).
struct Source {
  std::string id;                      ///< short and stable: "courrierest", or the host where nobody named it
  std::string name;                    ///< as readers know it
  std::string home;                    ///< URL
  std::string country;                 ///< ISO 3166-1 alpha-2, upper case, or empty
  std::vector<std::string> languages;  ///< BCP 47
  bool full_text = false;              ///< whether the public may read whole bodies (own or licensed text)
  std::string group = {};              ///< whom it belongs to with others: "Green Press", or empty
};

}  // namespace kabar

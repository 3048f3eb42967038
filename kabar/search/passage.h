#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kabar::search {

/// The part of a text that shows why it was found.
struct Passage {
  std::string text;  ///< empty where nothing of what was asked for stands in it
  std::vector<std::pair<std::size_t, std::size_t>>
      marks;  ///< first byte and bytes of what was found, in order
};

/// Of the texts (paragraphs of one article, in `lang`) that with the most of the wanted words, each given by
/// its forms in the index as Built::wanted has them: some 240 bytes about where they stand closest, whole
/// words, with an ellipsis where more of it goes before or follows. Looks at 1,500 words. Pure; any thread.
Passage passage_with(std::span<const std::string_view> texts, std::string_view lang,
                     const std::vector<std::vector<std::string>>& wanted);

}  // namespace kabar::search

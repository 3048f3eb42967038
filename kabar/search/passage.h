#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace kabar::search {

/// The part of a text that shows why it was found.
struct Passage {
  std::string text;  ///< empty where nothing of what was asked for stands in it
  std::vector<std::pair<std::size_t, std::size_t>>
      marks;           ///< first byte and bytes of what was found, in order
  bool whole = false;  ///< all that was asked for stands close together in it
};

/// Finds passages of articles that have what one search wanted: words, each given by its forms in the index
/// as Built::wanted has them. Remembers what it met, as articles share most of their words. One thread.
class PassageFinder {
 public:
  explicit PassageFinder(const std::vector<std::vector<std::string>>& wanted);
  PassageFinder(const PassageFinder&) = delete;
  PassageFinder& operator=(const PassageFinder&) = delete;
  ~PassageFinder();

  /// Of the texts (paragraphs of one article, in `lang`) that with the most of the wanted words: some 240
  /// bytes about where they stand closest, whole words, with an ellipsis where more of it goes before or
  /// follows. Looks at 1,500 words.
  Passage find(std::span<const std::string_view> texts, std::string_view lang);

 private:
  class Words;

  Words& words_of(std::string_view lang);

  std::size_t wanted_ = 0;
  std::unordered_map<std::string, std::size_t> forms_;  ///< each with the place of what it is a form of
  std::map<std::string, std::unique_ptr<Words>, std::less<>> words_;  ///< by language
};

}  // namespace kabar::search

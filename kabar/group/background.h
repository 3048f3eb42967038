#pragma once

#include <cstdint>
#include <string_view>

#include "kabar/model/ids.h"

namespace kabar::group {

/// How common the terms of a language are where nothing is known of the stream yet: counted by
/// eval/stories/learn_background.py, as if so many articles had been read before the first one. Thread-safe.
class Background {
 public:
  /// Of the base language, "fr"; a language that was not counted has nothing.
  explicit Background(std::string_view lang) noexcept;
  Background() = default;

  std::uint32_t articles() const noexcept { return articles_; }
  /// In how many of them the term stands.
  std::uint32_t count(TermId term) const noexcept;

 private:
  const std::uint32_t* terms_ = nullptr;  ///< sorted
  std::uint32_t size_ = 0;
  std::uint32_t articles_ = 0;
};

}  // namespace kabar::group

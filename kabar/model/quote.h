#pragma once

#include <cstddef>
#include <string>

namespace kabar {

/// Words that a text gives as somebody's own.
struct Quote {
  std::string text;         ///< without its marks and the comma or full stop at its end
  std::string speaker;      ///< by name, or as the text says it ("a student"); never empty
  std::size_t at = 0;       ///< byte of the text where it begins
  std::string entity = {};  ///< of the speaker, as in Name; empty until it is told

  friend bool operator==(const Quote&, const Quote&) = default;
};

}  // namespace kabar

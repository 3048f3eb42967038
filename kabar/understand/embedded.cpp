#include "kabar/understand/embedded.h"

#include <algorithm>

namespace kabar::understand {

std::string_view take_until(std::string_view& text, char mark) noexcept {
  const auto end = std::min(text.find(mark), text.size());
  const auto out = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return out;
}

}  // namespace kabar::understand

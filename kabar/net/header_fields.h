#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/base/result.h"

namespace kabar::net {

/// Bytes of the lines at the front of `text` up to the empty one that ends a head, that one with it; npos
/// where there is none. Lines may end with LF alone.
std::size_t head_length(std::string_view text) noexcept;

/// The named fields of a head: HTTP (RFC 9112, section 5) and WARC records write them alike. Read as archives
/// hold them, not as servers should send them: lines without a colon are skipped, folded ones are joined, LF
/// ends a line. Bytes are not looked at; values need not be UTF-8.
class HeaderFields {
 public:
  static constexpr std::size_t kMaxFields = 1000;  ///< the rest is left out

  HeaderFields() = default;
  /// The lines of a head without its first.
  explicit HeaderFields(std::string_view lines);

  /// The first field of that name (lower case), blanks around it taken off; empty where there is none.
  std::string_view operator[](std::string_view name) const noexcept;
  /// All fields of that name (lower case), in their order.
  std::vector<std::string_view> all(std::string_view name) const;
  /// All fields of that name as one, a comma between: what a list says that stands on several lines (RFC
  /// 9110, section 5.3).
  std::string list(std::string_view name) const;
  std::size_t size() const noexcept { return fields_.size(); }

 private:
  struct Field {
    std::string name;  ///< lower case
    std::string value;
  };
  std::vector<Field> fields_;
};

}  // namespace kabar::net

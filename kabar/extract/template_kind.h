#pragma once

#include <cstdint>
#include <string_view>

namespace kabar::extract {

/// What the class or id of <body> says the page was made from: WordPress has "single-post" there, others
/// "template-product". Bits of a mask.
enum TemplateKind : std::uint32_t {
  kPostTemplate = 1U << 0,
  kPageTemplate = 1U << 1,
  kHomeTemplate = 1U << 2,
  kListTemplate = 1U << 3,
  kProductTemplate = 1U << 4,
  kServiceTemplate = 1U << 5,
};
inline constexpr int kTemplateKindCount = 6;

/// The kinds that the words of an attribute's value name. Linear in the value's size.
std::uint32_t template_kinds(std::string_view value);

}  // namespace kabar::extract

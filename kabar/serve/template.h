#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/serve/template_data.h"

namespace kabar::serve {

/// A Mustache template (mustache(5)): {{name}}, {{{name}}}, {{#name}}, {{^name}}, {{/name}}. A line that
/// holds nothing but tags of sections that were shown leaves nothing behind. Immutable; any thread.
class Template {
 public:
  /// kInvalidInput for a tag or section that is not closed.
  static Result<Template> parse(std::string_view text);

  /// The text with the values of `data`, as HTML but for {{{name}}}.
  std::string fill(const TemplateData& data) const;

 private:
  friend class TemplateParser;
  friend class TemplateFilling;
  struct Node {
    enum class Kind : std::uint8_t { kText, kNewLine, kValue, kRawValue, kSection, kInverted };
    Kind kind = Kind::kText;
    std::string text;  ///< or the name
    std::vector<Node> nodes;
  };

  std::vector<Node> nodes_;
};

}  // namespace kabar::serve

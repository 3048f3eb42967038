#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace kabar::serve {

/// What a template is filled with: named texts, flags, objects and lists of objects. Every key that a
/// template asks for should be set, if only to false: a missing one is looked up in the surrounding object.
class TemplateData {
 public:
  using List = std::vector<TemplateData>;
  using Value = std::variant<bool, std::string, List>;

  TemplateData& set(std::string name, std::string value);
  TemplateData& set(std::string name, std::string_view value) {
    return set(std::move(name), std::string(value));
  }
  TemplateData& set(std::string name, const char* value) { return set(std::move(name), std::string(value)); }
  TemplateData& set(std::string name, bool value);
  TemplateData& set(std::string name, List list);
  /// An object; as a section it is entered once.
  TemplateData& set(std::string name, TemplateData object);
  /// All members of `other`.
  TemplateData& merge(TemplateData other);

  const std::vector<std::pair<std::string, Value>>& members() const noexcept { return members_; }

 private:
  std::vector<std::pair<std::string, Value>> members_;
};

}  // namespace kabar::serve

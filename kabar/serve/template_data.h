#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace kabar::serve {

/// What a value is called; a word of the program, which is there as long as it runs. Compared by its hash
/// first, as a page looks up thousands.
class FieldName {
 public:
  consteval FieldName(const char* literal) : FieldName(std::string_view(literal)) {}
  /// `name` must outlive all uses.
  static constexpr FieldName of(std::string_view name) noexcept { return FieldName(name); }

  constexpr std::string_view text() const noexcept { return text_; }
  friend constexpr bool operator==(const FieldName& a, const FieldName& b) noexcept {
    return a.hash_ == b.hash_ && a.text_ == b.text_;
  }

 private:
  explicit constexpr FieldName(std::string_view text) noexcept : text_(text) {
    for (const char c : text) hash_ = (hash_ ^ static_cast<unsigned char>(c)) * kPrime;
  }

  static constexpr std::uint32_t kPrime = 16'777'619;  // FNV-1a
  std::string_view text_;
  std::uint32_t hash_ = 2'166'136'261;
};

/// What a template is filled with: named texts, flags, objects and lists of objects. Every key that a
/// template asks for should be set, if only to false: a missing one is looked up in the surrounding object.
class TemplateData {
 public:
  using List = std::vector<TemplateData>;
  using Value = std::variant<bool, std::string, List>;

  TemplateData& set(FieldName name, std::string value);
  TemplateData& set(FieldName name, std::string_view value) { return set(name, std::string(value)); }
  TemplateData& set(FieldName name, const char* value) { return set(name, std::string(value)); }
  TemplateData& set(FieldName name, bool value);
  TemplateData& set(FieldName name, List list);
  /// An object; as a section it is entered once.
  TemplateData& set(FieldName name, TemplateData object);
  /// All members of `other`.
  TemplateData& merge(TemplateData other);

  const std::vector<std::pair<FieldName, Value>>& members() const noexcept { return members_; }

 private:
  void add(FieldName name, Value value);

  std::vector<std::pair<FieldName, Value>> members_;
};

}  // namespace kabar::serve

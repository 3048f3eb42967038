#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/json/value.h"

namespace kabar::schema {

/// The members of one JSON object, read with a type in mind: a member that is missing or null gives the
/// empty value, one of another type is remembered as the fault (the first one counts).
class JsonFields {
 public:
  explicit JsonFields(const json::Value& object) : object_(object) {}

  std::string line(std::string_view key);  ///< a string, through clean_line()
  bool flag(std::string_view key);
  std::optional<double> number(std::string_view key);
  std::vector<std::string> lines(std::string_view key);
  const json::Value::Array& array(std::string_view key);
  const json::Value::Object& object(std::string_view key);
  const std::string& text(std::string_view key);  ///< a string as it stands

  bool has(std::string_view key) const noexcept { return !object_[key].is_null(); }
  void reject(std::string_view key);
  Status status() const;

 private:
  const json::Value& object_;
  std::string fault_;
};

/// One line of JSON that is an object.
struct ParsedObject {
  json::Value value;
  std::optional<std::string> mended;  ///< the line that was read, where stray bytes had to be replaced first
};
Result<ParsedObject> parse_object(std::string_view line);

/// The JSON text of each member's value, in order. `line` must be a JSON object that parses.
std::vector<std::string_view> member_texts(std::string_view line);

}  // namespace kabar::schema

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "kabar/base/result.h"

namespace kabar::json {

/// One JSON value (RFC 8259) that owns all below it.
/// Objects keep the order of their keys, and doubled keys too.
///
/// Reading is forgiving in the caller's favour: asking a value of another kind for its text, number, items or
/// member gives an empty one, never a failure, so that foreign JSON is walked without a ladder of checks.
class Value {
 public:
  using Array = std::vector<Value>;
  using Member = std::pair<std::string, Value>;
  using Object = std::vector<Member>;

  Value() = default;
  explicit Value(bool value) : state_(value) {}
  explicit Value(double value) : state_(value) {}
  explicit Value(std::string value) : state_(std::move(value)) {}
  explicit Value(Array value) : state_(std::move(value)) {}
  explicit Value(Object value) : state_(std::move(value)) {}

  bool is_null() const noexcept { return std::holds_alternative<std::monostate>(state_); }
  bool is_bool() const noexcept { return std::holds_alternative<bool>(state_); }
  bool is_number() const noexcept { return std::holds_alternative<double>(state_); }
  bool is_string() const noexcept { return std::holds_alternative<std::string>(state_); }
  bool is_array() const noexcept { return std::holds_alternative<Array>(state_); }
  bool is_object() const noexcept { return std::holds_alternative<Object>(state_); }

  bool boolean() const noexcept;
  double number() const noexcept;
  const std::string& text() const noexcept;
  const Array& items() const noexcept;
  const Object& members() const noexcept;

  /// The first member of that name, or null.
  const Value& operator[](std::string_view name) const noexcept;

 private:
  std::variant<std::monostate, bool, double, std::string, Array, Object> state_;
};

struct Limits {
  std::size_t max_bytes = std::size_t{64} * 1024 * 1024;
  std::size_t max_depth = 256;  ///< at most 1,000
};

/// Parses one document. kInvalidInput says what is wrong; kTooLarge when it is larger or deeper than the
/// limits. Strings come out as valid UTF-8. Safe to call from any thread.
Result<Value> parse(std::string_view text, const Limits& limits = {});

}  // namespace kabar::json

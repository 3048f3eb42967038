#include "kabar/json/value.h"

#include <fmt/format.h>
#include <simdjson.h>

namespace kabar::json {
namespace {

Value convert(simdjson::dom::element element);

Value convert(simdjson::dom::array array) {
  Value::Array out;
  for (const auto item : array) out.push_back(convert(item));
  return Value(std::move(out));
}

Value convert(simdjson::dom::object object) {
  Value::Object out;
  for (const auto [key, value] : object) out.emplace_back(std::string(key), convert(value));
  return Value(std::move(out));
}

Value convert(simdjson::dom::element element) {
  using Type = simdjson::dom::element_type;
  switch (element.type()) {
    case Type::ARRAY: return convert(element.get_array().value_unsafe());
    case Type::OBJECT: return convert(element.get_object().value_unsafe());
    case Type::STRING: return Value(std::string(element.get_string().value_unsafe()));
    case Type::INT64: return Value(static_cast<double>(element.get_int64().value_unsafe()));
    case Type::UINT64: return Value(static_cast<double>(element.get_uint64().value_unsafe()));
    case Type::DOUBLE: return Value(element.get_double().value_unsafe());
    case Type::BOOL: return Value(element.get_bool().value_unsafe());
    case Type::NULL_VALUE: break;
  }
  return {};
}

Error describe(simdjson::error_code code) {
  const bool size = code == simdjson::DEPTH_ERROR || code == simdjson::CAPACITY;
  if (code == simdjson::DEPTH_ERROR) return {Errc::kTooLarge, "JSON nested too deeply"};
  return {size ? Errc::kTooLarge : Errc::kInvalidInput,
          fmt::format("not JSON: {}", simdjson::error_message(code))};
}

}  // namespace

bool Value::boolean() const noexcept {
  const auto* value = std::get_if<bool>(&state_);
  return value != nullptr && *value;
}

double Value::number() const noexcept {
  const auto* value = std::get_if<double>(&state_);
  return value == nullptr ? 0 : *value;
}

const std::string& Value::text() const noexcept {
  static const std::string kNone;
  const auto* value = std::get_if<std::string>(&state_);
  return value == nullptr ? kNone : *value;
}

const Value::Array& Value::items() const noexcept {
  static const Array kNone;
  const auto* value = std::get_if<Array>(&state_);
  return value == nullptr ? kNone : *value;
}

const Value::Object& Value::members() const noexcept {
  static const Object kNone;
  const auto* value = std::get_if<Object>(&state_);
  return value == nullptr ? kNone : *value;
}

const Value& Value::operator[](std::string_view name) const noexcept {
  static const Value kNone;
  for (const auto& [key, value] : members()) {
    if (key == name) return value;
  }
  return kNone;
}

Result<Value> parse(std::string_view text, const Limits& limits) {
  if (text.size() > limits.max_bytes)
    return Error{Errc::kTooLarge, fmt::format("JSON of more than {} bytes", limits.max_bytes)};
  simdjson::dom::parser parser(limits.max_bytes);
  if (const auto code = parser.allocate(text.size() + 1, limits.max_depth); code != simdjson::SUCCESS)
    return describe(code);
  auto document = parser.parse(text.data(), text.size());
  if (document.error() != simdjson::SUCCESS) return describe(document.error());
  return convert(document.value_unsafe());
}

}  // namespace kabar::json

#include "kabar/schema/json_fields.h"

#include <fmt/format.h>

#include <algorithm>

#include "kabar/base/ascii.h"
#include "kabar/schema/clean_text.h"
#include "kabar/text/utf8.h"

namespace kabar::schema {
namespace {

/// Position after the JSON string that begins at `from`.
std::size_t skip_string(std::string_view json, std::size_t from) noexcept {
  for (auto i = from + 1; i < json.size(); ++i) {
    if (json[i] == '\\')
      ++i;
    else if (json[i] == '"')
      return i + 1;
  }
  return json.size();
}

/// Position of the ',' or '}' that ends the value which begins at `from`.
std::size_t skip_value(std::string_view json, std::size_t from) noexcept {
  std::size_t depth = 0;
  for (auto i = from; i < json.size();) {
    const char c = json[i];
    if (c == '"') {
      i = skip_string(json, i);
      continue;
    }
    if (depth == 0 && (c == ',' || c == '}')) return i;
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    ++i;
  }
  return json.size();
}

}  // namespace

std::string JsonFields::line(std::string_view key) {
  return clean_line(text(key));
}

const std::string& JsonFields::text(std::string_view key) {
  const auto& value = object_[key];
  if (!value.is_null() && !value.is_string()) reject(key);
  return value.text();
}

bool JsonFields::flag(std::string_view key) {
  const auto& value = object_[key];
  if (!value.is_null() && !value.is_bool()) reject(key);
  return value.boolean();
}

std::optional<double> JsonFields::number(std::string_view key) {
  const auto& value = object_[key];
  if (value.is_null()) return std::nullopt;
  if (!value.is_number()) reject(key);
  return value.number();
}

std::vector<std::string> JsonFields::lines(std::string_view key) {
  std::vector<std::string> out;
  for (const auto& item : array(key)) {
    if (item.is_null()) continue;
    if (!item.is_string()) reject(key);
    auto cleaned = clean_line(item.text());
    if (!cleaned.empty()) out.push_back(std::move(cleaned));
  }
  return out;
}

const json::Value::Array& JsonFields::array(std::string_view key) {
  const auto& value = object_[key];
  if (!value.is_null() && !value.is_array()) reject(key);
  return value.items();
}

const json::Value::Object& JsonFields::object(std::string_view key) {
  const auto& value = object_[key];
  if (!value.is_null() && !value.is_object()) reject(key);
  return value.members();
}

void JsonFields::reject(std::string_view key) {
  if (fault_.empty()) fault_ = key;
}

Status JsonFields::status() const {
  if (fault_.empty()) return ok();
  return Error{Errc::kInvalidInput, fmt::format("wrong type of `{}`", fault_)};
}

Result<ParsedObject> parse_object(std::string_view line) {
  ParsedObject out;
  auto value = json::parse(line);
  if (!value && value.error().code == Errc::kInvalidInput) {
    auto clean = text::to_valid_utf8(line);
    if (clean == line) return std::move(value).error();
    value = json::parse(clean);
    out.mended = std::move(clean);
  }
  if (!value) return std::move(value).error();
  if (!value->is_object()) return Error{Errc::kInvalidInput, "not a JSON object"};
  out.value = *std::move(value);
  return out;
}

std::vector<std::string_view> member_texts(std::string_view line) {
  std::vector<std::string_view> out;
  auto at = std::min(line.find('{'), line.size());
  while (at < line.size() && line[at] != '}') {
    const auto key = line.find('"', at);
    if (key == line.npos) break;
    const auto colon = line.find(':', skip_string(line, key));
    if (colon == line.npos) break;
    at = skip_value(line, colon + 1);
    out.push_back(ascii::trim(line.substr(colon + 1, at - colon - 1)));
  }
  return out;
}

}  // namespace kabar::schema

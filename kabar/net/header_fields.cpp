#include "kabar/net/header_fields.h"

#include <algorithm>

#include "kabar/base/ascii.h"

namespace kabar::net {
namespace {

/// Takes the next line off `rest`, its end taken off.
std::string_view next_line(std::string_view& rest) noexcept {
  const auto end = std::min(rest.find('\n'), rest.size());
  auto line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

std::size_t head_length(std::string_view text) noexcept {
  auto rest = text;
  while (rest.find('\n') != rest.npos) {
    if (next_line(rest).empty()) return text.size() - rest.size();
  }
  return text.npos;
}

HeaderFields::HeaderFields(std::string_view lines) {
  while (!lines.empty() && fields_.size() < kMaxFields) {
    const auto line = next_line(lines);
    if (line.empty()) continue;
    const bool folded = line.front() == ' ' || line.front() == '\t';
    if (folded && !fields_.empty()) {
      auto& value = fields_.back().value;
      value.append(value.empty() ? "" : " ").append(ascii::trim(line));
      continue;
    }
    const auto colon = line.find(':');
    if (colon == line.npos) continue;
    fields_.push_back(
        {ascii::lower(ascii::trim(line.substr(0, colon))), std::string(ascii::trim(line.substr(colon + 1)))});
  }
}

std::string_view HeaderFields::operator[](std::string_view name) const noexcept {
  const auto hit =
      std::find_if(fields_.begin(), fields_.end(), [&](const Field& field) { return field.name == name; });
  return hit == fields_.end() ? std::string_view() : std::string_view(hit->value);
}

std::vector<std::string_view> HeaderFields::all(std::string_view name) const {
  std::vector<std::string_view> out;
  for (const auto& field : fields_) {
    if (field.name == name) out.emplace_back(field.value);
  }
  return out;
}

std::string HeaderFields::list(std::string_view name) const {
  std::string out;
  for (const auto& field : fields_) {
    if (field.name == name && !field.value.empty()) out.append(out.empty() ? "" : ", ").append(field.value);
  }
  return out;
}

}  // namespace kabar::net

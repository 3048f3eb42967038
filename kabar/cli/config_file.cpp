#include "kabar/cli/config_file.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>

#include "kabar/base/dotted_keys.h"
#include "kabar/base/files.h"

namespace kabar::cli {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{1} << 20U;

/// A value as the command line would write it; nothing for dates and tables.
std::optional<std::string> text_of(const toml::node& node) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* number = node.as_integer()) return std::to_string(number->get());
  if (const auto* number = node.as_floating_point()) return fmt::format("{}", number->get());
  if (const auto* flag = node.as_boolean()) return std::string(flag->get() ? "true" : "false");
  const auto* array = node.as_array();
  if (array == nullptr) return std::nullopt;
  std::string out;
  for (const auto& item : *array) {
    const auto text = item.is_array() ? std::nullopt : text_of(item);
    if (!text) return std::nullopt;
    out += (out.empty() ? "" : ",") + *text;
  }
  return out;
}

Status flatten(const toml::table& table, const std::string& prefix, const std::filesystem::path& path,
               std::vector<ConfigEntry>& out) {
  for (const auto& [name, node] : table) {
    const auto key = prefix + std::string(name.str());
    if (const auto* inner = node.as_table()) {
      KABAR_CHECK(flatten(*inner, key + '.', path, out));
      continue;
    }
    auto text = text_of(node);
    const auto line = node.source().begin.line;
    if (!text)
      return Error{Errc::kInvalidInput, fmt::format("{}:{}: '{}' wants a text, a number, true or false",
                                                    path.string(), line, key)};
    out.push_back({key, *std::move(text), line});
  }
  return ok();
}

}  // namespace

Result<std::vector<ConfigEntry>> read_config_file(const std::filesystem::path& path) {
  KABAR_TRY(const auto text, read_text_file(path, kMaxBytes));
  constexpr std::size_t kMostParts = 16;
  if (const auto line = line_of_deep_key(text, kMostParts))
    return Error{Errc::kInvalidInput, fmt::format("{}:{}: no key has so many parts", path.string(), *line)};
  std::vector<ConfigEntry> out;
  try {
    const auto table = toml::parse(text, path.string());
    KABAR_CHECK(flatten(table, {}, path, out));
  } catch (const toml::parse_error& failure) {
    return Error{Errc::kInvalidInput,
                 fmt::format("{}:{}: {}", path.string(), failure.source().begin.line, failure.description())};
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
  return out;
}

}  // namespace kabar::cli

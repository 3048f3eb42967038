#include "kabar/serve/api_cursor.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "kabar/base/hash.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kSealLength = 8;
constexpr int kBase = 36;
constexpr int kHex = 16;

std::string seal(std::string_view list) {
  return fmt::format("{:08x}", static_cast<std::uint32_t>(hash64(list)));
}

/// The part behind the seal.
std::optional<std::string_view> unseal(std::string_view list, std::string_view cursor) {
  if (cursor.size() < kSealLength || cursor.substr(0, kSealLength) != seal(list)) return std::nullopt;
  return cursor.substr(kSealLength);
}

}  // namespace

std::string make_cursor(std::string_view list, const std::vector<std::uint64_t>& numbers) {
  auto out = seal(list);
  for (const auto number : numbers) {
    std::array<char, 16> digits{};
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), number, kBase);
    out += '-';
    out.append(digits.data(), written.ptr);
  }
  return out;
}

std::string make_cursor(std::string_view list, std::string_view text) {
  auto out = seal(list);
  for (const auto byte : text) out += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return out;
}

std::optional<std::vector<std::uint64_t>> cursor_numbers(std::string_view list, std::string_view cursor) {
  auto rest = unseal(list, cursor);
  if (!rest) return std::nullopt;
  std::vector<std::uint64_t> out;
  while (!rest->empty()) {
    if (rest->front() != '-') return std::nullopt;
    rest->remove_prefix(1);
    std::uint64_t number = 0;
    const auto read = std::from_chars(rest->data(), rest->data() + rest->size(), number, kBase);
    if (read.ec != std::errc()) return std::nullopt;
    rest->remove_prefix(static_cast<std::size_t>(read.ptr - rest->data()));
    out.push_back(number);
  }
  return out;
}

std::optional<std::string> cursor_text(std::string_view list, std::string_view cursor) {
  const auto rest = unseal(list, cursor);
  if (!rest || rest->size() % 2 != 0) return std::nullopt;
  std::string out;
  for (std::size_t i = 0; i < rest->size(); i += 2) {
    unsigned char byte = 0;
    const auto* const at = rest->data() + i;
    const auto read = std::from_chars(at, at + 2, byte, kHex);
    if (read.ec != std::errc() || read.ptr != at + 2) return std::nullopt;
    out += static_cast<char>(byte);
  }
  return out;
}

}  // namespace kabar::serve

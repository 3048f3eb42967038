#include <cstddef>
#include <cstdint>
#include <string_view>

#include "kabar/extract/json_ld.h"
#include "kabar/extract/json_repair.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto cut = text.find('\0');
  const auto read =
      kabar::extract::read_json_ld({text.substr(0, cut), cut == text.npos ? "" : text.substr(cut + 1)});
  if (read.articles.size() > 32) __builtin_trap();
  (void)read.main_article("https://post.example/a", text);
  if (kabar::extract::repair_json(text).size() > 8 * size + 64) __builtin_trap();
  return 0;
}

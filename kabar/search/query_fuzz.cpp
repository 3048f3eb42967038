#include <cstdint>
#include <string_view>

#include "kabar/base/assert.h"
#include "kabar/search/builder.h"
#include "kabar/search/query.h"

namespace {

std::size_t count_of(const kabar::search::Expression& expression) {
  std::size_t out = 1;
  for (const auto& part : expression.parts) out += count_of(part);
  return out;
}

}  // namespace

/// Any text gives a query of bounded size that the store can be asked.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  auto query = kabar::search::parse_query(text, kabar::Timestamp{});
  KABAR_ASSERT(count_of(query.root) <= 400);
  const kabar::search::Edition edition{{"en", "ru", "ja"}, {}};
  const auto built = kabar::search::build(query, edition, query.notes);
  KABAR_ASSERT(built.wanted.size() <= 400);
  return 0;
}

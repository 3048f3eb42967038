#include <cstddef>
#include <cstdint>
#include <string_view>

#include "kabar/schema/article_json.h"
#include "kabar/schema/outlet_json.h"
#include "kabar/schema/page_line.h"

namespace {

std::string written(const kabar::Article& article) {
  kabar::json::Writer json;
  kabar::schema::write_article(json, article);
  return json.take();
}

std::string written(const kabar::Outlet& outlet) {
  kabar::json::Writer json;
  kabar::schema::write_outlet(json, outlet);
  return json.take();
}

/// An outlet that is accepted is written as one line that reads back to the same.
void check_outlet(std::string_view line) {
  const auto outlet = kabar::schema::parse_outlet(line);
  if (!outlet) return;
  const auto first = written(*outlet);
  const auto again = kabar::schema::parse_outlet(first);
  if (first.find('\n') != first.npos || !again || written(*again) != first) __builtin_trap();
}

}  // namespace

/// Whatever line is accepted is written as one line that reads back to the same article.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view line(reinterpret_cast<const char*>(data), size);
  (void)static_cast<bool>(kabar::schema::parse_input_line(line));
  (void)static_cast<bool>(kabar::schema::parse_source(line));
  check_outlet(line);
  const auto article = kabar::schema::parse_article(line);
  if (!article) return 0;
  const auto first = written(*article);
  if (first.find('\n') != first.npos) __builtin_trap();
  const auto again = kabar::schema::parse_article(first);
  if (!again || written(*again) != first) __builtin_trap();
  return 0;
}

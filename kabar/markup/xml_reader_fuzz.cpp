#include "kabar/markup/xml_reader.h"

#include <cstddef>
#include <cstdint>

/// Read once tag by tag and once by content: both end, and neither makes more text than was given.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using kabar::markup::XmlReader;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const bool contents : {false, true}) {
    XmlReader reader(text);
    std::size_t given = 0;
    for (auto token = reader.next(); token != XmlReader::Token::kDone; token = reader.next()) {
      if (token != XmlReader::Token::kStart) continue;
      for (const auto& attribute : reader.attributes()) given += reader.attribute(attribute.name).size();
      if (contents) given += reader.content().size();
    }
    // "&#0;" becomes three bytes; an attribute may be asked for under a name that comes twice.
    if (contents && given > size * 2 * XmlReader::kMaxAttributes) __builtin_trap();
  }
  return 0;
}

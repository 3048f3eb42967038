#include <cstddef>
#include <cstdint>
#include <string_view>

#include "kabar/base/assert.h"
#include "kabar/understand/figures.h"
#include "kabar/understand/language_pack.h"
#include "kabar/understand/name_index.h"
#include "kabar/understand/names.h"
#include "kabar/understand/quotes.h"

/// The first byte chooses a language, the rest is the text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kabar::understand;
  if (size == 0) return 0;
  const auto langs = pack_languages();
  const auto lang = langs[data[0] % langs.size()];
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  for (const auto& figure : find_figures(text, {lang, {}}))
    KABAR_ASSERT(text.find(figure.sentence) != text.npos);
  for (const auto& quote : find_quotes(text, lang))
    KABAR_ASSERT(!quote.speaker.empty() && text.substr(quote.at).starts_with(quote.text));
  NameIndex index;
  for (const auto& name : find_names(text, lang)) {
    // Blanks of no width are blanks, soft hyphens are left out.
    KABAR_ASSERT(text.find(name.text) != text.npos || text.find("\u200B") != text.npos ||
                 text.find("\u00AD") != text.npos || text.find("\uFEFF") != text.npos);
    KABAR_ASSERT(!index.entity_of(name.kind, name.text).empty());
  }
  return 0;
}

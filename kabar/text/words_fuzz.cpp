#include <cstddef>
#include <cstdint>
#include <string_view>

#include "kabar/base/assert.h"
#include "kabar/text/search_terms.h"
#include "kabar/text/sentences.h"
#include "kabar/text/transliterate.h"
#include "kabar/text/utf8.h"
#include "kabar/text/words.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kabar::text;
  constexpr std::string_view kLangs[] = {"fr", "ru", "ar", "ja", "sl", "de", "", "hi"};
  const auto lang = kLangs[size % std::size(kLangs)];
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto text = to_valid_utf8(bytes);
  KABAR_ASSERT(is_valid_utf8(text));
  for (const auto& word : split_words(text)) KABAR_ASSERT(!word.text.empty());
  KABAR_ASSERT(is_valid_utf8(index_terms(text, lang)));
  KABAR_ASSERT(is_valid_utf8(excerpt(text, lang, 80)));
  for (const char c : consonant_key(text)) KABAR_ASSERT((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
  split_sentences(bytes, lang);
  split_words(bytes);
  return 0;
}

#include "kabar/understand/prose.h"

#include <algorithm>

#include "kabar/base/utf8.h"
#include "kabar/text/letters.h"
#include "kabar/text/sentences.h"

namespace kabar::understand {
namespace {

constexpr std::size_t kMostBytes = 200'000;
constexpr std::size_t kLongestSentence = 3'000;

/// The pieces of a text that stand at full stops; those behind a short form ("Mrd.") are joined again.
std::vector<std::string_view> sentences_of(std::string_view text, const LanguagePack& pack) {
  std::vector<std::string_view> out;
  for (const auto sentence : text::split_sentences(text, pack.lang)) {
    if (!out.empty() && out.back().back() == '.' && out.back().size() < kLongestSentence) {
      auto word = out.back().substr(0, out.back().size() - 1);
      if (const auto blank = word.find_last_of(" \u00A0("); blank != word.npos) word.remove_prefix(blank + 1);
      const auto& forms = pack.short_forms;
      if (std::find(forms.begin(), forms.end(), text::fold(utf8::head(word, 20))) != forms.end()) {
        const auto* end = sentence.data() + sentence.size();
        out.back() = {out.back().data(), static_cast<std::size_t>(end - out.back().data())};
        continue;
      }
    }
    out.push_back(sentence);
  }
  return out;
}

}  // namespace

Prose::Prose(std::string_view whole, const LanguagePack& words_of)
    : text(utf8::head(whole, kMostBytes)), pack(words_of) {
  for (const auto sentence : sentences_of(text, pack))
    if (sentence.size() <= kLongestSentence)
      sentences.push_back({sentence, split_tokens(sentence, pack.accents)});
}

}  // namespace kabar::understand

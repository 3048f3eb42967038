#include "kabar/understand/outline.h"

#include <algorithm>
#include <string_view>

#include "kabar/text/stemmer.h"
#include "kabar/text/words.h"
#include "kabar/understand/analyser.h"
#include "kabar/understand/mentions.h"

namespace kabar::understand {
namespace {

void add_once(std::vector<std::string>& list, std::string item) {
  if (item.empty() || std::find(list.begin(), list.end(), item) != list.end()) return;
  list.push_back(std::move(item));
}

}  // namespace

Outline outline(const Article& article) {
  auto analysis = analyse(article);
  Outline out;
  const auto text = analysed_text(article);
  for (const auto& word : text::split_words(text, kMostTitleWords + kTermWords))
    if (word.kind == text::WordKind::kNumber) add_once(out.numbers, text::normalise_number(word.text));
  text::StemMemo stems(analysis.lang);
  for (auto& code : find_mentions(text, analysis.lang, stems).countries)
    add_once(out.places, std::move(code));
  out.lang = std::move(analysis.lang);
  out.topic = analysis.topic;
  out.words = analysis.words;
  out.excerpt = std::move(analysis.excerpt);
  return out;
}

}  // namespace kabar::understand

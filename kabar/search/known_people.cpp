#include "kabar/search/known_people.h"

#include <algorithm>

#include "kabar/search/named.h"
#include "kabar/text/letters.h"
#include "kabar/text/words.h"
#include "kabar/understand/entities.h"

namespace kabar::search {
namespace {

constexpr std::size_t kMostWords = 4, kMostPeople = 4, kMostTerms = 64;
constexpr std::size_t kLeastBytes = 4;      ///< shorter words sound like too many
constexpr std::size_t kMostSpellings = 40;  ///< of somebody that are looked at

void collect(const Expression& expression, std::vector<std::string>& out) {
  if (expression.kind == Expression::Kind::kNot) return;
  for (const auto& part : expression.parts) collect(part, out);
  if (expression.kind != Expression::Kind::kWords) return;
  for (const auto& word : text::split_words(expression.text)) {
    if (word.kind == text::WordKind::kWord && word.text.size() >= kLeastBytes && out.size() < kMostWords)
      out.emplace_back(word.text);
  }
}

bool has_word(std::string_view text, const std::string& folded) {
  const auto words = text::split_words(text);
  return std::any_of(words.begin(), words.end(),
                     [&](const auto& word) { return text::fold(word.text) == folded; });
}

class Expansion {
 public:
  explicit Expansion(const store::Reader& reader) : reader_(reader) {}

  /// Whom the word stands for, and how to find what names them otherwise.
  Status expand(const std::string& word) {
    KABAR_TRY(const auto ids, reader_.people_sounding(word, kMostPeople));
    const auto folded = text::fold(word);
    for (const auto id : ids) {
      KABAR_TRY(auto person, reader_.entity(id));
      if (person.spellings.size() > kMostSpellings) person.spellings.resize(kMostSpellings);
      const bool written = std::any_of(person.spellings.begin(), person.spellings.end(),
                                       [&](const auto& one) { return has_word(one.text, folded); });
      if (!written) continue;  // what only sounds alike is as often another word
      add(person, folded);
    }
    return ok();
  }

  std::vector<std::string> terms;
  std::string shown;  ///< a spelling of each

 private:
  /// Spellings without the word; what has it is found by it.
  void add(const store::EntityRow& person, const std::string& folded) {
    const auto before = terms.size();
    for (const auto& spelling : person.spellings) {
      if (terms.size() == kMostTerms || has_word(spelling.text, folded)) continue;
      terms.push_back(understand::naming_facet(spelling.key));
      if (terms.size() == before + 1) shown += (shown.empty() ? "" : ", ") + spelling.text;
    }
  }

  const store::Reader& reader_;
};

}  // namespace

Status find_people(const store::Reader& reader, const ParsedQuery& query, Edition& edition,
                   std::vector<Note>& notes) {
  std::vector<std::string> words;
  collect(query.root, words);
  for (const auto& word : words) {
    Expansion expansion(reader);
    KABAR_CHECK(expansion.expand(word));
    if (expansion.terms.empty()) continue;
    const auto [place, is_new] = edition.people.try_emplace(text::fold(word), std::move(expansion.terms));
    if (is_new) notes.push_back({Note::Kind::kAlsoNames, std::move(expansion.shown)});
  }
  return ok();
}

}  // namespace kabar::search

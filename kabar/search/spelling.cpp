#include "kabar/search/spelling.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <optional>
#include <vector>

#include "kabar/base/ascii.h"
#include "kabar/text/letters.h"
#include "kabar/text/search_terms.h"
#include "kabar/text/utf8.h"
#include "kabar/text/words.h"

namespace kabar::search {
namespace {

constexpr std::size_t kMostWords = 4;        ///< of a query that are looked after
constexpr std::size_t kMostLooked = 20'000;  ///< words that begin alike
constexpr std::size_t kMostCompared = 16;    ///< words that are as near, by how many articles have them:
                                             ///< each is a look into the index
constexpr std::size_t kMostCounted = 500;    ///< articles of each of these
constexpr std::size_t kLongest = 32;         ///< letters; the list of spellings has words of two more
constexpr std::size_t kShortest = 4;
constexpr std::size_t kShort = 5;  ///< two of five letters changed make nearly any word of any other

std::u32string letters_of(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size() && out.size() <= kLongest;)
    out += text::next_code_point(text, at);
  return out;
}

/// Which letters a word has, roughly.
std::uint64_t mask_of(const std::u32string& letters) {
  std::uint64_t out = 0;
  for (const auto letter : letters) out |= std::uint64_t{1} << (letter % 64);
  return out;
}

std::size_t distance(const std::u32string& a, const std::u32string& b, std::size_t most) {
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > most) return most + 1;
  // A change puts one letter in the place of another at most.
  if (static_cast<std::size_t>(std::popcount(mask_of(a) ^ mask_of(b))) > 2 * most) return most + 1;
  std::array<std::array<std::size_t, kLongest + 2>, 3> rows{};
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i + 2) % 3];
    const auto& two_above = rows[(i + 1) % 3];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({row[j - 1] + 1, above[j] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], two_above[j - 2] + 1);
    }
  }
  return std::min(rows[a.size() % 3][b.size()], most + 1);
}

/// A word where it was typed.
struct Typed {
  std::size_t at = 0;
  std::string word;
};

/// What stands between blanks and brackets.
std::string_view piece_at(std::string_view text, std::size_t at) {
  constexpr std::string_view kEnds = " \t\r\n()\"";
  const auto end = std::min(text.find_first_of(kEnds, at), text.size());
  return text.substr(at, end - at);
}

bool is_plain(std::string_view piece) {
  return std::all_of(piece.begin(), piece.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x80 || ascii::is_alpha(c) || ascii::is_digit(c) ||
           std::string_view("-'.,!?").find(c) != std::string_view::npos;
  });
}

/// Words of the query that must be there, as they were typed.
void collect_words(const Expression& expression, std::string_view text, std::vector<Typed>& out) {
  if (expression.kind == Expression::Kind::kNot) return;
  for (const auto& part : expression.parts) collect_words(part, text, out);
  for (const auto place : expression.places) {
    const auto piece = piece_at(text, std::min(place, text.size()));
    if (!is_plain(piece)) continue;
    for (const auto& word : text::split_words(piece)) {
      if (word.kind != text::WordKind::kWord || out.size() == kMostWords) continue;
      out.push_back({static_cast<std::size_t>(word.text.data() - text.data()), std::string(word.text)});
    }
  }
}

class Speller {
 public:
  Speller(const store::Reader& reader, const Edition& edition) : reader_(reader), edition_(edition) {}

  /// Another spelling of the word; nothing where it is fine, or nothing is near.
  Result<std::optional<std::string>> mend(const std::string& word) const {
    std::optional<std::string> none;
    const auto groups = text::search_terms(word, edition_.languages);
    if (groups.size() != 1 || letters_of(word).size() < kShortest || letters_of(word).size() > kLongest)
      return none;
    for (const auto& form : groups.front()) {
      KABAR_TRY(const auto having, reader_.articles_having(form, 1));
      if (having > 0) return none;
    }
    KABAR_TRY(const auto term, nearest(groups.front()));
    if (term.empty()) return none;
    return as_written(term);
  }

 private:
  struct Nearest {
    std::size_t distance = kLongest;
    std::vector<std::string> words = {};
  };

  /// The word of the index that is nearest to one of the forms, and of those the one in most articles.
  Result<std::string> nearest(const std::vector<std::string>& forms) const {
    Nearest found;
    for (const auto& form : forms) {
      const auto letters = letters_of(form);
      for (const auto& start : starts_of(letters)) KABAR_CHECK(look(start, letters, found));
    }
    std::string best;
    std::size_t most = 0;
    for (const auto& word : found.words) {
      KABAR_TRY(const auto articles, reader_.articles_having(word, kMostCounted));
      if (articles > most) best = word;
      most = std::max(most, articles);
    }
    return best;
  }

  Status look(const std::string& start, const std::u32string& letters, Nearest& found) const {
    const std::size_t most = letters.size() <= kShort ? 1 : 2;
    KABAR_TRY(const auto known, reader_.spellings(start, letters.size() - std::min(letters.size(), most),
                                                  letters.size() + most, kMostLooked));
    for (const auto& word : known) {
      const auto away = distance(letters, letters_of(word), std::min(most, found.distance));
      if (away > std::min(most, found.distance)) continue;
      if (away < found.distance) found = {away, {}};
      if (found.words.size() < kMostCompared) found.words.push_back(word);
    }
    return ok();
  }

  /// How the word may begin: as it stands, with its first letters swapped, with the second one swapped or too
  /// many.
  static std::vector<std::string> starts_of(const std::u32string& letters) {
    std::vector<std::string> out;
    for (const auto& [first, second] : {std::pair(0U, 1U), std::pair(1U, 0U), std::pair(0U, 2U)}) {
      if (letters.size() <= second) continue;
      std::string start;
      text::append_utf8(start, letters[first]);
      text::append_utf8(start, letters[second]);
      if (std::find(out.begin(), out.end(), start) == out.end()) out.push_back(std::move(start));
    }
    return out;
  }

  /// A stem as the newest article with it has it in its text.
  Result<std::optional<std::string>> as_written(const std::string& term) const {
    std::optional<std::string> out;
    KABAR_TRY(const auto found, reader_.search({.where = store::words({term}), .limit = 1}));
    if (found.rows.empty()) return out;
    KABAR_TRY(const auto row, reader_.article(found.rows.front().id));
    std::vector<std::string_view> texts{row.article.title};
    for (const auto& block : row.article.blocks) texts.push_back(block.text);
    for (const auto text : texts) {
      for (const auto& word : text::split_words(text))
        if (text::index_terms(word.text, row.article.lang) == term)
          return std::optional(std::string(word.text));
    }
    return out;
  }

  const store::Reader& reader_;
  const Edition& edition_;
};

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most) {
  return distance(letters_of(a), letters_of(b), most);
}

Result<std::string> put_right(const store::Reader& reader, std::string_view text, const ParsedQuery& query,
                              const Edition& edition) {
  std::vector<Typed> words;
  collect_words(query.root, text, words);
  std::string out(text);
  const Speller speller(reader, edition);
  std::sort(words.begin(), words.end(), [](const auto& a, const auto& b) { return a.at > b.at; });
  for (const auto& [at, word] : words) {  // from the last, so that the others stay where they are
    KABAR_TRY(const auto mended, speller.mend(word));
    if (mended) out.replace(at, word.size(), *mended);
  }
  return out == text ? std::string() : out;
}

}  // namespace kabar::search

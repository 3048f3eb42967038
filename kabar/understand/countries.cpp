#include "kabar/understand/countries.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <unordered_map>
#include <unordered_set>

#include "kabar/text/stemmer.h"
#include "kabar/text/words.h"

namespace kabar::understand {
namespace {

constexpr std::size_t kLongestName = 4;  ///< words
constexpr std::size_t kMostWords = 600;

std::string country_name(const char* code, const std::string& lang) {
  icu::UnicodeString name;
  icu::Locale("", code).getDisplayCountry(icu::Locale(lang.c_str()), name);
  std::string out;
  name.toUTF8String(out);
  return out;
}

bool is_unspaced(std::string_view lang) {
  return lang == "ja" || lang == "zh" || lang == "th" || lang == "ko" || lang == "lo" || lang == "my" ||
         lang == "km";
}

/// The names of one language.
class Table {
 public:
  explicit Table(const std::string& lang) : unspaced_(is_unspaced(lang)) {
    std::deque<std::string> names;  // the memo points into them
    text::StemMemo stems(lang);
    for (const auto* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code) {
      const auto& name = names.emplace_back(country_name(*code, lang));
      if (name.empty() || name == *code) continue;
      if (unspaced_)
        plain_.emplace_back(name, *code);
      else
        add_name(stems_of(name, stems), *code);
    }
  }

  std::vector<std::string> find(std::string_view text, text::StemMemo& stems) const {
    return unspaced_ ? find_plain(text) : find_stems(stems_of(text, stems));
  }

 private:
  using Stems = std::vector<std::string_view>;  ///< they point into the memo

  static Stems stems_of(std::string_view text, text::StemMemo& stems) {
    Stems out;
    for (const auto& word : text::split_words(text, kMostWords)) out.emplace_back(stems.stem(word.text));
    return out;
  }

  void add_name(const Stems& stems, const char* code) {
    if (stems.empty()) return;
    std::string phrase(stems.front());
    for (const auto stem : std::span(stems).subspan(1)) phrase.append(" ").append(stem);
    first_stems_.emplace(stems.front());
    by_stems_.emplace(std::move(phrase), code);
  }

  std::vector<std::string> find_plain(std::string_view text) const {
    std::vector<std::string> out;
    for (const auto& [name, code] : plain_)
      if (text.find(name) != std::string_view::npos) out.push_back(code);
    return out;
  }

  std::vector<std::string> find_stems(const Stems& stems) const {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < stems.size();) {
      const auto length = first_stems_.contains(stems[i]) ? match_at(stems, i, out) : 0;
      i += std::max<std::size_t>(length, 1);
    }
    return out;
  }

  /// Words of the longest name that begins at `at`, 0 for none.
  std::size_t match_at(const Stems& stems, std::size_t at, std::vector<std::string>& out) const {
    std::string phrase;
    std::size_t best = 0;
    const std::string* code = nullptr;
    for (std::size_t n = 1; n <= kLongestName && at + n <= stems.size(); ++n) {
      phrase.append(n == 1 ? "" : " ").append(stems[at + n - 1]);
      const auto hit = by_stems_.find(phrase);
      if (hit == by_stems_.end()) continue;
      best = n;
      code = &hit->second;
    }
    if (code != nullptr) out.push_back(*code);
    return best;
  }

  /// Lets a set of strings be asked for a view.
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view stem) const noexcept {
      return std::hash<std::string_view>{}(stem);
    }
  };

  bool unspaced_;
  std::unordered_set<std::string, Hash, std::equal_to<>> first_stems_;  ///< what a name may begin with
  std::unordered_map<std::string, std::string> by_stems_;
  std::vector<std::pair<std::string, std::string>> plain_;
};

/// Tables are made once, never changed and never freed before the end, so that they are used without the
/// lock.
struct Shared {
  std::mutex mutex;
  std::map<std::string, std::unique_ptr<const Table>, std::less<>> tables;
};

constexpr std::size_t kMostTables = 64;

const Table* table_of(std::string_view lang) {
  static Shared shared;
  const std::lock_guard lock(shared.mutex);
  auto hit = shared.tables.find(lang);
  if (hit == shared.tables.end()) {
    if (shared.tables.size() >= kMostTables) return nullptr;
    hit = shared.tables.emplace(lang, std::make_unique<Table>(std::string(lang))).first;
  }
  return hit->second.get();
}

}  // namespace

std::vector<std::string> find_countries(std::string_view text, std::string_view lang, text::StemMemo& stems) {
  const auto* table = table_of(lang);
  if (table == nullptr) return {};
  return table->find(text, stems);
}

}  // namespace kabar::understand

#include "kabar/understand/countries.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <unordered_map>

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
    const text::Stemmer stemmer(lang);
    for (const auto* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code) {
      const auto name = country_name(*code, lang);
      if (name.empty() || name == *code) continue;
      if (unspaced_)
        plain_.emplace_back(name, *code);
      else
        by_stems_.emplace(joined_stems(name, stemmer), *code);
    }
  }

  std::vector<std::string> find(std::string_view text, const text::Stemmer& stemmer) const {
    return unspaced_ ? find_plain(text) : find_stems(stems_of(text, stemmer));
  }

 private:
  static std::vector<std::string> stems_of(std::string_view text, const text::Stemmer& stemmer) {
    std::vector<std::string> out;
    for (const auto& word : text::split_words(text, kMostWords)) out.push_back(stemmer.stem(word.text));
    return out;
  }

  static std::string joined_stems(std::string_view name, const text::Stemmer& stemmer) {
    std::string out;
    for (const auto& stem : stems_of(name, stemmer)) out += (out.empty() ? "" : " ") + stem;
    return out;
  }

  std::vector<std::string> find_plain(std::string_view text) const {
    std::vector<std::string> out;
    for (const auto& [name, code] : plain_)
      if (text.find(name) != std::string_view::npos) out.push_back(code);
    return out;
  }

  std::vector<std::string> find_stems(const std::vector<std::string>& stems) const {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < stems.size();) {
      const auto length = match_at(stems, i, out);
      i += std::max<std::size_t>(length, 1);
    }
    return out;
  }

  /// Words of the longest name that begins at `at`, 0 for none.
  std::size_t match_at(const std::vector<std::string>& stems, std::size_t at,
                       std::vector<std::string>& out) const {
    std::string phrase;
    std::size_t best = 0;
    const std::string* code = nullptr;
    for (std::size_t n = 1; n <= kLongestName && at + n <= stems.size(); ++n) {
      phrase += (n == 1 ? "" : " ") + stems[at + n - 1];
      const auto hit = by_stems_.find(phrase);
      if (hit == by_stems_.end()) continue;
      best = n;
      code = &hit->second;
    }
    if (code != nullptr) out.push_back(*code);
    return best;
  }

  bool unspaced_;
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

std::vector<std::string> find_countries(std::string_view text, std::string_view lang) {
  const auto* table = table_of(lang);
  if (table == nullptr) return {};
  return table->find(text, text::Stemmer(lang));
}

}  // namespace kabar::understand

#include "kabar/understand/gazetteer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "kabar/base/utf8.h"
#include "kabar/text/letters.h"
#include "kabar/text/stemmer.h"
#include "kabar/text/utf8.h"
#include "kabar/understand/country_names.h"
#include "kabar/understand/embedded.h"
#include "kabar/understand/language_pack.h"
#include "kabar/understand/tables_by_language.h"

namespace kabar::understand {
namespace {

constexpr std::string_view kCityFile = "places/cities";
constexpr std::uint32_t kLarge = 400;  ///< thousands of inhabitants

/// Arabic stems make a country of its people: there, words stay as they are.
std::string key_of_word(std::string_view word, const text::Stemmer& stemmer) {
  std::size_t pos = 0;
  const auto c = text::next_code_point(word, pos);
  return c >= 0x600 && c < 0x700 ? text::fold(word) : stemmer.stem(word);
}

/// The stems of a name's words with blanks between; what has no letters is left out.
std::string stems_of(std::string_view name, const text::Stemmer& stemmer) {
  std::string out;
  std::size_t start = 0;  // of the word at hand
  const auto take = [&](std::size_t end) {
    if (start == end) return;
    if (!out.empty()) out += ' ';
    out += key_of_word(name.substr(start, end - start), stemmer);
  };
  for (std::size_t pos = 0; pos < name.size();) {
    const auto begin = pos;
    if (text::char_info(text::next_code_point(name, pos)).kind != text::CharClass::kOther) continue;
    take(begin);
    start = pos;
  }
  take(name.size());
  return out;
}

bool is_cyrillic(std::string_view text) {
  std::size_t pos = 0;
  const auto c = text.empty() ? U'\0' : text::next_code_point(text, pos);
  return c >= 0x400 && c < 0x530;
}

/// Whose names a table of cities holds: Cyrillic ones are Russian, by the hash of their stems; all others by
/// the hash of the folded name.
enum class Spelling : bool { kFolded, kRussian };

/// Cities by their names, the largest first.
class Cities {
 public:
  explicit Cities(Spelling spelling) {
    const text::Stemmer russian("ru");
    auto lines = embedded_file(kCityFile);
    while (!lines.empty()) add(take_until(lines, '\n'), spelling, russian);
    std::stable_sort(names_.begin(), names_.end(),
                     [](const Entry& a, const Entry& b) { return a.key < b.key; });
    names_.shrink_to_fit();
    for (std::size_t bucket = 0, at = 0; bucket < first_.size(); ++bucket) {
      while (at < names_.size() && bucket_of(names_[at].key) < bucket) ++at;
      first_[bucket] = static_cast<std::uint32_t>(at);
    }
  }

  /// `spelt`: stems, or the folded name.
  std::optional<KnownPlace> find(std::string_view spelt) const {
    const auto key = hash_of(spelt);
    const auto entries = std::span(names_).first(first_[bucket_of(key) + 1]).subspan(first_[bucket_of(key)]);
    const auto hit =
        std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.key == key; });
    if (hit == entries.end()) return std::nullopt;
    return place_of(cities_[hit->city]);
  }

  /// Of those in the countries.
  std::optional<KnownPlace> find_in(std::string_view spelt, const std::vector<std::string>& countries) const {
    constexpr std::uint32_t kFarLarger = 20;
    const auto key = hash_of(spelt);
    const auto entries = std::span(names_).first(first_[bucket_of(key) + 1]).subspan(first_[bucket_of(key)]);
    std::uint32_t largest = 0;
    for (const auto& entry : entries) {
      const auto& city = cities_[entry.city];
      if (entry.key != key) continue;
      largest = std::max(largest, city.thousands);
      if (city.thousands * kFarLarger < largest) break;
      if (std::find(countries.begin(), countries.end(), city.country) != countries.end())
        return place_of(city);
    }
    return std::nullopt;
  }

 private:
  struct City {
    std::uint32_t id, thousands;
    std::string_view country;
  };
  static KnownPlace place_of(const City& city) {
    return {fmt::format("geonames:{}", city.id), city.thousands, false};
  }

  struct Entry {
    std::uint64_t key;
    std::uint32_t city;
  };

  static constexpr unsigned kBucketBits = 14;
  static std::size_t bucket_of(std::uint64_t key) { return key >> (64 - kBucketBits); }

  static std::uint64_t hash_of(std::string_view text) { return std::hash<std::string_view>{}(text); }

  static std::uint32_t number(std::string_view text) {
    std::uint32_t out = 0;
    std::from_chars(text.data(), text.data() + text.size(), out);
    return out;
  }

  void add(std::string_view line, Spelling spelling, const text::Stemmer& russian) {
    const auto id = number(take_until(line, '\t'));
    const auto country = take_until(line, '\t');
    cities_.push_back({id, number(take_until(line, '\t')), country});
    take_until(line, '\t');
    while (!line.empty()) {
      const auto name = take_until(line, '|');
      if (is_cyrillic(name) != (spelling == Spelling::kRussian)) continue;
      const auto key = hash_of(is_cyrillic(name) ? stems_of(name, russian) : text::fold(name));
      names_.push_back({key, static_cast<std::uint32_t>(cities_.size()) - 1});
    }
  }

  std::vector<City> cities_;
  std::vector<Entry> names_;
  std::array<std::uint32_t, (std::size_t{1} << kBucketBits) + 1> first_{};  ///< of `names_`, by bucket
};

/// Countries by the stems of their names in a language.
class Countries {
 public:
  explicit Countries(const std::string& lang) {
    const text::Stemmer stemmer(lang);
    for_each_country(lang, [&](std::string_view code, std::string_view name) {
      add(name, code, stemmer);
      const auto bracket = name.find(" (");  // "Myanmar (Burma)"
      if (bracket != name.npos) add(name.substr(0, bracket), code, stemmer);
    });
  }

  struct Found {
    std::string_view code;  ///< empty for none
    std::string_view name;  ///< of the country, folded
    bool exact = false;     ///< spelt so, and not a form of it
  };

  /// Of several with the same stems ("Нигер", "Нигерия") the one spelt most alike.
  Found find(const std::string& stems, std::string_view name) const {
    const auto hit = codes_.find(stems);
    if (hit == codes_.end()) return {};
    const auto spelt = text::fold(name);
    const auto best =
        std::max_element(hit->second.begin(), hit->second.end(), [&](const Country& a, const Country& b) {
          return likeness(a.name, spelt) < likeness(b.name, spelt);
        });
    return {best->code, best->name, best->name == spelt};
  }

 private:
  struct Country {
    std::string code, name;  ///< folded
  };

  /// What both begin with, and then how little their lengths differ.
  static std::pair<std::ptrdiff_t, std::ptrdiff_t> likeness(const std::string& a, const std::string& b) {
    auto end = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first;
    while (end != a.begin() && end != a.end() && utf8::is_continuation(*end)) --end;
    const auto longer = static_cast<std::ptrdiff_t>(std::max(a.size(), b.size()));
    return {end - a.begin(), -longer};
  }

  void add(std::string_view name, std::string_view code, const text::Stemmer& stemmer) {
    codes_[stems_of(name, stemmer)].push_back({std::string(code), text::fold(name)});
  }

  std::unordered_map<std::string, std::vector<Country>> codes_;
};

/// The places of a language, for one thread: the same names come again and again.
class Places {
 public:
  explicit Places(std::string_view lang) : lang_(lang), stemmer_(lang) {
    const auto* pack = language_pack(lang);
    keeps_names_ = pack != nullptr && pack->dative_ends.empty();
  }

  const std::optional<KnownPlace>& find(std::string_view name) {
    constexpr std::size_t kMostKept = 8'192;
    if (const auto known = known_.find(name); known != known_.end()) return known->second;
    if (known_.size() >= kMostKept) known_.clear();
    return known_.emplace(std::string(name), look_up(name)).first->second;
  }

  std::optional<KnownPlace> find_in(std::string_view name, const std::vector<std::string>& countries) const {
    return is_cyrillic(name) ? russian_cities().find_in(stems_of(name, stemmer_), countries)
                             : cities().find_in(text::fold(name), countries);
  }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view key) const noexcept { return std::hash<std::string_view>{}(key); }
  };

  std::optional<KnownPlace> look_up(std::string_view name) const {
    static TablesByLanguage<Countries> countries_by_language;
    const auto stems = stems_of(name, stemmer_);
    const auto* countries = countries_by_language.of(lang_);
    const auto country = countries == nullptr ? Countries::Found{} : countries->find(stems, name);
    auto city = is_cyrillic(name) ? russian_city(name, stems) : cities().find(text::fold(name));
    // "Brasília" is no form of "Brasil".
    const bool is_city = city && !country.exact && !is_cyrillic(name) && city->thousands >= kLarge;
    if (country.code.empty() || is_city || (!country.exact && is_people(country.name, name))) return city;
    return KnownPlace{fmt::format("iso3166:{}", country.code), 0, true};
  }

  /// "Armenier", "russes": the same stem as the country's, in languages where a country's name has no such
  /// forms. German "Armeniens", "Niederlanden" have one letter more.
  bool is_people(std::string_view country, std::string_view name) const {
    if (!keeps_names_ || name.find_first_of(" -") != name.npos) return false;
    const auto spelt = text::fold(name);
    return !(spelt.starts_with(country) && spelt.size() <= country.size() + 1);
  }

  /// "Ереване" where the stemmer takes more from "Ереван" than an ending.
  std::optional<KnownPlace> russian_city(std::string_view name, const std::string& stems) const {
    constexpr std::size_t kLetter = 2, kLeast = 5 * kLetter;  // bytes
    auto city = russian_cities().find(stems);
    if (city || name.size() < kLeast || name.find(' ') != name.npos) return city;
    city = russian_cities().find(stems_of(name.substr(0, name.size() - kLetter), stemmer_));
    return city && city->thousands >= kLarge ? city : std::nullopt;
  }

  static const Cities& cities() {
    static const Cities kCities(Spelling::kFolded);
    return kCities;
  }
  static const Cities& russian_cities() {
    static const Cities kCities(Spelling::kRussian);
    return kCities;
  }

  std::string lang_;
  text::Stemmer stemmer_;
  bool keeps_names_ = false;  ///< no country's name has cases
  std::unordered_map<std::string, std::optional<KnownPlace>, Hash, std::equal_to<>> known_;
};

}  // namespace

namespace {

constexpr std::size_t kLongest = 80;  ///< bytes of a name

Places& places_of(std::string_view lang) {
  constexpr std::size_t kMostLanguages = 16;
  thread_local std::map<std::string, Places, std::less<>> by_language;
  auto places = by_language.find(lang);
  if (places == by_language.end()) {
    if (by_language.size() >= kMostLanguages) by_language.clear();
    places = by_language.emplace(std::string(lang), Places(lang)).first;
  }
  return places->second;
}

}  // namespace

std::optional<KnownPlace> find_place(std::string_view name, std::string_view lang) {
  if (name.empty() || name.size() > kLongest) return std::nullopt;
  return places_of(lang).find(name);
}

std::optional<KnownPlace> find_city_in(std::string_view name, std::string_view lang,
                                       const std::vector<std::string>& countries) {
  if (name.empty() || name.size() > kLongest || countries.empty()) return std::nullopt;
  return places_of(lang).find_in(name, countries);
}

}  // namespace kabar::understand

#include "kabar/text/language.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>  // CLD2's header needs it
#include <unordered_map>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>

#include "kabar/base/ascii.h"
#include "kabar/base/utf8.h"
#include "kabar/text/language_words.h"
#include "kabar/text/utf8.h"

namespace kabar::text {
namespace {

constexpr std::size_t kFirstBytes = 2048;  // as much as CLD2 mostly needs to be sure,
constexpr std::size_t kMaxBytes = 8192;    // and what it is given where it is not
constexpr std::size_t kEnoughBytes = 160;  // of letters: from here on CLD2 is right about unrelated languages

constexpr std::size_t kOpeningBytes = 120;  ///< title and first words: they tell the script
constexpr std::size_t kOpeningLetters = 12;

using Votes = std::array<int, kLanguageWordCount>;

/// Which languages a word speaks for, one bit each.
const std::unordered_map<std::string_view, std::uint64_t>& telling_words() {
  static_assert(kLanguageWordCount <= 64);
  static const auto kTable = [] {
    std::unordered_map<std::string_view, std::uint64_t> table;
    for (std::size_t i = 0; i < kLanguageWords.size(); ++i) {
      for (auto rest = kLanguageWords[i].words; !rest.empty();) {
        const auto end = std::min(rest.find(' '), rest.size());
        table[rest.substr(0, end)] |= std::uint64_t{1} << i;
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
    return table;
  }();
  return kTable;
}

Votes count_votes(std::string_view text) {
  const auto& table = telling_words();
  Votes votes{};
  std::string word;
  const auto close_word = [&] {
    const auto hit = word.empty() ? table.end() : table.find(word);
    for (std::size_t i = 0; hit != table.end() && i < votes.size(); ++i)
      votes[i] += static_cast<int>((hit->second >> i) & 1U);
    word.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto c = next_code_point(text, at);
    if (u_isalpha(static_cast<UChar32>(c)) != 0 || (c == '\'' && !word.empty())) {
      append_utf8(word, static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))));
    } else {
      close_word();
    }
  }
  close_word();
  return votes;
}

int votes_for(const Votes& votes, std::string_view code) {
  const auto hit = std::find_if(kLanguageWords.begin(), kLanguageWords.end(),
                                [&](const LanguageWords& entry) { return entry.code == code; });
  return hit == kLanguageWords.end() ? 0 : votes[static_cast<std::size_t>(hit - kLanguageWords.begin())];
}

/// What CLD2 says.
struct Detection {
  std::string code;
  bool reliable = false;
  int letters = 0;
};

Detection ask_cld2(std::string_view text) {
  const CLD2::CLDHints hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percents{};
  std::array<double, 3> scores{};
  int valid = 0;
  Detection out;
  CLD2::ExtDetectLanguageSummaryCheckUTF8(text.data(), static_cast<int>(text.size()), true, &hints,
                                          CLD2::kCLDFlagBestEffort, languages.data(), percents.data(),
                                          scores.data(), nullptr, &out.letters, &out.reliable, &valid);
  out.code = base_language(CLD2::LanguageCode(languages[0]));
  return out;
}

/// The best among the near relatives of `code`, itself included; it stays unless another has more words.
std::string_view settle_relatives(std::string_view code, const Votes& votes) {
  auto best = code;
  int most = votes_for(votes, code);
  for (std::size_t i = 0; i < votes.size(); ++i) {
    if (votes[i] <= most || !are_close(code, kLanguageWords[i].code)) continue;
    most = votes[i];
    best = kLanguageWords[i].code;
  }
  return best;
}

/// A language outside the relatives whose words clearly outnumber those of `code` in a short text.
std::string_view overrule(std::string_view code, const Votes& votes) {
  const auto top = std::max_element(votes.begin(), votes.end());
  const auto i = static_cast<std::size_t>(top - votes.begin());
  return *top >= votes_for(votes, code) + 3 ? kLanguageWords[i].code : code;
}

/// Croatian stands for Bosnian unless the page says otherwise: the two differ in a handful of words.
std::string_view settle_serbo_croatian(std::string_view code, const Votes& votes, std::string_view declared) {
  if (code != "bs" && code != "hr" && code != "sr") return code;
  if (declared == "bs" || declared == "hr" || declared == "sr") {
    return votes_for(votes, code) > votes_for(votes, declared) + 1 ? code : declared;
  }
  if (code == "bs" && votes_for(votes, "bs") <= votes_for(votes, "hr")) return "hr";
  return code;
}

/// Whether the words of the text have a say in it.
bool has_relatives(std::string_view code) {
  return std::any_of(kLanguageWords.begin(), kLanguageWords.end(), [&](const LanguageWords& other) {
    return other.code != code && are_close(code, other.code);
  });
}

/// The two-letter code of a three-letter one that has one: "kat" gives "ka".
std::string shortest_code(const std::string& code) {
  std::array<char, ULOC_LANG_CAPACITY> out{};
  UErrorCode status = U_ZERO_ERROR;
  uloc_getLanguage(code.c_str(), out.data(), static_cast<std::int32_t>(out.size()), &status);
  return U_SUCCESS(status) != 0 && out[0] != 0 ? std::string(out.data()) : code;
}

bool is_latin(char32_t c) {
  return u_isalpha(static_cast<UChar32>(c)) != 0 && (c < 0x0250 || (c >= 0x1E00 && c < 0x1F00));
}

/// Whether most letters are of other scripts than Latin, by their bytes: an ideograph says more than a
/// letter.
bool is_other_script(std::string_view text) {
  std::size_t latin = 0, letters = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto start = at;
    const auto c = next_code_point(text, at);
    if (u_isalpha(static_cast<UChar32>(c)) != 0) (is_latin(c) ? latin : letters) += at - start;
  }
  return letters >= kOpeningLetters && latin < letters;
}

/// What CLD2 is to see: control characters, at which it stops, as blanks; without Latin letters where the
/// text is in another script.
std::string legible(std::string_view text) {
  std::string out(text);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  if (!is_other_script(utf8::head(text, kOpeningBytes))) return out;
  out.clear();
  for (std::size_t at = 0; at < text.size();) {
    const auto c = next_code_point(text, at);
    if (!is_latin(c)) append_utf8(out, c < 0x20 || c == 0x7F ? U' ' : c);
  }
  return out;
}

bool has_cyrillic(std::string_view text) {
  return text.find('\xD0') != std::string_view::npos || text.find('\xD1') != std::string_view::npos;
}

}  // namespace

LanguageGuess detect_language(std::string_view text, std::string_view declared_tag) {
  const auto declared = base_language(declared_tag);
  auto head = legible(utf8::head(text, kFirstBytes));
  auto found = ask_cld2(head);
  if (!found.reliable && text.size() > kFirstBytes) {
    head = legible(utf8::head(text, kMaxBytes));
    found = ask_cld2(head);
  }
  if (found.code.empty() || found.letters < 12) return {declared.empty() ? found.code : declared};
  const bool is_short = static_cast<std::size_t>(found.letters) < kEnoughBytes;
  if (found.reliable && !is_short && !has_relatives(found.code)) return {found.code};
  const auto votes = count_votes(head);
  std::string_view code = settle_relatives(found.code, votes);
  const bool cyrillic_serbian = code == "sr" && has_cyrillic(head);
  if (!cyrillic_serbian) code = settle_serbo_croatian(code, votes, declared);
  if (!found.reliable || (is_short && code == "en")) code = overrule(code, votes);
  if (!found.reliable && !declared.empty() && votes_for(votes, declared) >= votes_for(votes, code))
    return {declared};
  return {std::string(code)};
}

std::string base_language(std::string_view tag) {
  static const std::unordered_map<std::string_view, std::string_view> kNames = {
      {"nb", "no"},  {"nn", "no"},  {"nob", "no"}, {"nno", "no"}, {"nor", "no"}, {"iw", "he"},  {"in", "id"},
      {"ji", "yi"},  {"mo", "ro"},  {"fil", "tl"}, {"tgl", "tl"}, {"cmn", "zh"}, {"yue", "zh"}, {"zho", "zh"},
      {"chi", "zh"}, {"eng", "en"}, {"fra", "fr"}, {"fre", "fr"}, {"deu", "de"}, {"ger", "de"}, {"spa", "es"},
      {"ita", "it"}, {"por", "pt"}, {"nld", "nl"}, {"dut", "nl"}, {"rus", "ru"}, {"pol", "pl"}, {"tur", "tr"},
      {"ara", "ar"}, {"arb", "ar"}, {"fas", "fa"}, {"per", "fa"}, {"prs", "fa"}, {"jpn", "ja"}, {"kor", "ko"},
      {"ind", "id"}, {"msa", "ms"}, {"zsm", "ms"}, {"may", "ms"}, {"vie", "vi"}, {"ukr", "uk"}, {"ell", "el"},
      {"gre", "el"}, {"ces", "cs"}, {"cze", "cs"}, {"swe", "sv"}, {"dan", "da"}, {"fin", "fi"}, {"hun", "hu"},
      {"ron", "ro"}, {"rum", "ro"}, {"hin", "hi"}, {"swa", "sw"}, {"swh", "sw"}, {"jp", "ja"},  {"cn", "zh"},
      {"gr", "el"},  {"cz", "cs"},  {"ua", "uk"},  {"dk", "da"},  {"kr", "ko"},  {"azj", "az"}, {"lvs", "lv"},
      {"pes", "fa"}, {"ekk", "et"}, {"als", "sq"}, {"khk", "mn"}, {"uzn", "uz"}, {"ydd", "yi"},
  };
  tag = ascii::trim(tag);
  const auto end = std::find_if(tag.begin(), tag.end(), [](char c) { return !ascii::is_alpha(c); });
  const auto code = ascii::lower(tag.substr(0, static_cast<std::size_t>(end - tag.begin())));
  if (code.size() < 2 || code.size() > 3 || code == "und" || code == "un" || code == "mul") return {};
  const auto hit = kNames.find(code);
  return hit == kNames.end() ? shortest_code(code) : std::string(hit->second);
}

}  // namespace kabar::text

#include "kabar/understand/name_joining.h"

#include <unicode/uscript.h>

#include <algorithm>
#include <map>

#include "kabar/text/letters.h"
#include "kabar/text/transliterate.h"
#include "kabar/text/utf8.h"
#include "kabar/understand/name_sound.h"

namespace kabar::understand {
namespace {

constexpr std::size_t kOfWord = 3, kOfNext = 1, kOfWhole = 4;  ///< classes of consonants in a key
constexpr std::size_t kShortPerson = 7;  ///< sounds of a lone word that is no whole name

/// Capitals alone, in one word.
bool is_acronym(NameKind kind, const Spelling& spelling) {
  if (kind != NameKind::kOrganisation || spelling.sounds.size() != 1) return false;
  bool capital = false;
  for (std::size_t pos = 0; pos < spelling.text.size();) {
    const auto info = text::char_info(text::next_code_point(spelling.text, pos));
    if (info.kind == text::CharClass::kLetter && !info.upper) return false;
    capital = capital || info.upper;
  }
  return capital;
}

/// Of the first letter.
UScriptCode script_of(std::string_view text) {
  auto script = USCRIPT_COMMON;
  for (std::size_t pos = 0; pos < text.size() && script <= USCRIPT_INHERITED;) {
    auto status = U_ZERO_ERROR;
    script = uscript_getScript(static_cast<UChar32>(text::next_code_point(text, pos)), &status);
  }
  return script;
}

Gap gap_between(const Spelling& a, const Spelling& b) {
  if (script_of(a.text) != script_of(b.text)) return Gap::kScript;
  return a.lang == b.lang && !a.lang.empty() ? Gap::kNone : Gap::kLanguage;
}

bool is_same(NameKind kind, const Spelling& a, const Spelling& b) {
  const auto gap = gap_between(a, b);
  return kind == NameKind::kPerson ? same_person(a.sounds, b.sounds, gap)
                                   : same_organisation(a.sounds, b.sounds, gap);
}

}  // namespace

std::vector<std::string> sound_keys(NameKind kind, const Spelling& spelling) {
  std::vector<std::string> out;
  const auto& sounds = spelling.sounds;
  if (kind == NameKind::kPlace || is_acronym(kind, spelling)) return out;
  if (kind == NameKind::kPerson && sounds.size() == 1 && sounds.front().size() <= kShortPerson) return out;
  const auto add = [&](std::string key) {
    if (std::find(out.begin(), out.end(), key) == out.end()) out.push_back(std::move(key));
  };
  const auto mark = static_cast<char>('0' + static_cast<int>(kind));
  std::string whole;
  std::vector<std::string> classes;
  for (const auto& word : sounds) {
    classes.push_back(text::consonant_key(word));
    whole += word;
  }
  for (std::size_t i = 0; i < classes.size(); ++i) {
    const auto& next = classes[(i + 1) % classes.size()];
    add(mark + classes[i].substr(0, kOfWord) + ' ' + next.substr(0, kOfNext));
  }
  if (!whole.empty()) add(mark + text::consonant_key(whole).substr(0, kOfWhole));
  return out;
}

std::vector<std::uint64_t> same_names(NameKind kind, const Spelling& fresh,
                                      const std::vector<KnownSpelling>& known) {
  struct Votes {
    std::size_t agree = 0, all = 0;
  };
  std::map<std::uint64_t, Votes> votes;
  for (const auto& one : known) {
    auto& of_name = votes[one.name];
    ++of_name.all;
    if (is_same(kind, *one.spelling, fresh)) ++of_name.agree;
  }
  std::vector<std::uint64_t> out;
  for (const auto& [name, of_name] : votes)
    if (of_name.agree > 0 && 2 * of_name.agree >= of_name.all) out.push_back(name);
  std::stable_sort(out.begin(), out.end(),
                   [&](std::uint64_t a, std::uint64_t b) { return votes.at(a).agree > votes.at(b).agree; });
  return out;
}

}  // namespace kabar::understand

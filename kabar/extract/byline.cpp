#include "kabar/extract/byline.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "kabar/base/ascii.h"
#include "kabar/base/utf8.h"
#include "kabar/extract/agency.h"
#include "kabar/extract/byline_words.h"
#include "kabar/extract/entities.h"
#include "kabar/extract/text_stats.h"
#include "kabar/text/date.h"
#include "kabar/text/date_names.h"
#include "kabar/text/utf8.h"

namespace kabar::extract {
namespace {

constexpr std::size_t kMaxNameBytes = 90;
constexpr std::size_t kMaxAuthors = 24;
constexpr std::size_t kMaxBylineBytes = 600;

bool has_word(std::string_view text, std::string_view word) {
  for (auto at = ascii::find_ignoring_case(text, word); at != text.npos;) {
    const bool before = at > 0 && ascii::is_alpha(text[at - 1]);
    const auto end = at + word.size();
    const bool after = end < text.size() && ascii::is_alpha(text[end]) &&
                       !(text[end] == 's' && (end + 1 == text.size() || !ascii::is_alpha(text[end + 1])));
    if (!before && !after) return true;
    const auto next = ascii::find_ignoring_case(text.substr(at + 1), word);
    at = next == text.npos ? next : at + 1 + next;
  }
  return false;
}

bool is_role(std::string_view piece) {
  return std::any_of(role_words().begin(), role_words().end(),
                     [&](std::string_view word) { return has_word(piece, word); });
}

/// A letter, or a mark on one, of a script that puts blanks between words.
bool is_of_word(char32_t c) {
  if (c < 0x80) return ascii::is_alpha(static_cast<char>(c));
  const bool letter = (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_L_MASK | U_GC_M_MASK)) != 0;
  return letter && !is_spaceless(c);
}

bool begins_in_word(std::string_view text) {
  std::size_t at = 0;
  return !text.empty() && is_of_word(text::next_code_point(text, at));
}

bool ends_in_word(std::string_view text) {
  if (text.empty()) return false;
  std::size_t at = text.size() - 1;
  while (at > 0 && utf8::is_continuation(text[at])) --at;
  return is_of_word(text::next_code_point(text, at));
}

/// Leads that are parts of names, too ("Von der Leyen", "Di Stefano").
bool is_ambiguous(std::string_view lead) {
  constexpr std::string_view kAmbiguous[] = {"Von", "Di", "Da", "Av", "Af", "Na ", "Door", "Del"};
  return std::any_of(std::begin(kAmbiguous), std::end(kAmbiguous),
                     [&](std::string_view word) { return ascii::equals_ignoring_case(word, lead); });
}

/// How many bytes of a leading "By " the text begins with; nought for none.
std::size_t lead_size(std::string_view text, bool in_byline) {
  if (text.empty()) return 0;
  const char first = ascii::lower(text.front());
  std::size_t best = 0;
  for (const auto lead : byline_leads()) {
    if (ascii::lower(lead.front()) != first || lead.size() <= best) continue;
    if (!ascii::starts_with_ignoring_case(text, lead)) continue;
    if (!in_byline && is_ambiguous(lead)) continue;
    if (begins_in_word(text.substr(lead.size())) && ends_in_word(lead)) continue;
    best = lead.size();
  }
  return best;
}

constexpr std::string_view kWideSigns[] = {"–", "—", "•", "·", "“"};

bool is_plain_sign(char c) {
  constexpr std::string_view kSigns = " \t,;:|/-*_<>\"'`@";
  return kSigns.find(c) != kSigns.npos;
}

/// Bytes of the sign that a text begins with; nought for none.
std::size_t first_sign(std::string_view text) {
  if (!text.empty() && is_plain_sign(text.front())) return 1;
  for (const auto sign : kWideSigns) {
    if (text.starts_with(sign)) return sign.size();
  }
  return 0;
}

std::size_t last_sign(std::string_view text) {
  if (!text.empty() && is_plain_sign(text.back())) return 1;
  for (const auto sign : kWideSigns) {
    if (text.ends_with(sign)) return sign.size();
  }
  return 0;
}

std::string_view trim_signs(std::string_view text) {
  while (const auto size = first_sign(text)) text.remove_prefix(size);
  while (const auto size = last_sign(text)) text.remove_suffix(size);
  return text;
}

bool looks_like_url(std::string_view text) {
  return text.find("://") != text.npos || text.find("www.") != text.npos || text.find('@') != text.npos ||
         ascii::find_ignoring_case(text, ".com") != text.npos;
}

std::size_t count_words(std::string_view text) {
  return 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), ' '));
}

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), ascii::is_digit);
}

bool has_letter(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return ascii::is_alpha(c) || static_cast<unsigned char>(c) >= 0x80; });
}

bool is_particle(std::string_view word) {
  constexpr std::string_view kParticles[] = {"de",  "del", "della", "di",  "da",  "dos", "du",
                                             "van", "von", "zu",    "der", "den", "ten", "ter",
                                             "el",  "al",  "bin",   "ibn", "la",  "le"};
  return std::find(std::begin(kParticles), std::end(kParticles), word) != std::end(kParticles);
}

/// A Latin word without a capital.
bool begins_small(std::string_view word) {
  return !word.empty() && ascii::is_alpha(word.front()) && ascii::lower(word.front()) == word.front();
}

/// A piece of a sentence that begins as bylines do ("Von dieser Pflicht gibt es …"), or runs over the end of
/// one, or quotes.
bool is_of_sentence(std::string_view piece) {
  constexpr std::size_t kWord = 5;  // shorter ones are abbreviated
  const auto first = piece.substr(0, piece.find(' '));
  if (begins_small(first) && count_words(piece) >= 3 && !is_particle(first)) return true;
  const auto stop = piece.find(". ");
  if (stop != piece.npos && stop - (piece.substr(0, stop).rfind(' ') + 1) >= kWord) return true;
  return piece.find("“") != piece.npos || piece.find("„") != piece.npos;
}

/// "Foto: dpa": who made the picture.
bool is_picture_credit(std::string_view piece) {
  constexpr std::string_view kLabels[] = {"foto", "fotos", "photo", "photos",  "bild", "bilder",
                                          "фото", "Фото",  "image", "zdjęcie", "kuva", "写真"};
  const auto colon = piece.find_first_of(":/");
  if (colon == piece.npos) return false;
  const auto label = ascii::trim(piece.substr(0, colon));
  return std::any_of(std::begin(kLabels), std::end(kLabels),
                     [&](std::string_view word) { return ascii::equals_ignoring_case(label, word); });
}

bool is_plausible_name(std::string_view piece) {
  if (piece.size() < 2 || piece.size() > kMaxNameBytes || !has_letter(piece)) return false;
  if (count_words(piece) > 6 || has_digit(piece) || looks_like_url(piece)) return false;
  if (names_nobody(piece) || is_of_sentence(piece) || is_picture_credit(piece)) return false;
  return !is_role(piece) && !text::DateNames::instance().is_weekday(ascii::lower(piece));
}

void add_author(std::string_view name, Byline& byline) {
  if (byline.authors.size() >= kMaxAuthors) return;
  const auto key = name_key(name);
  const bool known = std::any_of(byline.authors.begin(), byline.authors.end(),
                                 [&](const std::string& other) { return name_key(other) == key; });
  if (!known && !key.empty()) byline.authors.emplace_back(name);
}

std::size_t first_split(std::string_view text, std::size_t& width) {
  std::size_t best = text.npos;
  for (const auto split : name_separators()) {
    const auto at = text.find(split);
    if (at >= best) continue;
    best = at;
    width = split.size();
  }
  return best;
}

/// Without web and mail addresses and what stands in brackets, except an agency's name.
std::string without_addresses(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    if (text.front() == '(' || text.front() == '[') {
      const auto end = text.find_first_of(")]");
      const auto inside = text.substr(1, end == text.npos ? end : end - 1);
      if (!agency_named(inside).empty()) out += "|" + std::string(inside) + "|";
      text.remove_prefix(end == text.npos ? text.size() : end + 1);
      continue;
    }
    const auto end = std::min(text.find_first_of(" \n([", 1), text.size());
    const auto word = text.substr(0, end);
    if (!looks_like_url(word)) out += word;
    text.remove_prefix(end);
  }
  return out;
}

/// Whether a piece is nothing but "By", "and" or another word that joins names.
bool is_joint(std::string_view piece) {
  constexpr std::string_view kJoints[] = {"and", "und", "et", "y",  "og", "och", "dan",    "in",    "with",
                                          "for", "the", "de", "en", "on", "d",   "is",     "s",     "le",
                                          "la",  "ve",  "e",  "i",  "at", "&",   "follow", "share", "online"};
  if (std::any_of(std::begin(kJoints), std::end(kJoints),
                  [&](std::string_view word) { return ascii::equals_ignoring_case(word, piece); }))
    return true;
  return std::any_of(byline_leads().begin(), byline_leads().end(), [&](std::string_view lead) {
    if (lead.ends_with(':')) lead.remove_suffix(1);
    return ascii::equals_ignoring_case(ascii::trim(lead), piece);
  });
}

/// Academic and professional letters behind a name: "MS", "RDN", "PhD".
bool is_credential(std::string_view word) {
  constexpr std::string_view kWords[] = {
      "MS",       "RD",   "RDN", "LD",   "LDN", "MD",  "M.D.", "PhD",  "Ph.D.",  "Ph.D", "MPH", "MBA",
      "CPT",      "CSCS", "RN",  "NP",   "DO",  "JD",  "J.D.", "MA",   "BA",     "MSc",  "BSc", "CNN",
      "NSCA-CPT", "DDS",  "DVM", "LCSW", "CFA", "CFP", "CPA",  "CFP®", "PharmD", "Esq."};
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

std::string_view without_credentials(std::string_view name) {
  while (true) {
    const auto blank = name.rfind(' ');
    if (blank == name.npos || !is_credential(name.substr(blank + 1))) return name;
    name = ascii::trim(name.substr(0, blank));
    while (name.ends_with(',')) name.remove_suffix(1);
  }
}

/// Without an agency or role glued behind a name: "Ann Lee The Associated Press", "신현주 기자".
std::string_view without_agency(std::string_view name) {
  for (const std::string_view role : {" 기자", "기자", "記者", "记者", " 특파원"}) {
    if (name.size() > role.size() && name.ends_with(role)) return name.substr(0, name.size() - role.size());
  }
  auto blank = name.rfind(' ');
  for (int words = 0; words < 3 && blank != name.npos && blank > 0; ++words) {
    if (!agency_named(name.substr(blank + 1)).empty()) return name.substr(0, blank);
    blank = name.rfind(' ', blank - 1);
  }
  return name;
}

/// Of "Ann Lee in Port Vellan" the name alone.
std::string_view without_place(std::string_view name) {
  const auto in = name.find(" in ");
  const bool place = in != name.npos && in + 4 < name.size() && name[in + 4] >= 'A' && name[in + 4] <= 'Z';
  return place && name.substr(0, in).find(' ') != name.npos ? name.substr(0, in) : name;
}

/// One word of letters that begins with a capital, as surnames and given names do.
bool is_capital_word(std::string_view text) {
  const bool capital = !text.empty() && ascii::is_alpha(text.front()) && !begins_small(text);
  const bool shouted = text.size() > 1 && ascii::is_alpha(text[1]) && ascii::lower(text[1]) != text[1];
  return capital && !shouted && text.find(' ') == text.npos && text.find('.') == text.npos;
}

/// "Jane Doe" of "Doe, Jane", as catalogues name one person; empty for anything else, such as two agencies.
std::string turned_name(std::string_view text) {
  const auto comma = text.find(',');
  if (comma == text.npos || text.find(',', comma + 1) != text.npos) return {};
  const auto family = ascii::trim(text.substr(0, comma));
  const auto given = ascii::trim(text.substr(comma + 1));
  for (const auto word : {family, given}) {
    if (!is_capital_word(word) || !is_plausible_name(word) || is_credential(word) || is_joint(word) ||
        has_outlet_word(word) || !agency_named(word).empty())
      return {};
  }
  return std::string(given) + " " + std::string(family);
}

/// "Ann Lee, Jr." is one name; "Ann Lee, reporter" and "Ann Lee, John Roe" are two pieces.
template <class Function>
void for_each_comma_part(std::string_view text, Function function) {
  while (true) {
    const auto comma = text.find(',');
    function(ascii::trim(text.substr(0, comma)));
    if (comma == text.npos) return;
    text.remove_prefix(comma + 1);
    const auto rest = ascii::trim(text);
    const bool suffix = rest.starts_with("Jr") || rest.starts_with("Ph.D") || rest.starts_with("PhD") ||
                        rest.starts_with("M.D") || rest.starts_with("MD") || rest.starts_with("Sr.");
    if (suffix) {
      const auto next = rest.find(',');
      if (next == rest.npos) return;
      text = rest.substr(next + 1);
    }
  }
}

/// No-break spaces as blanks; line ends part names and stay.
std::string with_plain_blanks(std::string_view text) {
  constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
  std::string out(text);
  for (auto at = out.find(kNoBreakSpace); at != out.npos; at = out.find(kNoBreakSpace, at))
    out.replace(at, kNoBreakSpace.size(), 1, ' ');
  return out;
}

class BylineReader {
 public:
  BylineReader(const OutletNames& outlet, bool in_byline, Byline& byline)
      : outlet_(outlet), in_byline_(in_byline), byline_(byline) {}

  void read(std::string_view whole) {
    const auto cleaned = without_addresses(utf8::head(whole, kMaxBylineBytes));
    const auto turned = in_byline_ ? std::string() : turned_name(ascii::trim(cleaned));
    std::string_view text = turned.empty() ? ascii::trim(cleaned) : turned;
    if (in_byline_) {
      const auto lead = lead_size(text, true);
      if (lead < text.size()) text.remove_prefix(lead);
    }
    bool listed = false;  // the piece stands beside others as their equal
    while (!text.empty()) {
      std::size_t width = 0;
      const auto at = first_split(text, width);
      bool first = true;
      for_each_comma_part(text.substr(0, at), [&](std::string_view part) {
        if (first || !is_place(part)) piece(part, first && listed);
        first = false;
      });
      if (at == text.npos) break;
      listed = names_follow(text.substr(at, width));
      text.remove_prefix(at + width);
    }
    if (byline_.authors.empty()) return;
    for (const auto& name : listed_agencies_) byline_.authors.push_back(name);
  }

 private:
  // Behind one given name and surname a word alone is the place ("Ann Lee, Berlin"); behind several such
  // names it may be one more.
  bool is_place(std::string_view part) const {
    if (!in_byline_ || byline_.authors.size() != 1) return false;
    const std::string_view name = byline_.authors.front();
    return name.find(' ') != name.npos && is_capital_word(name.substr(0, name.find(' '))) &&
           is_capital_word(part) && agency_named(part).empty();
  }

  static bool names_follow(std::string_view split) {
    constexpr std::string_view kEqual[] = {" and ", " und ", " et ",  " y ", " & ",
                                           " og ",  " och ", " dan ", " и ", " e "};
    return std::find(std::begin(kEqual), std::end(kEqual), split) != std::end(kEqual);
  }

  void piece(std::string_view text, bool listed) {
    text = trim_signs(text);
    if (names_nobody(text)) return;
    if (const auto by = text.find(" By "); by != text.npos) text = trim_signs(text.substr(by + 4));
    if (const auto lead = lead_size(text, false); lead > 0 && lead < text.size())
      text = trim_signs(text.substr(lead));
    const auto stop = text.ends_with('.') && agency_named(text).empty() ? std::size_t{1} : std::size_t{0};
    if (const auto agency = agency_named(text.substr(0, text.size() - stop)); !agency.empty()) {
      if (byline_.agency.empty()) byline_.agency = agency;
      if (listed) listed_agencies_.emplace_back(text);
      return;
    }
    text = without_agency(without_credentials(trim_signs(without_place(text))));
    if (!is_plausible_name(text) || is_credential(text) || is_joint(text) || is_outlet(text, outlet_)) return;
    add_author(text, byline_);
  }

  const OutletNames& outlet_;
  std::vector<std::string> listed_agencies_;
  bool in_byline_;
  Byline& byline_;
};

}  // namespace

std::string name_key(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (ascii::is_alpha(c) || ascii::is_digit(c) || static_cast<unsigned char>(c) >= 0x80)
      out += ascii::lower(c);
  }
  return out;
}

bool has_outlet_word(std::string_view name) {
  constexpr std::string_view kWords[] = {
      "report", "times",       "journal",   "gazette", "tribune",   "telegram", "herald",  "network", "media",
      "press",  "magazine",    "sponsored", "news",    "newspaper", "courier",  "zeitung", "agency",  "labs",
      "for",    "nachrichten", "daily",     "weekly",  "radio",     "tv",       "online",  "group"};
  if (name.starts_with("The ") || name.find(".com") != name.npos) return true;
  const bool capitals = name.size() <= 6 && name.find(' ') == name.npos &&
                        std::all_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  return capitals || std::any_of(std::begin(kWords), std::end(kWords),
                                 [&](std::string_view word) { return has_word(name, word); });
}

bool is_outlet(std::string_view name, const OutletNames& outlet) {
  const auto key = name_key(name);
  if (key.empty()) return false;
  const auto same = [&](std::string_view other) {
    const auto theirs = name_key(other);
    return !theirs.empty() && (key == theirs || "the" + key == theirs || key == "the" + theirs);
  };
  if (same(outlet.site) || same(outlet.publisher)) return true;
  const auto host = name_key(outlet.host);
  return key.size() >= 4 && count_words(name) <= 4 && host.find(key) != host.npos;
}

bool names_nobody(std::string_view name) {
  constexpr std::string_view kNobody[] = {
      "null",  "undefined", "none",    "nan", "n/a",   "[object object]", "object object",
      "false", "true",      "unknown", "by",  "admin", "administrator"};
  constexpr std::ptrdiff_t kDateDigits = 5;  // of a year and a day
  return std::count_if(name.begin(), name.end(), ascii::is_digit) >= kDateDigits ||
         std::any_of(std::begin(kNobody), std::end(kNobody),
                     [&](std::string_view word) { return ascii::equals_ignoring_case(name, word); });
}

bool looks_like_person(std::string_view name) {
  std::size_t words = 0;
  std::size_t capitals = 0;
  bool latin = false;
  while (!name.empty()) {
    const auto end = std::min(name.find(' '), name.size());
    const auto word = name.substr(0, end);
    name.remove_prefix(std::min(end + 1, name.size()));
    if (word.empty()) continue;
    ++words;
    const bool ascii_letter = ascii::is_alpha(word.front());
    latin |= ascii_letter;
    capitals += ascii_letter && ascii::lower(word.front()) != word.front() ? 1U : 0U;
    capitals += static_cast<unsigned char>(word.front()) >= 0x80 ? 1U : 0U;
  }
  if (!latin) return words >= 1 && words <= 5;
  return words >= 2 && words <= 5 && capitals + 2 >= words && capitals >= 2;
}

bool reads_like_name(std::string_view name) {
  constexpr std::size_t kWord = 4;  // shorter ones before a full stop are abbreviated
  std::size_t last = 0;
  for (auto rest = name; !rest.empty();) {
    const auto end = std::min(rest.find(' '), rest.size());
    const auto word = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (word.empty()) continue;
    if (begins_small(word) && !is_particle(word)) return false;
    last = word.size();
  }
  return !name.ends_with('.') || last <= kWord;
}

bool starts_like_byline(std::string_view text) {
  return lead_size(text, true) > 0;
}

Byline parse_byline(std::string_view text, const OutletNames& outlet) {
  Byline out;
  const std::string plain = with_plain_blanks(utf8::head(text, kMaxBylineBytes));
  text = ascii::trim(plain);
  if (const auto date = text::find_date(text); date && date->begin > 3) text = text.substr(0, date->begin);
  BylineReader(outlet, true, out).read(text);
  return out;
}

void add_named_authors(std::string_view field, const OutletNames& outlet, Byline& byline) {
  BylineReader(outlet, false, byline).read(field);
}

}  // namespace kabar::extract

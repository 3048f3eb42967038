#include "kabar/group/quotable.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <vector>

#include "kabar/base/ascii.h"
#include "kabar/text/letters.h"
#include "kabar/text/sentences.h"
#include "kabar/text/utf8.h"
#include "kabar/text/words.h"

namespace kabar::group {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::size_t kShortest = 40, kLongest = 320;  ///< East Asian characters count twice
constexpr std::size_t kLongestDateline = 70;           ///< bytes
constexpr std::size_t kMostPlaceWords = 4;             ///< "New York City –"
constexpr std::size_t kMostSmallWords =
    2;  ///< in a dateline that names an agency: "RIO DE JANEIRO, June 5 (AP)"
constexpr std::size_t kDatelineWords = 20;  ///< read of one; no place and agency take more
constexpr std::size_t kSentenceWords =
    100;  ///< read of a sentence; kLongest columns hold no more of three letters
constexpr std::size_t kLongestAuthorNote = 25;  ///< words; whoever says more of a writer tells news of them
constexpr char32_t kFirstWithoutCase =
    0x530;  ///< behind Latin, Greek and Cyrillic hardly any script has capitals

struct LanguageWords {
  std::string_view lang;
  std::string_view leaning;  ///< first words that lean on a sentence before; folded, between blanks
  std::string_view speaker;  ///< by which the author or the outlet speaks of itself
};

constexpr auto kLanguageWords = std::to_array<LanguageWords>({
    {"en",
     " he she it they his her their its this that these those but and so yet or then there here such also "
     "however still meanwhile instead both nevertheless therefore thus other another ",
     " i we my our your you let lets "},
    {"de", " er sie es doch aber und dabei dies dieser diese dieses ihr ihre sein seine ",
     " ich wir unser unsere "},
    {"fr", " il elle ils elles mais et cela celui celle ", " je nous notre nos vous votre "},
    {"es", " ella ellos ellas pero y esto eso ademas ", " yo nosotros nuestro nuestra "},
    {"pt", " ele ela eles elas mas e isso isto ", " eu nosso nossa "},
    {"it", " lui lei loro ma e questo questa ", " io noi nostro nostra "},
    {"nl", " hij zij ze maar en dit dat ", " ik wij we ons onze "},
    {"id", " dia ia mereka namun tetapi itu ini hal ", " saya kami kita anda "},
    {"pl", " on ona oni ale i to ", " ja nasz nasze "},
    {"tr", " o onlar ama ve bu ", " ben biz bizim "},
    {"ru", " он она они но это его ее их а и ", " я мы наш наша вы "},
    {"uk", " він вона вони але це його її та і ", " я ми наш ви "},
});

/// Pieces of captions, notes on authors, advice and notices, folded.
constexpr auto kNotes = std::to_array<std::string_view>({"file photo",
                                                         "file -",
                                                         "file –",
                                                         "file—",
                                                         "photo by",
                                                         "getty images",
                                                         "ap photo",
                                                         "photo:",
                                                         "foto:",
                                                         "photo credit",
                                                         "pictured",
                                                         "seen here",
                                                         "click here",
                                                         "read more",
                                                         "sign up",
                                                         "subscribe",
                                                         "newsletter",
                                                         "all rights reserved",
                                                         "copyright",
                                                         "©",
                                                         "http",
                                                         "www.",
                                                         ".com",
                                                         "@",
                                                         "contributed to",
                                                         "the author of",
                                                         "views expressed",
                                                         "opinions expressed",
                                                         "follow him",
                                                         "follow her",
                                                         "this article",
                                                         "this story",
                                                         "this report",
                                                         "this post",
                                                         "updated at",
                                                         "scroll down",
                                                         "video above",
                                                         "watch the",
                                                         "play video",
                                                         "advertisement",
                                                         "story highlights",
                                                         "more:",
                                                         "related:",
                                                         "watch:",
                                                         "exclusive:",
                                                         "breaking:",
                                                         "last updated",
                                                         "has been updated",
                                                         "archivfoto",
                                                         "symbolbild",
                                                         "baca juga",
                                                         "lire aussi",
                                                         "lea tambien",
                                                         "читайте также"});

/// Who writes: a sentence that says of somebody that they are one is a note on its author.
constexpr auto kWriters = std::to_array<std::string_view>(
    {"writer", "columnist", "contributor", "correspondent", "journalist", "editor", "reporter", "fellow",
     "blogger", "author", "commentator", "strategist", "professor", "anchor"});

/// Headings that stand before captions.
constexpr auto kLabels = std::to_array<std::string_view>(
    {"CLOSE", "FILE", "WATCH", "PHOTO", "PHOTOS",  "VIDEO", "LIVE",  "UPDATE", "IMAGE", "MORE", "READ",
     "By",    "BY",   "Image", "Photo", "Caption", "Watch", "Click", "Foto",   "Oleh",  "Von"});

/// Ends that belong to the name behind them; with their capital.
constexpr auto kAbbreviations = std::to_array<std::string_view>(
    {"Ala",  "Ariz", "Ark",  "Calif", "Colo", "Conn", "Del",  "Fla", "Ga",  "Ill",  "Ind", "Kan",  "Ky",
     "Mass", "Md",   "Mich", "Minn",  "Miss", "Mo",   "Mont", "Neb", "Nev", "Okla", "Ore", "Pa",   "Penn",
     "Tenn", "Tex",  "Va",   "Vt",    "Wash", "Wis",  "Wyo",  "Sen", "Gov", "Rep",  "Dem", "Atty", "Supt",
     "Cmdr", "Adm",  "Pres", "Det",   "Ofc",  "Lt",   "Gen",  "Col", "Sgt", "Mr",   "Mrs", "Dr",   "Ms"});

bool holds(Words words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && ascii::is_space(text.front())) text.remove_prefix(1);
  while (text.starts_with("\xC2\xA0")) text.remove_prefix(2);
  return text;
}

/// Where the first of the marks that part a dateline from its text stands, and behind it; npos: nowhere.
std::pair<std::size_t, std::size_t> find_dash(std::string_view text) {
  constexpr auto kDashes =
      std::to_array<std::string_view>({" — ", " – ", " - ", " -- ", " ― ", "— ", "– ", "—"});
  std::pair<std::size_t, std::size_t> first{std::string_view::npos, 0};
  for (const auto dash : kDashes)
    if (const auto at = text.find(dash); at < first.first) first = {at, at + dash.size()};
  return first;
}

/// Whether what stands before a dash is a place, an agency or the outlet: "WASHINGTON (AP)", "Jakarta".
bool is_dateline(std::string_view head, std::string_view outlet) {
  if (!outlet.empty() && text::fold(head).find(text::fold(outlet)) != std::string::npos) return true;
  std::size_t shouted = 0, small = 0;
  const auto words = text::split_words(head, kDatelineWords);
  for (const auto& word : words) {
    const auto lower = text::to_lower(word.text);
    if (word.kind != text::WordKind::kWord) continue;
    if (!word.capital) ++small;
    const auto length = text::count_code_points(word.text);
    const bool has_small =
        std::any_of(word.text.begin(), word.text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (length > 1 && !has_small && lower != word.text) ++shouted;
  }
  if (head.ends_with(')') || shouted > 0) return small <= kMostSmallWords;
  return small == 0 && !words.empty() && words.size() <= kMostPlaceWords;
}

/// Whether a sentence may begin so: not with a small letter.
bool opens(std::string_view text) {
  for (std::size_t pos = 0; pos < text.size();) {
    const auto c = text::next_code_point(text, pos);
    const auto& info = text::char_info(c);
    if (info.kind == text::CharClass::kOther) continue;
    return info.kind != text::CharClass::kLetter || info.upper || c >= kFirstWithoutCase;
  }
  return false;
}

/// What is open has an end: quotation marks and brackets come in pairs.
bool is_paired(std::string_view text) {
  int brackets = 0, curly = 0, plain = 0, angles = 0, corners = 0;
  for (std::size_t pos = 0; pos < text.size();) {
    switch (text::next_code_point(text, pos)) {
      case U'(':
      case U'（': ++brackets; break;
      case U')':
      case U'）': --brackets; break;
      case U'“':
      case U'”':
      case U'„': ++curly; break;
      case U'"': ++plain; break;
      case U'«':
      case U'»': ++angles; break;
      case U'「': ++corners; break;
      case U'」': --corners; break;
      default: break;
    }
  }
  return brackets == 0 && corners == 0 && (curly + plain) % 2 == 0 && angles % 2 == 0;
}

/// The last mark, closing quotation marks and brackets aside, is a full stop.
bool ends_in_full_stop(std::string_view text) {
  if (text.ends_with("...")) return false;
  char32_t last = 0, before = 0;
  for (std::size_t pos = 0; pos < text.size();) {
    const auto c = text::next_code_point(text, pos);
    constexpr std::u32string_view kClosers = U"\"'”“’»)]」』）›";
    if (kClosers.find(c) != kClosers.npos) continue;
    before = last;
    last = c;
  }
  constexpr std::u32string_view kStops = U".。۔।｡";
  return kStops.find(last) != kStops.npos && before != U'.' && before != U'…';
}

/// "Hill (10) reaches for the ball": the players of a picture.
bool has_shirt_number(std::string_view sentence) {
  for (auto at = sentence.find('('); at != sentence.npos; at = sentence.find('(', at + 1)) {
    const auto end = sentence.find(')', at);
    const auto inside = sentence.substr(at + 1, end == sentence.npos ? 0 : end - at - 1);
    if (!inside.empty() && inside.size() <= 2 && std::all_of(inside.begin(), inside.end(), ascii::is_digit))
      return true;
  }
  return false;
}

bool is_among(std::string_view list, const std::string& word) {
  return list.find(' ' + word + ' ') != list.npos;
}

bool has_quotation(std::string_view sentence) {
  constexpr auto kMarks = std::to_array<std::string_view>({"\"", "“", "„", "«", "「"});
  return std::any_of(kMarks.begin(), kMarks.end(),
                     [&](auto mark) { return sentence.find(mark) != std::string_view::npos; });
}

/// A caption, a note on the author, advice, a notice of the outlet.
bool is_note(std::string_view sentence, const std::vector<std::string>& words) {
  const auto folded = text::fold(sentence);
  if (std::any_of(kNotes.begin(), kNotes.end(), [&](auto note) { return folded.find(note) != folded.npos; }))
    return true;
  const auto has = [&](std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  if (has("photo") || has("photograph") || has_shirt_number(sentence)) return true;
  const bool says_is = folded.find(" is a") != folded.npos || folded.find(" is the ") != folded.npos ||
                       folded.find("'s ") != folded.npos || folded.find("’s ") != folded.npos;
  return has("is") && says_is && words.size() < kLongestAuthorNote &&
         std::any_of(kWriters.begin(), kWriters.end(), [&](auto writer) { return has(writer); });
}

}  // namespace

std::string_view without_dateline(std::string_view sentence, std::string_view outlet) {
  auto out = sentence;
  if (out.starts_with("【")) {
    if (const auto end = out.find("】"); end < kLongestDateline)
      out = out.substr(end + std::string_view("】").size());
  }
  if (out.starts_with('(')) {  // "(CNN) The ..."
    if (const auto end = out.find(')'); end < kLongestDateline / 2) out = trimmed(out.substr(end + 1));
  }
  for (const std::string_view dash : {"-", "–", "—"})
    while (out.starts_with(dash)) out = trimmed(out.substr(dash.size()));
  const auto [at, behind] = find_dash(out);
  if (at < kLongestDateline && is_dateline(out.substr(0, at), outlet)) {
    if (const auto rest = trimmed(out.substr(behind)); opens(rest)) out = rest;
  }
  return trimmed(out);
}

bool ends_in_abbreviation(std::string_view sentence) {
  if (!sentence.ends_with('.')) return false;
  const auto body = sentence.substr(0, sentence.size() - 1);
  const auto blank = body.rfind(' ');
  const auto last = blank == body.npos ? body : body.substr(blank + 1);
  if (last.find('.') != last.npos) return true;  // "U.S."
  return text::count_code_points(last) == 1 || holds(kAbbreviations, last);
}

bool is_quotable(std::string_view sentence, std::string_view lang) {
  const auto width = text::display_width(sentence);
  if (width < kShortest || width > kLongest) return false;
  if (!ends_in_full_stop(sentence) || !opens(sentence) || !is_paired(sentence)) return false;
  if (ends_in_abbreviation(sentence)) return false;
  const auto pieces = text::split_words(sentence, kSentenceWords);
  if (pieces.empty() || holds(kLabels, pieces.front().text)) return false;
  std::vector<std::string> words;
  words.reserve(pieces.size());
  for (const auto& piece : pieces) words.push_back(text::fold(piece.text));
  if (is_note(sentence, words)) return false;
  const auto known = std::find_if(kLanguageWords.begin(), kLanguageWords.end(),
                                  [&](const auto& entry) { return entry.lang == lang; });
  if (known == kLanguageWords.end()) return true;
  if (is_among(known->leaning, words.front())) return false;
  return has_quotation(sentence) || std::none_of(words.begin(), words.end(), [&](const auto& word) {
           return is_among(known->speaker, word);
         });
}

}  // namespace kabar::group

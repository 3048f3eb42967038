#include "kabar/text/charset_labels.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "kabar/base/ascii.h"

namespace kabar::text {
namespace {

struct Label {
  std::string_view label;
  std::string_view encoding;
};

// Labels of the WHATWG standard that pages use and those that uchardet gives, in the order of the alphabet;
// other spellings of the ISO 8859 family are brought into this one first.
constexpr Label kLabels[] = {
    {"866", "ibm-866"},
    {"ansi_x3.4-1968", "windows-1252"},
    {"arabic", "ISO-8859-6"},
    {"ascii", "windows-1252"},
    {"big5", "Big5-HKSCS"},
    {"big5-hkscs", "Big5-HKSCS"},
    {"chinese", "gb18030"},
    {"cn-big5", "Big5-HKSCS"},
    {"cp1250", "windows-1250"},
    {"cp1251", "windows-1251"},
    {"cp1252", "windows-1252"},
    {"cp1253", "windows-1253"},
    {"cp1254", "windows-1254"},
    {"cp1255", "windows-1255"},
    {"cp1256", "windows-1256"},
    {"cp1257", "windows-1257"},
    {"cp1258", "windows-1258"},
    {"cp866", "ibm-866"},
    {"cp949", "windows-949"},
    {"csbig5", "Big5-HKSCS"},
    {"cseuckr", "windows-949"},
    {"csiso2022jp", "ISO-2022-JP"},
    {"cskoi8r", "KOI8-R"},
    {"csshiftjis", "windows-31j"},
    {"cyrillic", "ISO-8859-5"},
    {"dos-874", "windows-874"},
    {"euc-jp", "EUC-JP"},
    {"euc-kr", "windows-949"},
    {"gb18030", "gb18030"},
    {"gb2312", "gb18030"},
    {"gb_2312", "gb18030"},
    {"gb_2312-80", "gb18030"},
    {"gbk", "gb18030"},
    {"greek", "ISO-8859-7"},
    {"hebrew", "ISO-8859-8"},
    {"hz-gb-2312", "HZ"},
    {"ibm866", "ibm-866"},
    {"iso-2022-jp", "ISO-2022-JP"},
    {"iso-8859-1", "windows-1252"},
    {"iso-8859-10", "iso-8859_10-1998"},
    {"iso-8859-11", "windows-874"},
    {"iso-8859-13", "ISO-8859-13"},
    {"iso-8859-14", "iso-8859_14-1998"},
    {"iso-8859-15", "ISO-8859-15"},
    {"iso-8859-2", "ISO-8859-2"},
    {"iso-8859-3", "ISO-8859-3"},
    {"iso-8859-4", "ISO-8859-4"},
    {"iso-8859-5", "ISO-8859-5"},
    {"iso-8859-6", "ISO-8859-6"},
    {"iso-8859-7", "ISO-8859-7"},
    {"iso-8859-8", "ISO-8859-8"},
    {"iso-8859-8-i", "ISO-8859-8"},
    {"iso-8859-9", "windows-1254"},
    {"koi", "KOI8-R"},
    {"koi8", "KOI8-R"},
    {"koi8-r", "KOI8-R"},
    {"koi8-ru", "KOI8-U"},
    {"koi8-u", "KOI8-U"},
    {"korean", "windows-949"},
    {"ks_c_5601-1987", "windows-949"},
    {"ksc5601", "windows-949"},
    {"l1", "windows-1252"},
    {"l2", "ISO-8859-2"},
    {"l5", "windows-1254"},
    {"latin-1", "windows-1252"},
    {"latin1", "windows-1252"},
    {"latin2", "ISO-8859-2"},
    {"latin5", "windows-1254"},
    {"mac", "macintosh"},
    {"mac-cyrillic", "x-mac-cyrillic"},
    {"macintosh", "macintosh"},
    {"ms_kanji", "windows-31j"},
    {"shift-jis", "windows-31j"},
    {"shift_jis", "windows-31j"},
    {"sjis", "windows-31j"},
    {"tis-620", "windows-874"},
    {"uhc", "windows-949"},
    {"unicode-1-1-utf-8", "UTF-8"},
    {"us-ascii", "windows-1252"},
    {"utf-16", "UTF-16LE"},
    {"utf-16be", "UTF-16BE"},
    {"utf-16le", "UTF-16LE"},
    {"utf-8", "UTF-8"},
    {"utf16", "UTF-16LE"},
    {"utf8", "UTF-8"},
    {"win1251", "windows-1251"},
    {"windows-1250", "windows-1250"},
    {"windows-1251", "windows-1251"},
    {"windows-1252", "windows-1252"},
    {"windows-1253", "windows-1253"},
    {"windows-1254", "windows-1254"},
    {"windows-1255", "windows-1255"},
    {"windows-1256", "windows-1256"},
    {"windows-1257", "windows-1257"},
    {"windows-1258", "windows-1258"},
    {"windows-31j", "windows-31j"},
    {"windows-874", "windows-874"},
    {"windows-949", "windows-949"},
    {"x-cp1250", "windows-1250"},
    {"x-cp1251", "windows-1251"},
    {"x-cp1252", "windows-1252"},
    {"x-euc-jp", "EUC-JP"},
    {"x-gbk", "gb18030"},
    {"x-mac-cyrillic", "x-mac-cyrillic"},
    {"x-mac-roman", "macintosh"},
    {"x-mac-ukrainian", "x-mac-cyrillic"},
    {"x-sjis", "windows-31j"},
    {"x-x-big5", "Big5-HKSCS"},
};

constexpr bool before(const Label& a, std::string_view label) {
  return a.label < label;
}
static_assert(std::is_sorted(std::begin(kLabels), std::end(kLabels),
                             [](const Label& a, const Label& b) { return before(a, b.label); }));

/// "iso88592", "iso_8859-2:1987", "iso8859-2" as "iso-8859-2"; other labels as they stand.
std::string one_spelling(std::string label) {
  constexpr std::string_view kFamily = "8859";
  if (!label.starts_with("iso")) return label;
  const auto family = label.find(kFamily);
  if (family > 4) return label;  // or not there at all
  std::string part = label.substr(family + kFamily.size(), label.find(':') - family - kFamily.size());
  if (part.starts_with('-') || part.starts_with('_')) part.erase(0, 1);
  return "iso-8859-" + part;
}

}  // namespace

std::string_view encoding_of_label(std::string_view label) noexcept {
  label = ascii::trim(label);
  if (label.size() > 24) return {};
  const std::string wanted = one_spelling(ascii::lower(label));
  const auto* hit = std::lower_bound(std::begin(kLabels), std::end(kLabels), wanted, before);
  return hit != std::end(kLabels) && hit->label == wanted ? hit->encoding : std::string_view();
}

}  // namespace kabar::text

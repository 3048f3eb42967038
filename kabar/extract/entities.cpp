#include "kabar/extract/entities.h"

#include <algorithm>
#include <charconv>

#include "kabar/base/ascii.h"
#include "kabar/base/blanks.h"
#include "kabar/text/utf8.h"

namespace kabar::extract {
namespace {

struct Entity {
  std::string_view name;
  std::string_view text;
};

constexpr Entity kEntities[] = {
    {"amp", "&"},    {"quot", "\""},  {"apos", "'"},   {"lt", "<"},     {"gt", ">"},     {"nbsp", " "},
    {"rsquo", "’"},  {"lsquo", "‘"},  {"rdquo", "”"},  {"ldquo", "“"},  {"bdquo", "„"},  {"sbquo", "‚"},
    {"ndash", "–"},  {"mdash", "—"},  {"hellip", "…"}, {"laquo", "«"},  {"raquo", "»"},  {"eacute", "é"},
    {"egrave", "è"}, {"agrave", "à"}, {"aacute", "á"}, {"ccedil", "ç"}, {"ocirc", "ô"},  {"ouml", "ö"},
    {"auml", "ä"},   {"uuml", "ü"},   {"szlig", "ß"},  {"ntilde", "ñ"}, {"oacute", "ó"}, {"iacute", "í"},
    {"uacute", "ú"}, {"ecirc", "ê"},  {"shy", ""},     {"euro", "€"},   {"middot", "·"}, {"aring", "å"},
    {"oslash", "ø"}, {"aelig", "æ"},  {"Ouml", "Ö"},   {"Auml", "Ä"},   {"Uuml", "Ü"},   {"Eacute", "É"},
};

constexpr std::size_t kLongestEntity = 10;

/// Appends what `name` ("amp", "#39", "#x27") stands for; false when it stands for nothing.
bool append_entity(std::string& out, std::string_view name) {
  if (name.starts_with('#')) {
    const bool hex = name.size() > 1 && ascii::lower(name[1]) == 'x';
    const auto figures = name.substr(hex ? 2 : 1);
    unsigned code = 0;
    const auto parsed = std::from_chars(figures.data(), figures.data() + figures.size(), code, hex ? 16 : 10);
    if (parsed.ec != std::errc{} || parsed.ptr != figures.data() + figures.size()) return false;
    const bool scalar = code >= 0x20 && code < 0x110000 && (code < 0xD800 || code > 0xDFFF);
    if (scalar) text::append_utf8(out, code);
    return true;
  }
  const auto* hit = std::find_if(std::begin(kEntities), std::end(kEntities),
                                 [&](const Entity& entity) { return entity.name == name; });
  if (hit == std::end(kEntities)) return false;
  out += hit->text;
  return true;
}

std::string decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto start = std::min(text.find('&'), text.size());
    out += text.substr(0, start);
    text.remove_prefix(start);
    if (text.empty()) break;
    const auto end = text.substr(0, kLongestEntity).find(';');
    if (end == text.npos || !append_entity(out, text.substr(1, end - 1))) {
      out += '&';
      text.remove_prefix(1);
    } else {
      text.remove_prefix(end + 1);
    }
  }
  return out;
}

/// Without "<b>" and the like; a '<' that opens no tag stays.
std::string without_tags(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto start = std::min(text.find('<'), text.size());
    out += text.substr(0, start);
    text.remove_prefix(start);
    if (text.empty()) break;
    const bool is_tag = text.size() > 1 && (ascii::is_alpha(text[1]) || text[1] == '/' || text[1] == '!');
    const auto end = is_tag ? text.find('>') : text.npos;
    if (end == text.npos) {
      out += '<';
      text.remove_prefix(1);
      if (is_tag) {  // never closed: no tag behind it is either
        out += text;
        break;
      }
    } else {
      out += ' ';
      const std::size_t program = size_of_program(text.substr(1, end), text.substr(end + 1));
      text.remove_prefix(end + 1 + program);
    }
  }
  return out;
}

}  // namespace

std::size_t size_of_program(std::string_view tag, std::string_view behind) {
  for (const std::string_view name : {"script", "style"}) {
    if (!ascii::starts_with_ignoring_case(tag, name)) continue;
    const auto end = ascii::find_ignoring_case(behind, name == "script" ? "</script" : "</style");
    return std::min(end, behind.size());
  }
  return 0;
}

std::string plain_field(std::string_view field) {
  std::string text(field);
  for (int round = 0; round < 2 && text.find('&') != text.npos; ++round) text = decode(text);
  if (text.find('<') != text.npos) text = without_tags(text);
  return fold_blanks(text);
}

}  // namespace kabar::extract

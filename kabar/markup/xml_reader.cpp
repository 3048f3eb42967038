#include "kabar/markup/xml_reader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "kabar/base/ascii.h"

namespace kabar::markup {
namespace {

constexpr std::string_view kCdata = "<![CDATA[";
constexpr std::string_view kCdataEnd = "]]>";

void append_utf8(std::string& out, std::uint32_t code) {
  const auto tail = [&](unsigned shift) {
    out.push_back(static_cast<char>(0x80U | ((code >> shift) & 0x3FU)));
  };
  if (code < 0x80) return out.push_back(static_cast<char>(code));
  if (code < 0x800) return out.push_back(static_cast<char>(0xC0U | code >> 6U)), tail(0);
  if (code < 0x10000) return out.push_back(static_cast<char>(0xE0U | code >> 12U)), tail(6), tail(0);
  out.push_back(static_cast<char>(0xF0U | code >> 18U));
  tail(12);
  tail(6);
  tail(0);
}

bool begins_name(char c) noexcept {
  return ascii::is_alpha(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool ends_name(char c) noexcept {
  return ascii::is_space(c) || c == '>' || c == '/' || c == '=' || c == '<';
}

/// Appends what "&…;" stands for; false, and nothing is appended, for what this document cannot know.
bool append_reference(std::string& out, std::string_view name) {
  constexpr std::array<std::pair<std::string_view, char>, 5> kKnown{
      {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}}};
  for (const auto& [known, c] : kKnown) {
    if (name == known) return out.push_back(c), true;
  }
  if (!name.starts_with('#')) return false;
  name.remove_prefix(1);
  const bool hex = name.starts_with('x') || name.starts_with('X');
  if (hex) name.remove_prefix(1);
  std::uint32_t code = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), code, hex ? 16 : 10);
  if (name.empty() || error != std::errc{} || end != name.data() + name.size()) return false;
  const bool bad = code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF);
  append_utf8(out, bad ? 0xFFFD : code);
  return true;
}

void append_decoded(std::string& out, std::string_view raw) {
  constexpr std::size_t kLongest = 12;  // "&#x0010FFFF;"
  while (!raw.empty()) {
    const auto amp = std::min(raw.find('&'), raw.size());
    out.append(raw.substr(0, amp));
    raw.remove_prefix(amp);
    if (raw.empty()) return;
    const auto end = raw.substr(0, kLongest).find(';');
    if (end != raw.npos && append_reference(out, raw.substr(1, end - 1))) {
      raw.remove_prefix(end + 1);
    } else {
      out.push_back('&');
      raw.remove_prefix(1);
    }
  }
}

/// Whether an element or an end tag begins in text outside of CDATA sections.
bool has_elements(std::string_view raw) noexcept {
  for (auto at = raw.find('<'); at != raw.npos && at + 1 < raw.size(); at = raw.find('<', at + 1)) {
    if (raw.substr(at).starts_with(kCdata)) {
      at = raw.find(kCdataEnd, at);
      if (at == raw.npos) return false;
    } else if (begins_name(raw[at + 1]) || raw[at + 1] == '/') {
      return true;
    }
  }
  return false;
}

}  // namespace

std::string decode_xml(std::string_view raw) {
  std::string out;
  append_decoded(out, raw);
  return out;
}

XmlReader::Token XmlReader::next() {
  if (std::exchange(empty_, false)) return Token::kEnd;
  while (true) {
    pos_ = std::min(text_.find('<', pos_), text_.size());
    if (pos_ + 1 >= text_.size()) return Token::kDone;
    const char c = text_[pos_ + 1];
    if (begins_name(c)) return read_start();
    if (c == '/') return read_end();
    if (c == '!' || c == '?') {
      pass_over_declaration();
    } else {
      ++pos_;
    }
  }
}

/// The first `words` at `from` or behind, which only grows. Remembers where they are, or that they do not
/// come any more: looking for them anew at every tag would be quadratic.
std::size_t XmlReader::find(std::string_view words, std::size_t from) {
  constexpr std::size_t kMostWords = 200;
  const auto known =
      std::find_if(found_.begin(), found_.end(), [&](const auto& found) { return found.first == words; });
  if (known != found_.end() && known->second >= from) return known->second;
  if (known == found_.end() && found_.size() == kMostWords) return text_.npos;
  const auto at = text_.find(words, from);
  if (known != found_.end()) {
    known->second = at;
  } else {
    found_.emplace_back(words, at);
  }
  return at;
}

/// A comment, CDATA section, processing instruction or DOCTYPE; where it does not end, its first characters.
void XmlReader::pass_over_declaration() {
  const auto pass = [&](std::string_view close) {
    const auto end = find(close, pos_ + 2);
    pos_ = end == text_.npos ? pos_ + 2 : end + close.size();
  };
  if (at("<!--")) return pass("-->");
  if (at(kCdata)) return pass(kCdataEnd);
  if (at("<?")) return pass("?>");
  const auto end = find(">", pos_);
  const auto subset = text_.substr(pos_, end - pos_).find('[');
  pass(subset == text_.npos ? ">" : "]>");
}

void XmlReader::pass_over_blanks() {
  while (pos_ < text_.size() && ascii::is_space(text_[pos_])) ++pos_;
}

XmlReader::Token XmlReader::read_start() {
  const auto begin = ++pos_;
  while (pos_ < text_.size() && !ends_name(text_[pos_])) ++pos_;
  name_ = text_.substr(begin, pos_ - begin);
  attributes_.clear();
  while (true) {
    pass_over_blanks();
    if (pos_ >= text_.size()) return Token::kStart;
    const char c = text_[pos_];
    if (c == '<') return Token::kStart;  // its '>' is missing
    if (c == '>' || at("/>")) {
      empty_ = c == '/';
      pos_ += empty_ ? 2 : 1;
      return Token::kStart;
    }
    read_attribute();
  }
}

void XmlReader::read_attribute() {
  const auto begin = pos_;
  while (pos_ < text_.size() && !ends_name(text_[pos_])) ++pos_;
  const auto name = text_.substr(begin, pos_ - begin);
  if (name.empty()) ++pos_;  // a stray '/' or '='
  pass_over_blanks();
  if (pos_ >= text_.size() || text_[pos_] != '=' || name.empty()) return;
  ++pos_;
  pass_over_blanks();
  if (pos_ >= text_.size()) return;
  const char quote = text_[pos_];
  const bool quoted = quote == '"' || quote == '\'';
  if (quoted) ++pos_;
  auto end = quoted ? find(text_.substr(pos_ - 1, 1), pos_) : text_.npos;
  if (end == text_.npos) end = std::min(text_.find_first_of(" \t\r\n<>", pos_), text_.size());
  if (attributes_.size() < kMaxAttributes) attributes_.push_back({name, text_.substr(pos_, end - pos_)});
  pos_ = end + (quoted && end < text_.size() && text_[end] == quote ? 1 : 0);
}

XmlReader::Token XmlReader::read_end() {
  pos_ += 2;
  const auto begin = pos_;
  while (pos_ < text_.size() && !ends_name(text_[pos_])) ++pos_;
  name_ = text_.substr(begin, pos_ - begin);
  const auto end = text_.find_first_of("<>", pos_);
  pos_ = end == text_.npos ? text_.size() : end + (text_[end] == '>' ? 1 : 0);
  return Token::kEnd;
}

std::string XmlReader::attribute(std::string_view name) const {
  const auto hit = std::find_if(attributes_.begin(), attributes_.end(), [&](const XmlAttribute& attribute) {
    return ascii::equals_ignoring_case(attribute.name, name);
  });
  return hit == attributes_.end() ? std::string() : decode_xml(hit->raw);
}

/// Where the end tag of the element that was given begins; npos where there is none.
std::size_t XmlReader::end_of_content() {
  const auto close = "</" + std::string(name_);
  auto from = pos_;
  while (true) {
    const auto end = find(close, from);
    if (end == text_.npos) return end;
    const auto behind = end + close.size();
    const bool whole = behind >= text_.size() || ends_name(text_[behind]);
    const auto section = std::min(find(kCdata, from), text_.size());
    if (section < end) {  // an end tag in a CDATA section is text
      const auto after = find(kCdataEnd, section);
      if (after == text_.npos) return end;
      from = after + kCdataEnd.size();
    } else if (whole) {
      return end;
    } else {
      from = behind;
    }
  }
}

std::string XmlReader::content() {
  if (std::exchange(empty_, false)) return {};
  const auto end = end_of_content();
  const auto stop = end == text_.npos ? std::min(text_.find('<', pos_), text_.size()) : end;
  auto raw = text_.substr(pos_, stop - pos_);
  pos_ = stop;
  if (end != text_.npos) read_end();
  const bool markup = has_elements(raw);
  std::string out;
  while (!raw.empty()) {
    const auto section = std::min(raw.find(kCdata), raw.size());
    const auto before = raw.substr(0, section);
    markup ? void(out.append(before)) : append_decoded(out, before);
    raw.remove_prefix(std::min(section + kCdata.size(), raw.size()));
    const auto close = std::min(raw.find(kCdataEnd), raw.size());
    out.append(raw.substr(0, close));
    raw.remove_prefix(std::min(close + kCdataEnd.size(), raw.size()));
  }
  return out;
}

}  // namespace kabar::markup

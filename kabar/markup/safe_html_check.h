#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/base/nfc.h"

namespace kabar::markup {

/// Reads HTML as safe_html() writes it, letter by letter, without a parser that could be fooled: for tests
/// and fuzzers. Gives what is wrong with it, or nothing.
class SafeHtmlCheck {
 public:
  explicit SafeHtmlCheck(std::string_view html) : rest_(html) {}

  std::string fault() {
    if (utf8::to_nfc(rest_) != rest_) fault_ = "changed by NFC";
    while (!rest_.empty() && fault_.empty()) {
      const char c = rest_.front();
      rest_.remove_prefix(1);
      if (c == '<') read_tag();
      if (c == '>' || c == '"' || c == '\'') fault_ = "not escaped in text: " + std::string(1, c);
      if (c == '&') read_reference();
      if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') fault_ = "control character";
    }
    if (fault_.empty() && !open_.empty()) fault_ = "left open: " + std::string(open_.back());
    return fault_;
  }

 private:
  static constexpr std::string_view kElements[] = {
      "a",     "blockquote", "br",    "caption", "cite",  "code", "del",    "em",  "figcaption", "figure",
      "h1",    "h2",         "h3",    "h4",      "h5",    "h6",   "hr",     "img", "ins",        "li",
      "mark",  "ol",         "p",     "pre",     "q",     "s",    "strong", "sub", "sup",        "table",
      "tbody", "td",         "tfoot", "th",      "thead", "tr",   "ul"};

  template <std::size_t n>
  static bool is_one_of(std::string_view word, const std::string_view (&list)[n]) {
    return std::find(std::begin(list), std::end(list), word) != std::end(list);
  }

  std::string_view take_while(bool (*wanted)(char)) {
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), wanted);
    const auto out = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
    rest_.remove_prefix(out.size());
    return out;
  }
  static bool is_name(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

  bool take(std::string_view text) {
    if (!rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }

  void read_tag() {
    const bool closes = take("/");
    const std::string_view name = take_while(is_name);
    if (!is_one_of(name, kElements)) return fail("element", name);
    if (closes) {
      if (open_.empty() || open_.back() != name) return fail("closed out of turn", name);
      open_.pop_back();
    } else {
      while (fault_.empty() && take(" ")) read_attribute(name);
      if (name != "br" && name != "hr" && name != "img") open_.push_back(name);
    }
    if (fault_.empty() && !take(">")) fail("end of tag", name);
    if (fault_.empty()) read_after_tag();
  }

  void read_attribute(std::string_view element) {
    const std::string_view name = take_while(is_name);
    if (!take("=\"")) return fail("attribute", name);
    const std::string value(rest_.substr(0, rest_.find('"')));
    rest_.remove_prefix(std::min(rest_.size(), value.size()));
    if (!take("\"")) return fail("value", name);
    if (value.find_first_of("<>'`") != std::string::npos && name != "alt") return fail("value", name);
    if (value.find_first_of("<>'") != std::string::npos) return fail("value", name);
    if (!is_allowed(element, name, value)) fail("attribute", name);
  }

  static bool is_allowed(std::string_view element, std::string_view name, const std::string& value) {
    const bool address = value.starts_with("https://") || value.starts_with("http://");
    const bool number = !value.empty() && value.find_first_not_of("0123456789") == std::string::npos;
    if (element == "a") return (name == "href" && address) || (name == "rel" && value == "noopener nofollow");
    if (element == "img") {
      if (name == "width" || name == "height") return number;
      return name == "alt" || (name == "src" && address);
    }
    if (element == "td" || element == "th") return (name == "colspan" || name == "rowspan") && number;
    return false;
  }

  void read_reference() {
    constexpr std::string_view kKnown[] = {"amp", "lt", "gt", "quot", "#39"};
    const auto name = rest_.substr(0, rest_.find(';'));
    if (!is_one_of(name, kKnown) && !is_mark(name)) fail("reference", name.substr(0, 10));
  }

  /// A combining mark by its number: none lies below U+0300.
  static bool is_mark(std::string_view name) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    const bool number = name.starts_with("#x") && name.find_first_not_of(kDigits, 2) == std::string::npos;
    return number && name.size() >= 5 && name.size() <= 7 && (name.size() > 5 || name[2] >= '3');
  }

  /// A browser takes ">" and a mark for the end of a tag; who normalises them, for one character.
  void read_after_tag() {
    if (utf8::leading_mark(rest_) != 0) fault_ = "a mark behind a tag";
  }

  void fail(std::string_view what, std::string_view which) {
    fault_ = std::string(what) + ": '" + std::string(which) + "' before '" +
             std::string(rest_.substr(0, 40)) + "'";
  }

  std::string_view rest_;
  std::vector<std::string_view> open_;
  std::string fault_;
};

}  // namespace kabar::markup

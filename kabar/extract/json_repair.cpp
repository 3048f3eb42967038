#include "kabar/extract/json_repair.h"

#include <vector>

#include "kabar/base/ascii.h"

namespace kabar::extract {
namespace {

class Repairer {
 public:
  Repairer(std::string_view text, std::size_t max_depth) : text_(text), max_depth_(max_depth) {
    out_.reserve(text.size() + 16);
  }

  std::string run() {
    while (at_ < text_.size()) step();
    drop_comma();
    while (!open_.empty()) close();
    return std::move(out_);
  }

 private:
  void step() {
    const char c = text_[at_];
    if (ascii::is_space(c)) {
      ++at_;
    } else if (c == '"' || c == '\'') {
      separate();
      string(c);
    } else if (c == '{' || c == '[') {
      separate();
      open(c == '{' ? '}' : ']');
      ++at_;
    } else if (c == '}' || c == ']') {
      close_until(c);
      ++at_;
    } else if (c == ',') {
      comma();
      ++at_;
    } else if (c == ':') {
      if (!out_.empty() && out_.back() == '"') emit(':');
      ++at_;
    } else if (!skip_comment()) {
      separate();
      word();
    }
  }

  /// Whether the output ends with a whole value, so that another one needs a comma.
  bool needs_comma() const {
    const char last = out_.back();
    return last != '{' && last != '[' && last != ',' && last != ':';
  }

  void separate() {
    if (!out_.empty() && needs_comma() && !open_.empty()) emit(',');
  }

  /// A comma behind a value; behind a key alone the value becomes null.
  void comma() {
    if (out_.empty() || too_deep()) return;
    if (out_.back() == ':') out_ += "null";
    if (needs_comma()) out_ += ',';
  }

  bool too_deep() const { return open_.size() > max_depth_; }
  void emit(char c) {
    if (!too_deep()) out_ += c;
  }

  void open(char closer) {
    if (open_.size() == max_depth_) out_ += "null";
    open_.push_back(closer);
    emit(closer == '}' ? '{' : '[');
  }

  void drop_comma() {
    while (!too_deep() && !out_.empty() && (out_.back() == ',' || out_.back() == ':')) {
      if (out_.back() == ':') {
        out_ += "null";
        return;
      }
      out_.pop_back();
    }
  }

  void close() {
    drop_comma();
    emit(open_.back());
    open_.pop_back();
  }

  /// Closes up to and including the innermost bracket of that kind; a stray one is left out.
  void close_until(char closer) {
    if (open_.empty() || (open_.back() != closer && (open_.size() < 2 || open_[open_.size() - 2] != closer)))
      return;
    if (open_.back() != closer) close();
    close();
  }

  /// "//", "/* */", "<!--", "-->", "<![CDATA[", "]]>" and ';' between values.
  bool skip_comment() {
    const auto rest = text_.substr(at_);
    if (rest.starts_with("/*")) {
      const auto end = rest.find("*/", 2);
      at_ += end == rest.npos ? rest.size() : end + 2;
      return true;
    }
    for (const std::string_view mark : {"<![CDATA[", "<!--", "-->", "//", "]]>", ";", "/", ">"}) {
      if (!rest.starts_with(mark)) continue;
      at_ += mark.size();
      if (mark == "//" && !text_.substr(at_).starts_with("<![CDATA[") &&
          !text_.substr(at_).starts_with("]]>"))
        at_ = std::min(text_.find('\n', at_), text_.size());
      return true;
    }
    return false;
  }

  /// A number, true, false, null; anything else (undefined, NaN, bare words) becomes a string.
  void word() {
    const auto start = at_;
    constexpr std::string_view kEnds = ",:{}[]\"";
    while (at_ < text_.size() && kEnds.find(text_[at_]) == kEnds.npos && !ascii::is_space(text_[at_])) ++at_;
    if (at_ == start) ++at_;
    if (too_deep()) return;
    const auto token = text_.substr(start, at_ - start);
    const bool literal = token == "true" || token == "false" || token == "null" || is_number(token);
    if (literal) {
      out_ += token;
      return;
    }
    out_ += '"';
    for (const char c : token) character(c);
    out_ += '"';
  }

  static bool is_number(std::string_view token) {
    if (token.starts_with('-')) token.remove_prefix(1);
    if (token.empty() || token.size() > 18 || !ascii::is_digit(token.front()) ||
        !ascii::is_digit(token.back()))
      return false;
    if (token.size() > 1 && token.front() == '0' && token[1] != '.') return false;
    std::size_t dots = 0;
    for (const char c : token) {
      if (!ascii::is_digit(c) && c != '.') return false;
      dots += c == '.' ? 1U : 0U;
    }
    return dots <= 1;
  }

  void string(char quote) {
    emit('"');
    for (++at_; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '\\') {
        escape();
      } else if (c == quote && ends_string()) {
        ++at_;
        break;
      } else if (!too_deep()) {
        character(c);
      }
    }
    emit('"');
  }

  /// A quotation mark ends its string when what follows could follow a string; else it is part of the text.
  bool ends_string() const {
    auto next = at_ + 1;
    while (next < text_.size() && ascii::is_space(text_[next]) && next < at_ + 64) ++next;
    if (next >= text_.size()) return true;
    const char c = text_[next];
    if (c == ':' || c == '}' || c == ']') return true;
    if (c == ',') return follows_comma(next + 1);
    return c == '"' && next > at_ + 1;  // a comma was forgotten
  }

  bool follows_comma(std::size_t next) const {
    const auto limit = next + 64;
    while (next < text_.size() && next < limit && ascii::is_space(text_[next])) ++next;
    if (next >= text_.size() || next == limit) return true;
    constexpr std::string_view kStarts = "\"'{[}]-0123456789tfn/,";
    return kStarts.find(text_[next]) != kStarts.npos;
  }

  void escape() {
    const auto rest = text_.substr(at_ + 1);
    const char c = rest.empty() ? '\0' : rest.front();
    const bool unicode = c == 'u' && rest.size() >= 5 && ascii::is_hex(rest[1]) && ascii::is_hex(rest[2]) &&
                         ascii::is_hex(rest[3]) && ascii::is_hex(rest[4]);
    constexpr std::string_view kKnown = "\"\\/bfnrt";
    if (c != '\0' && (unicode || kKnown.find(c) != kKnown.npos)) {
      emit('\\');
      emit(c);
      ++at_;
    }
  }

  void character(char c) {
    if (c == '\n' || c == '\r' || c == '\t') {
      out_ += c == '\n' ? "\\n" : " ";
    } else if (c == '"') {
      out_ += "\\\"";
    } else if (c == '\\') {
      out_ += "\\\\";
    } else if (static_cast<unsigned char>(c) >= 0x20) {
      out_ += c;
    }
  }

  std::string_view text_;
  std::size_t max_depth_;
  std::size_t at_ = 0;
  std::string out_;
  std::vector<char> open_;  // the closers that are due
};

}  // namespace

std::string repair_json(std::string_view text, std::size_t max_depth) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return Repairer(text, max_depth).run();
}

}  // namespace kabar::extract

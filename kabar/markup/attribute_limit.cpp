#include "kabar/markup/attribute_limit.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "kabar/base/ascii.h"

namespace kabar::markup {
namespace {

// What an attribute's name may follow (WHATWG HTML, 13.2.5.32 to 40).
bool ends_attribute(char c) {
  return c == ' ' || c == '/' || c == '"' || c == '\'' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

template <std::size_t n>
bool is_one_of(std::string_view name, const std::string_view (&names)[n]) {
  return std::any_of(std::begin(names), std::end(names),
                     [name](std::string_view other) { return ascii::equals_ignoring_case(name, other); });
}

// Goes through a page as a tokenizer does (WHATWG HTML, 13.2.5), for the sake of the attributes alone.
class AttributeCounter {
 public:
  AttributeCounter(std::string_view html, std::size_t left) : html_(html), left_(left) {}

  /// Where the last attribute that may stay ends.
  std::size_t end() {
    while (at_ < html_.size() && left_ > 0 && !unsure_) {
      skip_to('<');
      if (at_ < html_.size()) markup();
    }
    if (unsure_ && left_ > 0) count_words();
    return left_ == 0 ? at_ : html_.size();
  }

 private:
  bool at_letter(std::size_t i) const { return i < html_.size() && ascii::is_alpha(html_[i]); }

  void skip_to(char c) { at_ = std::min(html_.find(c, at_), html_.size()); }

  void skip_behind(std::size_t found, std::size_t size) {
    at_ = found == std::string_view::npos ? html_.size() : found + size;
  }

  void markup() {
    const std::string_view rest = html_.substr(at_, 9);
    if (at_letter(at_ + 1)) {
      ++at_;
      tag(false);
    } else if (rest.starts_with("</") && at_letter(at_ + 2)) {
      at_ += 2;
      tag(true);
    } else if (rest.starts_with("<!--")) {
      comment();
    } else if (rest.starts_with("<![CDATA[")) {
      unsure_ = true;
    } else if (rest.starts_with("<!") || rest.starts_with("<?") || rest.starts_with("</")) {
      skip_behind(html_.find('>', at_), 1);
    } else {
      ++at_;
    }
  }

  void comment() {
    at_ += 4;
    const std::string_view rest = html_.substr(at_, 2);
    if (rest.starts_with(">") || rest == "->") return skip_behind(html_.find('>', at_), 1);
    const std::size_t plain = html_.find("-->", at_);
    const std::size_t loud = html_.substr(0, plain).find("--!>", at_);
    skip_behind(std::min(plain, loud), loud < plain ? 4 : 3);
  }

  void tag(bool closes) {
    constexpr std::string_view kUnsure[] = {"svg", "math", "select", "plaintext", "frameset"};
    constexpr std::string_view kTexts[] = {"script", "style",  "textarea", "title",
                                           "xmp",    "iframe", "noembed",  "noframes"};
    const std::size_t begin = at_;
    while (at_ < html_.size() && !is_blank(html_[at_]) && html_[at_] != '/' && html_[at_] != '>') ++at_;
    const std::string_view name = html_.substr(begin, at_ - begin);
    while (at_ < html_.size() && html_[at_] != '>' && left_ > 0) attribute();
    if (at_ >= html_.size() || left_ == 0) return;
    ++at_;
    unsure_ = is_one_of(name, kUnsure);
    if (!closes && is_one_of(name, kTexts)) text_of(name);
  }

  // What stands between two attributes, or one of them.
  void attribute() {
    if (is_blank(html_[at_]) || html_[at_] == '/') return static_cast<void>(++at_);
    if (--left_ == 0) return;
    ++at_;  // whatever it is: a name may begin with "="
    while (at_ < html_.size() && !is_blank(html_[at_]) && html_[at_] != '/' && html_[at_] != '>' &&
           html_[at_] != '=')
      ++at_;
    skip_blanks();
    if (at_ >= html_.size() || html_[at_] != '=') return;
    ++at_;
    skip_blanks();
    if (at_ < html_.size()) value();
  }

  void skip_blanks() {
    while (at_ < html_.size() && is_blank(html_[at_])) ++at_;
  }

  void value() {
    const char quote = html_[at_];
    if (quote == '"' || quote == '\'') return skip_behind(html_.find(quote, at_ + 1), 1);
    while (at_ < html_.size() && !is_blank(html_[at_]) && html_[at_] != '>') ++at_;
  }

  // The text of an element that holds no markup, up to its end tag.
  void text_of(std::string_view name) {
    const std::size_t begin = at_;
    while (at_ < html_.size()) {
      skip_to('<');
      const std::string_view rest = html_.substr(at_);
      if (rest.starts_with("</") && ascii::starts_with_ignoring_case(rest.substr(2), name)) break;
      at_ += rest.empty() ? 0U : 1U;
    }
    // In scripts a comment may hide an end tag, and names may go on ("</scripts>").
    const std::string_view text = html_.substr(begin, at_ - begin);
    const std::size_t behind = at_ + 2 + name.size();
    const bool goes_on = behind < html_.size() && !ends_attribute(html_[behind]) && html_[behind] != '>';
    if (goes_on || text.find("<!--") != std::string_view::npos) {
      at_ = begin;
      unsure_ = true;
    }
  }

  void count_words() {
    bool between = false;
    for (; at_ < html_.size(); ++at_) {
      const bool ends = ends_attribute(html_[at_]);
      if (between && !ends && --left_ == 0) return;
      between = ends;
    }
  }

  std::string_view html_;
  std::size_t left_;
  std::size_t at_ = 0;
  bool unsure_ = false;
};

}  // namespace

std::string_view cut_to_attributes(std::string_view html, std::size_t left) {
  if (html.size() / 2 < left) return html;
  return html.substr(0, AttributeCounter(html, left).end());
}

}  // namespace kabar::markup

#include "kabar/markup/safe_html_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "kabar/base/ascii.h"
#include "kabar/base/blanks.h"
#include "kabar/base/nfc.h"
#include "kabar/base/utf8.h"
#include "kabar/markup/html_escape.h"

namespace kabar::markup {
namespace {

// A parser copies a link that is left open into each paragraph that follows: without a bound a page of links
// would grow thousandfold.
constexpr std::size_t kMaxAddressBytes = std::size_t{4} << 20;

}  // namespace

bool SafeHtmlOutput::enter(std::span<const OutputLevel> path) {
  std::size_t common = 0;
  while (common < std::min(open_.size(), path.size()) && open_[common].key == path[common].key) ++common;
  if (common == open_.size() && common == path.size()) return false;
  close_marks(0);
  flush_text();
  while (open_.size() > common) close_level();
  for (const OutputLevel& level : path.subspan(common)) {
    out_ += '<';
    out_ += name_of(level.tag);
    out_ += level.attributes;
    out_ += '>';
    open_.push_back(level);
  }
  line_is_empty_ = true;
  gap_ = Gap::kNone;
  pre_blanks_.clear();
  return true;
}

void SafeHtmlOutput::gap(Gap gap) {
  if (in_pre()) {
    if (gap == Gap::kBreak) pre_blanks_ += '\n';
    return;
  }
  gap_ = std::max(gap_, gap);
}

void SafeHtmlOutput::text(std::string_view text, std::span<const OutputMark> marks) {
  if (in_pre()) {
    preformatted_text(text, marks);
  } else {
    folded_text(text, marks);
  }
}

void SafeHtmlOutput::folded_text(std::string_view text, std::span<const OutputMark> marks) {
  std::size_t run = 0;  // begin of what is not yet written
  bool invisible = false;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t size = at < text.size() ? blank_size(text.substr(at), invisible) : 1;
    if (size == 0) {
      ++at;
      continue;
    }
    if (at > run) {
      lead_in(marks);
      text_ += text.substr(run, at - run);
    }
    if (at < text.size() && !invisible) gap(Gap::kBlank);
    at += size;
    run = at;
  }
}

void SafeHtmlOutput::preformatted_text(std::string_view text, std::span<const OutputMark> marks) {
  const auto left_out = [text](std::size_t at) -> std::size_t {
    return ascii::is_space(text[at]) ? 1 : utf8::invisible_size(text.substr(at));
  };
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && left_out(end) == 0) ++end;
    if (end > at) {
      lead_in(marks);
      text_ += text.substr(at, end - at);
      at = end;
    } else {
      const char c = text[at];
      if (c == ' ' || c == '\t' || c == '\n') pre_blanks_ += c;
      at += left_out(at);
    }
  }
}

void SafeHtmlOutput::inline_element(std::string_view markup, std::span<const OutputMark> marks) {
  lead_in(marks);
  flush_text();
  out_ += markup;
}

void SafeHtmlOutput::blocks(std::string_view markup) {
  close_marks(0);
  flush_text();
  out_ += markup;
  line_is_empty_ = true;
  gap_ = Gap::kNone;
}

void SafeHtmlOutput::lead_in(std::span<const OutputMark> marks) {
  std::size_t common = 0;
  while (common < std::min(open_marks_.size(), marks.size()) && open_marks_[common].key == marks[common].key)
    ++common;
  close_marks(common);
  write_gap();
  for (const OutputMark& mark : marks.subspan(common)) open_mark(mark);
  line_is_empty_ = false;
}

void SafeHtmlOutput::write_gap() {
  if (in_pre()) {
    // A parser drops a line break right behind <pre>.
    if (line_is_empty_) pre_blanks_.erase(0, pre_blanks_.rfind('\n') + 1);
    text_ += pre_blanks_;
    pre_blanks_.clear();
  } else if (!line_is_empty_ && gap_ == Gap::kBreak) {
    flush_text();
    out_ += "<br>";
  } else if (!line_is_empty_ && gap_ == Gap::kBlank) {
    text_ += ' ';
  }
  gap_ = Gap::kNone;
}

// A mark behind ">" would in NFC become one character with it, and a parser would look on for the tag's end.
void SafeHtmlOutput::flush_text() {
  if (text_.empty()) return;
  const std::string text = utf8::to_nfc(text_);
  text_.clear();
  std::string_view rest = text;
  const char32_t mark = out_.ends_with('>') ? utf8::leading_mark(rest) : 0;
  if (mark != 0) {
    out_ += fmt::format("&#x{:x};", static_cast<std::uint32_t>(mark));
    rest.remove_prefix(utf8::size_of_first(rest));
  }
  append_escaped(out_, rest);
}

void SafeHtmlOutput::open_mark(const OutputMark& mark) {
  open_marks_.push_back(mark);
  if (mark.tag == Tag::kA) {
    address_bytes_ += mark.href.size();
    open_marks_.back().silent = address_bytes_ > kMaxAddressBytes;
  }
  if (open_marks_.back().silent) return;
  flush_text();
  out_ += '<';
  out_ += name_of(mark.tag);
  if (mark.tag == Tag::kA) out_ += " href=\"" + escaped(mark.href) + "\" rel=\"noopener nofollow\"";
  out_ += '>';
}

void SafeHtmlOutput::close_marks(std::size_t left) {
  for (; open_marks_.size() > left; open_marks_.pop_back()) {
    if (open_marks_.back().silent) continue;
    flush_text();
    out_ += "</";
    out_ += name_of(open_marks_.back().tag);
    out_ += '>';
  }
}

void SafeHtmlOutput::close_level() {
  const Tag tag = open_.back().tag;
  out_ += "</";
  out_ += name_of(tag);
  out_ += is_cell(tag) ? ">" : ">\n";
  open_.pop_back();
}

std::string SafeHtmlOutput::finish() {
  enter({});
  close_marks(0);
  return std::move(out_);
}

}  // namespace kabar::markup

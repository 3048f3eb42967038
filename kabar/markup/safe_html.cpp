#include "kabar/markup/safe_html.h"

#include <algorithm>
#include <charconv>
#include <system_error>
#include <utility>

#include "kabar/base/ascii.h"
#include "kabar/base/blanks.h"
#include "kabar/base/nfc.h"
#include "kabar/markup/html_escape.h"
#include "kabar/markup/safe_html_output.h"
#include "kabar/markup/safe_html_rules.h"

namespace kabar::markup {
namespace {

constexpr std::size_t kMaxLevels = 32;  // deeper elements give way to their content
constexpr std::size_t kLevelsOfTable = 4;
constexpr std::size_t kLevelsOfEmbed = 2;    // figure and quote; paragraphs do without a level
constexpr std::size_t kMaxAddress = 4096;    // longer ones lead nowhere that is meant to be read
constexpr int kMaxLayoutTables = 6;          // in one another: further ones are not looked into
constexpr std::uint64_t kKeysOfSegment = 8;  // for the elements that are missing around a text

using Gap = SafeHtmlOutput::Gap;

// Walks the tree and tells the output where each text stands.
//
// A segment is a run of texts and inline elements that no block's begin or end interrupts.
class SafeHtml {
 public:
  SafeHtml(const HtmlTree& tree, const HtmlPolicy& policy) : tree_(tree), policy_(policy) {}

  std::string run() {
    const auto count = static_cast<NodeIndex>(tree_.nodes().size());
    for (NodeIndex i = 0; i < count;) {
      leave(i);
      i = visit(i);
    }
    return out_.finish();
  }

 private:
  // Gives the next node to look at.
  NodeIndex visit(NodeIndex i) {
    const HtmlNode& node = tree_[i];
    if (node.tag == Tag::kText) {
      text(i);
      return i + 1;
    }
    if (const auto embed = policy_.embed(i)) {
      write_embed(*embed);
      return node.end;
    }
    if (node.tag == Tag::kImg) picture(i);
    if (node.tag == Tag::kHr) rule(i);
    if (node.tag == Tag::kBr) ++breaks_;
    if (is_dropped(node.tag) || node.tag == Tag::kImg || node.tag == Tag::kHr) return node.end;
    if (mark_for(node.tag) != Tag::kUnknown) {
      begin_mark(i);
    } else if (is_block(node.tag)) {
      begin_block(i);
    }
    return i + 1;
  }

  void leave(NodeIndex i) {
    while (!marks_.empty() && marks_.back().end <= i) marks_.pop_back();
    for (; !levels_.empty() && levels_.back().end <= i; levels_.pop_back()) new_segment();
    for (; !others_.empty() && others_.back() <= i; others_.pop_back()) new_segment();
  }

  void new_segment() { segment_ = ++counter_; }
  std::uint64_t new_key() { return ++counter_ * kKeysOfSegment; }
  Tag top() const { return levels_.empty() ? Tag::kBody : levels_.back().tag; }
  bool is_inside(Tag tag) const {
    return std::any_of(levels_.begin(), levels_.end(), [tag](const auto& level) { return level.tag == tag; });
  }

  // ---- elements

  void begin_mark(NodeIndex i) {
    const Tag tag = mark_for(tree_[i].tag);
    const auto same = [tag](const OutputMark& mark) { return mark.tag == tag; };
    if (std::any_of(marks_.begin(), marks_.end(), same)) return;
    std::string href;
    if (tag == Tag::kA) {
      href = safe_address(policy_.address(tree_.attribute(i, "href")));
      if (href.empty()) return;
    }
    marks_.push_back({tag, ++counter_, tree_[i].end, std::move(href)});
  }

  void begin_block(NodeIndex i) {
    const HtmlNode& node = tree_[i];
    new_segment();
    indent_.clear();
    const bool in_list = top() == Tag::kUl || top() == Tag::kOl;
    if (in_list && node.tag != Tag::kLi && fits_in(node.tag, Tag::kLi) && levels_.size() < kMaxLevels)
      levels_.push_back({Tag::kLi, new_key(), node.end});
    if (levels_.size() >= kMaxLevels || !fits_in(node.tag, top()) || !is_wanted(i)) {
      others_.push_back(node.end);
      return;
    }
    levels_.push_back({node.tag, new_key(), node.end});
    if (!is_cell(node.tag)) return;
    levels_.back().attributes = span_attribute(i, "colspan") + span_attribute(i, "rowspan");
    out_.enter(levels_);  // empty cells hold their column's place
  }

  bool is_wanted(NodeIndex i) {
    switch (tree_[i].tag) {
      case Tag::kTable:
        return levels_.size() + kLevelsOfTable + kLevelsOfEmbed <= kMaxLevels && !is_inside(Tag::kTable) &&
               is_data_table(i);
      case Tag::kTr: return has_content(i);
      case Tag::kFigure: return !is_inside(Tag::kFigure);
      default: return true;
    }
  }

  // Whether two cells of a row hold something: others are there for the layout.
  bool is_data_table(NodeIndex table) {
    while (!layout_tables_.empty() && layout_tables_.back() <= table) layout_tables_.pop_back();
    if (layout_tables_.size() >= kMaxLayoutTables) return false;
    int cells = 0;
    for (NodeIndex i = table + 1; i < tree_[table].end;) {
      const Tag tag = tree_[i].tag;
      if (tag == Tag::kTr) cells = 0;
      if (is_cell(tag) && has_content(i) && ++cells == 2) return true;
      i = is_cell(tag) || tag == Tag::kTable ? tree_[i].end : i + 1;
    }
    layout_tables_.push_back(tree_[table].end);
    return false;
  }

  bool has_content(NodeIndex element) const {
    for (NodeIndex i = element + 1; i < tree_[element].end;) {
      const HtmlNode& node = tree_[i];
      const auto embed = policy_.embed(i);
      if (embed ? !safe_address(embed->url).empty() : shows_something(i)) return true;
      i = embed || is_dropped(node.tag) ? node.end : i + 1;
    }
    return false;
  }

  bool shows_something(NodeIndex i) const {
    const HtmlNode& node = tree_[i];
    if (node.tag == Tag::kImg) return !picture_address(i).empty();
    return node.tag == Tag::kText && !is_blank(node.text) && policy_.shows(i);
  }

  std::string span_attribute(NodeIndex i, std::string_view name) const {
    const unsigned span = number_of(i, name, 99);
    if (span < 2) return {};
    return ' ' + std::string(name) + "=\"" + std::to_string(span) + '"';
  }

  unsigned number_of(NodeIndex i, std::string_view name, unsigned most) const {
    const std::string_view value = tree_.attribute(i, name);
    unsigned number = 0;
    const auto* const end = value.data() + value.size();
    const auto [read, error] = std::from_chars(value.data(), end, number);
    return error == std::errc() && read == end && number <= most ? number : 0;
  }

  // ---- what they hold

  void text(NodeIndex i) {
    const std::string_view text = tree_[i].text;
    if (!policy_.shows(i)) return out_.gap(Gap::kBlank);
    if (is_blank(text)) {
      if (!text.empty()) out_.gap(Gap::kBlank);
      if (top() == Tag::kPre) indent_ += text;
      return;
    }
    lead_in(true);
    out_.text(text, marks_);
  }

  void lead_in(bool in_paragraph) {
    const int breaks = std::exchange(breaks_, 0);
    if (breaks >= 2) break_paragraph();
    const std::size_t real = levels_.size();
    std::uint64_t key = segment_ * kKeysOfSegment;
    while (missing_between(top()) != Tag::kUnknown) levels_.push_back({missing_between(top()), ++key, 0});
    if (wants_paragraphs(top()) && (in_paragraph || top() != Tag::kFigure))
      levels_.push_back({Tag::kP, ++key, 0});
    const bool other_place = out_.enter(levels_);
    const bool one_line = is_text_only(top());
    levels_.resize(real);
    if (!other_place) separate(breaks, one_line);
    last_segment_ = segment_;
    if (top() == Tag::kPre) out_.text(indent_, marks_);
    indent_.clear();
  }

  /// What stands between two texts of one place.
  void separate(int breaks, bool one_line) {
    if (breaks > 0) {
      for (int n = 0; n < (top() == Tag::kPre ? breaks : 1); ++n) out_.gap(Gap::kBreak);
    } else if (segment_ != last_segment_) {
      out_.gap(one_line ? Gap::kBlank : Gap::kBreak);
    }
  }

  void break_paragraph() {
    if (top() == Tag::kP) {
      levels_.back().key = new_key();
    } else {
      new_segment();
    }
  }

  std::string picture_address(NodeIndex i) const {
    if (!policy_.shows(i)) return {};
    for (const std::string_view name : {"src", "data-src", "data-lazy-src", "data-original"}) {
      const std::string_view source = tree_.attribute(i, name);
      if (source.empty() || source.starts_with("data:")) continue;
      if (auto address = safe_address(policy_.address(source)); !address.empty()) return address;
    }
    return {};
  }

  void picture(NodeIndex i) {
    const std::string address = picture_address(i);
    if (address.empty()) return;
    lead_in(false);
    std::string markup = "<img src=\"" + escaped(address) + "\" alt=\"" +
                         escaped(utf8::to_nfc(fold_blanks(tree_.attribute(i, "alt")))) + '"';
    for (const std::string_view name : {"width", "height"}) {
      const unsigned size = number_of(i, name, 9999);
      if (size != 0) markup += ' ' + std::string(name) + "=\"" + std::to_string(size) + '"';
    }
    out_.inline_element(markup + '>', marks_);
  }

  void rule(NodeIndex i) {
    new_segment();
    if (!policy_.shows(i) || !fits_in(Tag::kP, top())) return;
    out_.enter(levels_);
    out_.blocks("<hr>\n");
  }

  void write_embed(const EmbedText& embed) {
    const std::string address = safe_address(embed.url);
    if (address.empty()) return;
    new_segment();
    std::size_t depth = levels_.size();
    bool in_caption = false;  // to write blocks it would have to leave the table in the middle
    while (depth > 0 && !may_hold_embed(depth)) in_caption |= levels_[--depth].tag == Tag::kTable;
    const OutputMark link{Tag::kA, ++counter_, 0, address};
    if (in_caption) {
      lead_in(true);
      out_.text(is_blank(embed.text) ? address : embed.text, std::span(&link, 1));
    } else {
      embed_blocks(embed, link, depth);
    }
    new_segment();
  }

  void embed_blocks(const EmbedText& embed, const OutputMark& link, std::size_t depth) {
    std::vector<OutputLevel> path(levels_.begin(), levels_.begin() + static_cast<std::ptrdiff_t>(depth));
    const auto open = [&](Tag tag) { path.push_back({tag, new_key(), 0}); };
    const auto is_figure = [](const OutputLevel& level) { return level.tag == Tag::kFigure; };
    if (std::none_of(path.begin(), path.end(), is_figure)) open(Tag::kFigure);
    const bool has_text = !is_blank(embed.text);
    if (embed.quoted && has_text) {
      open(Tag::kBlockquote);
      open(Tag::kP);
      out_.enter(path);
      out_.text(embed.text, {});
      path.resize(path.size() - 2);
    }
    open(Tag::kP);
    out_.enter(path);
    out_.text(embed.quoted || !has_text ? link.href : embed.text, std::span(&link, 1));
  }

  /// Whether an embed may stand in the innermost of the first `depth` levels.
  bool may_hold_embed(std::size_t depth) const {
    return fits_in(Tag::kBlockquote, levels_[depth - 1].tag) && depth + kLevelsOfEmbed <= kMaxLevels;
  }

  const HtmlTree& tree_;
  const HtmlPolicy& policy_;
  SafeHtmlOutput out_;
  std::vector<OutputLevel> levels_;  // written around the current node
  std::vector<NodeIndex> others_;    // ends of blocks around it that are not written
  std::vector<OutputMark> marks_;
  std::vector<NodeIndex> layout_tables_;  // ends
  std::uint64_t counter_ = 0;
  std::uint64_t segment_ = 0;
  std::uint64_t last_segment_ = 0;  // of the last text
  int breaks_ = 0;                  // line breaks since then
  std::string indent_;              // blanks in a pre that are due before its next text
};

bool may_stand_in_address(char c, bool ascii_alone) {
  const auto byte = static_cast<unsigned char>(c);
  if (byte >= 0x80) return !ascii_alone;
  return byte > ' ' && byte != 0x7F && std::string_view("\"'<>`\\{}|^").find(c) == std::string_view::npos;
}

}  // namespace

std::string safe_address(std::string_view address) {
  std::string clean(ascii::trim(address));
  std::erase_if(clean, [](char c) { return c == '\t' || c == '\n' || c == '\r'; });
  const bool plain = ascii::starts_with_ignoring_case(clean, "http://");
  if (!plain && !ascii::starts_with_ignoring_case(clean, "https://")) return {};
  const auto rest = std::string_view(clean).substr(plain ? 7 : 8);
  constexpr std::string_view kNoHost = "/?#:\\@";
  if (rest.empty() || rest.size() > kMaxAddress || kNoHost.find(rest[0]) != std::string_view::npos) return {};
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out(plain ? "http://" : "https://");
  const auto is_escaped = [](char c) { return !may_stand_in_address(c, false); };
  std::string seen(rest);  // a mark behind "%3E" joins with its "E" as one behind ">" does
  std::replace_if(seen.begin(), seen.end(), is_escaped, 'E');
  const bool ascii_alone = utf8::to_shown(rest) != rest ||
                           utf8::to_nfc(seen) != seen;  // who normalises it is not to change the address
  for (const char c : rest) {
    if (may_stand_in_address(c, ascii_alone)) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += {'%', kDigits[byte >> 4U], kDigits[byte & 15U]};
    }
  }
  return out.size() <= kMaxAddress ? out : std::string();
}

std::string safe_html(const HtmlTree& tree, const HtmlPolicy& policy) {
  return SafeHtml(tree, policy).run();
}

Result<std::string> sanitize(std::string_view utf8, const HtmlPolicy& policy) {
  KABAR_TRY(const HtmlTree tree, HtmlTree::parse(utf8));
  return safe_html(tree, policy);
}

}  // namespace kabar::markup

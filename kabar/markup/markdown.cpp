#include "kabar/markup/markdown.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>
#include <vector>

#include "kabar/base/ascii.h"
#include "kabar/base/blanks.h"
#include "kabar/markup/emphasis.h"
#include "kabar/markup/safe_html_output.h"

namespace kabar::markup {
namespace {

constexpr int kMaxDepth = 64;  // what safe_html() writes is not half as deep

// What begins a list, quote or underline where it stands first in a line.
bool is_line_mark(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '-' || c == '+' || c == '=') return at == 0;
  if (c != '.' && c != ')') return false;
  return at > 0 && at < 10 &&
         std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), ascii::is_digit);
}

bool begins_reference(std::string_view rest) {
  // What follows the text may go on with it.
  return rest[0] == '&' && (rest.size() == 1 || rest[1] == '#' || ascii::is_alpha(rest[1]));
}

void append_escaped_markdown(std::string& out, std::string_view text, bool begins_line) {
  constexpr std::string_view kMarks = "\\`*_[]<>#|~";
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool mark = kMarks.find(text[at]) != std::string_view::npos;
    if (mark || begins_reference(text.substr(at)) || (begins_line && is_line_mark(text, at))) out += '\\';
    out += text[at];
  }
}

// What begins a list or underline where it stands first in a line, though each of its parts does not.
std::string with_escaped_line_marks(std::string_view lines) {
  constexpr std::size_t kLongest = 10;
  std::string out;
  while (!lines.empty()) {
    const std::string_view line = lines.substr(0, std::min(lines.find('\n'), lines.size() - 1) + 1);
    std::size_t at = 0;
    while (at < std::min(line.size(), kLongest) && !is_line_mark(line, at)) ++at;
    const bool marked = at < std::min(line.size(), kLongest);
    out.append(line.substr(0, at)).append(marked ? "\\" : "").append(line.substr(at));
    lines.remove_prefix(line.size());
  }
  return out;
}

std::string longest_run(std::string_view text, char c, std::size_t least) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char at : text) {
    run = at == c ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return std::string(std::max(least, longest + 1), c);
}

// Brackets and blanks would end an address, bars a cell, backquotes begin code around it.
std::string address_of(std::string_view href) {
  std::string out;
  for (std::size_t at = 0; at < href.size(); ++at) {
    const char c = href[at];
    if (c == '(' || c == ')' || begins_reference(href.substr(at))) out += '\\';
    switch (c) {
      case ' ': out += "%20"; break;
      case '\\': out += "%5C"; break;
      case '`': out += "%60"; break;
      case '|': out += "%7C"; break;
      case '<': out += "%3C"; break;
      case '>': out += "%3E"; break;
      default: out += c;
    }
  }
  return out;
}

// The rows of a table as Markdown has them, where no cell reaches over others: what one covers to its right
// and below stays empty.
class TableRows {
 public:
  void begin_row() {
    rows_.emplace_back();
    fill_covered();
  }

  /// Cells reach no further down than this.
  void end_section() { covered_.fill(0); }

  void add(std::string text, std::size_t columns, std::size_t rows) {
    if (rows_.empty()) return;
    put(std::move(text), rows);
    for (std::size_t n = 1; n < columns && rows_.back().size() < kMostCovered; ++n) put({}, rows);
    fill_covered();
  }

  /// The first row is the head, and as long as the longest; others end with their last text.
  std::string written() {
    if (rows_.empty()) return {};
    std::size_t columns = 0;
    for (const auto& row : rows_) columns = std::max(columns, row.size());
    rows_.front().resize(columns);
    std::string text = line_of(rows_.front()) + '\n' + line_of(std::vector<std::string>(columns, "---"));
    for (std::size_t i = 1; i < rows_.size(); ++i) {
      while (rows_[i].size() > 1 && rows_[i].back().empty()) rows_[i].pop_back();
      text.append("\n").append(line_of(rows_[i]));
    }
    return text;
  }

 private:
  // Columns that are filled up: a few bytes of a page are not to become thousands of cells. Cells with a text
  // of their own may be more.
  static constexpr std::size_t kMostCovered = 48;

  void put(std::string text, std::size_t rows) {
    const std::size_t column = rows_.back().size();
    if (column < kMostCovered) covered_.at(column) = rows - 1;
    rows_.back().push_back(std::move(text));
  }

  void fill_covered() {
    auto& row = rows_.back();
    for (; row.size() < kMostCovered && covered_.at(row.size()) > 0; row.emplace_back())
      --covered_.at(row.size());
  }

  static std::string line_of(const std::vector<std::string>& cells) {
    std::string line;
    for (const std::string& cell : cells) line.append("| ").append(cell).append(cell.empty() ? "" : " ");
    return line + "|";
  }

  std::vector<std::vector<std::string>> rows_;
  std::array<std::size_t, kMostCovered> covered_{};  // further rows of each column that a cell above covers
};

class Markdown {
 public:
  explicit Markdown(const HtmlTree& tree) : tree_(tree) {}

  std::string run() {
    blocks(0, 0);
    if (!out_.empty() && out_.back() != '\n') out_ += '\n';
    return std::move(out_);
  }

 private:
  template <class Visit>
  void for_each_child(NodeIndex parent, Visit visit) {
    for (NodeIndex i = parent + 1; i < tree_[parent].end; i = tree_[i].end) visit(i);
  }

  // ---- blocks

  /// The children of an element: blocks, or runs of text between them.
  void blocks(NodeIndex parent, int depth) {
    if (depth > kMaxDepth) return;
    std::string line;
    const auto end_line = [&] {
      if (!ascii::trim(line).empty()) paragraph(with_escaped_line_marks(ascii::trim(line)));
      line.clear();
    };
    for_each_child(parent, [&](NodeIndex i) {
      if (is_block(tree_[i].tag)) {
        end_line();
        block(i, depth + 1);
      } else {
        inline_node(i, line, depth);
      }
    });
    end_line();
  }

  void block(NodeIndex i, int depth) {
    const Tag tag = tree_[i].tag;
    const int level = heading_level(tag);
    if (level != 0) {
      paragraph(std::string(static_cast<std::size_t>(std::max(level, 2)), '#') + ' ' + one_line(i));
    } else if (tag == Tag::kFigcaption || tag == Tag::kCaption) {
      caption(i);
    } else if (tag == Tag::kUl || tag == Tag::kOl) {
      list(i, depth);
    } else if (tag == Tag::kBlockquote) {
      prefixed("> ", "> ", [&] { blocks(i, depth); });
    } else if (tag == Tag::kPre) {
      preformatted(i);
    } else if (tag == Tag::kTable) {
      table(i);
    } else if (tag == Tag::kHr) {
      paragraph("---");
    } else {
      blocks(i, depth);
    }
  }

  void caption(NodeIndex i) {
    const std::string text = one_line(i);
    const bool marked = text.find('*') != std::string::npos;
    if (!text.empty()) paragraph(marked ? text : '*' + text + '*');
  }

  void list(NodeIndex list, int depth) {
    unsigned number = 0;
    tight_ = false;
    for_each_child(list, [&](NodeIndex item) {
      if (tree_[item].tag != Tag::kLi) return;
      const std::string mark = tree_[list].tag == Tag::kOl ? std::to_string(++number) + ". " : "- ";
      prefixed(mark, std::string(mark.size(), ' '), [&] { blocks(item, depth); });
      tight_ = true;
    });
    tight_ = false;
  }

  /// What `write` writes, with one prefix before its first line and another before the rest.
  template <class Write>
  void prefixed(const std::string& first, const std::string& rest, Write write) {
    const bool was_tight = std::exchange(tight_, false);
    const std::string outer = std::exchange(out_, {});
    write();
    const std::string inner = std::exchange(out_, outer);
    tight_ = was_tight;
    if (inner.empty()) return;
    std::string lines;
    for (std::size_t at = 0; at < inner.size();) {
      const std::size_t end = std::min(inner.find('\n', at), inner.size());
      const std::string& prefix = at == 0 ? first : rest;
      const bool empty = end == at;
      lines += empty ? prefix.substr(0, prefix.find_last_not_of(' ') + 1) : prefix;
      lines += inner.substr(at, end - at) + '\n';
      at = end + 1;
    }
    lines.pop_back();
    paragraph(lines);
  }

  void preformatted(NodeIndex i) {
    std::string text;
    for (NodeIndex at = i + 1; at < tree_[i].end; ++at) {
      if (tree_[at].tag == Tag::kText) text += tree_[at].text;
    }
    const std::string fence = longest_run(text, '`', 3);
    paragraph(fence + '\n' + text + '\n' + fence);
  }

  void table(NodeIndex table) {
    TableRows rows;
    for (NodeIndex i = table + 1; i < tree_[table].end; ++i) {
      const Tag tag = tree_[i].tag;
      if (tag == Tag::kCaption) caption(i);
      if (tag == Tag::kThead || tag == Tag::kTbody || tag == Tag::kTfoot) rows.end_section();
      if (tag == Tag::kTr) rows.begin_row();
      if (is_cell(tag)) rows.add(cell(i), span(i, "colspan"), span(i, "rowspan"));
    }
    const std::string text = rows.written();
    if (!text.empty()) paragraph(text);
  }

  std::string cell(NodeIndex i) {
    in_table_ = true;
    std::string text = one_line(i);
    in_table_ = false;
    return text;
  }

  std::size_t span(NodeIndex cell, std::string_view name) const {
    const int number = std::atoi(std::string(tree_.attribute(cell, name)).c_str());
    return static_cast<std::size_t>(std::max(number, 1));
  }

  void paragraph(const std::string& text) {
    if (!out_.empty()) out_ += tight_ ? "\n" : "\n\n";
    tight_ = false;
    out_ += text;
  }

  // ---- within a line

  /// An element's text in one line, whatever blocks it holds.
  std::string one_line(NodeIndex element) {
    std::string line;
    flat(element, line, 0);
    std::replace(line.begin(), line.end(), '\n', ' ');
    return fold_blanks(line);
  }

  void flat(NodeIndex parent, std::string& line, int depth) {
    for_each_child(parent, [&](NodeIndex i) {
      if (!is_block(tree_[i].tag)) return inline_node(i, line, depth);
      line += ' ';
      if (depth < kMaxDepth) flat(i, line, depth + 1);
      line += ' ';
    });
  }

  void inline_node(NodeIndex i, std::string& line, int depth) {
    if (depth > kMaxDepth) return;
    switch (tree_[i].tag) {
      case Tag::kText:
        append_escaped_markdown(line, tree_[i].text, line.empty() || line.back() == '\n');
        break;
      case Tag::kBr: line += "  \n"; break;
      case Tag::kImg:
        line += "![" + escaped_markdown(fold_blanks(tree_.attribute(i, "alt"))) + "](" +
                address_of(tree_.attribute(i, "src")) + ')';
        break;
      case Tag::kA:
        if (line.ends_with('!')) line.insert(line.size() - 1, 1, '\\');  // no picture
        line += '[';
        children(i, line, depth);
        line += "](" + address_of(tree_.attribute(i, "href")) + ')';
        break;
      case Tag::kCode: code(i, line); break;
      case Tag::kStrong: emphasised("**", i, line, depth); break;
      case Tag::kEm: emphasised("*", i, line, depth); break;
      case Tag::kS:
      case Tag::kDel: emphasised("~~", i, line, depth); break;
      case Tag::kQ: marked("“", "”", i, line, depth); break;
      case Tag::kSub: marked("<sub>", "</sub>", i, line, depth); break;
      case Tag::kSup: marked("<sup>", "</sup>", i, line, depth); break;
      default: children(i, line, depth);
    }
  }

  void children(NodeIndex parent, std::string& line, int depth) {
    for_each_child(parent, [&](NodeIndex i) { inline_node(i, line, depth + 1); });
  }

  void marked(std::string_view before, std::string_view behind, NodeIndex i, std::string& line, int depth) {
    line += before;
    children(i, line, depth);
    line += behind;
  }

  /// Elements of one tag that touch each other are marked together. Readers of Markdown take marks for
  /// letters where blanks stand at their inner side, or punctuation does and a letter at the outer: such
  /// signs go outside; where that is not enough, the words stand unmarked.
  void emphasised(std::string_view mark, NodeIndex i, std::string& line, int depth) {
    if (follows_its_like(i)) return;
    const std::size_t begin = line.size();
    line += mark;
    const std::size_t inner = line.size();
    NodeIndex last = i;
    children(last, line, depth);
    for (; tree_[last].end < tree_.nodes().size() && is_alike(tree_[last].end, i);
         children(last, line, depth))
      last = tree_[last].end;
    const NodeIndex end = tree_[last].end;
    const std::string words = line.substr(inner);
    line.resize(begin);
    const std::string lead = leading_signs_in(i);
    const std::string trail = trailing_signs_in(tree_[end - 1].parent == last ? end - 1 : NodeIndex{0});
    line += marked_words(words, mark, {line, text_behind(end), lead, trail});
  }

  /// The signs that an element's own text begins with, as they are written.
  std::string leading_signs_in(NodeIndex element) const {
    const bool text = element + 1 < tree_[element].end && tree_[element + 1].tag == Tag::kText;
    return text ? written(leading_signs(tree_[element + 1].text)) : std::string();
  }

  std::string trailing_signs_in(NodeIndex text) const {
    return text != 0 && tree_[text].tag == Tag::kText ? written(trailing_signs(tree_[text].text))
                                                      : std::string();
  }

  static std::string written(std::string_view text) {
    std::string out;
    append_escaped_markdown(out, text, false);
    return out;
  }

  bool is_alike(NodeIndex a, NodeIndex b) const {
    return tree_[a].tag == tree_[b].tag && tree_[a].parent == tree_[b].parent;
  }

  /// Whether nothing stands between an element and one of the same tag before it.
  bool follows_its_like(NodeIndex i) const {
    NodeIndex before = i - 1;
    while (before > tree_[i].parent && tree_[before].parent != tree_[i].parent) before = tree_[before].parent;
    return before > tree_[i].parent && is_alike(before, i);
  }

  /// What follows in the same line; empty at its end.
  std::string_view text_behind(NodeIndex i) const {
    constexpr NodeIndex kNear = 32;
    const auto count = static_cast<NodeIndex>(tree_.nodes().size());
    for (const NodeIndex stop = std::min(count, i + kNear); i < stop; ++i) {
      const Tag tag = tree_[i].tag;
      if (tag == Tag::kText && !tree_[i].text.empty()) return tree_[i].text;
      if (tag == Tag::kBr || tag == Tag::kImg || tag == Tag::kA || tag == Tag::kCode || is_block(tag)) break;
    }
    return {};
  }

  /// Text between backquotes is not escaped, so marks in it are left out. Pieces that touch are one: their
  /// quotes would run together, and what stands in them would be markup. In a table a bar ends the cell even
  /// so.
  void code(NodeIndex i, std::string& line) {
    if (follows_its_like(i)) return;
    std::string text;
    NodeIndex last = i;
    for (; tree_[last].end < tree_.nodes().size() && is_alike(tree_[last].end, i);) last = tree_[last].end;
    for (NodeIndex at = i + 1; at < tree_[last].end; ++at) {
      if (tree_[at].tag == Tag::kText) text += tree_[at].text;
      if (tree_[at].tag == Tag::kBr) text += ' ';
    }
    if (text.empty()) return;
    for (auto at = text.find('|'); in_table_ && at != text.npos; at = text.find('|', at + 2))
      text.insert(at, 1, '\\');
    const std::string fence = longest_run(text, '`', 1);
    const bool touches = text.starts_with('`') || text.ends_with('`');
    if (line.ends_with('`')) line += ' ';
    line += fence + (touches ? " " : "") + text + (touches ? " " : "") + fence;
  }

  const HtmlTree& tree_;
  std::string out_;
  bool tight_ = false;     // the next block follows without an empty line
  bool in_table_ = false;  // the line is a cell's
};

}  // namespace

std::string escaped_markdown(std::string_view text) {
  std::string out;
  append_escaped_markdown(out, text, true);
  return out;
}

std::string to_markdown(const HtmlTree& safe) {
  return Markdown(safe).run();
}

}  // namespace kabar::markup

#include "kabar/extract/script_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kabar/base/ascii.h"
#include "kabar/base/hash.h"
#include "kabar/extract/entities.h"
#include "kabar/extract/text_stats.h"
#include "kabar/markup/html_escape.h"
#include "kabar/text/utf8.h"

namespace kabar::extract {
namespace {

using markup::HtmlTree;
using markup::NodeIndex;
using markup::Tag;

constexpr std::size_t kMaxBytes = std::size_t{8} << 20;  // of decoded strings, over all scripts
constexpr std::size_t kMaxDepth = 64;                    // deeper values count as of that depth
constexpr int kMaxRounds = 3;                            // JSON in a string of JSON in a string
constexpr std::size_t kMaxGroups = 4096;
constexpr std::uint32_t kLeastPiece = 40;  // TextStats::weight of a string that may be a paragraph
constexpr std::uint32_t kLeastText = 300;  // of all strings of a group

/// What the strings of one kind hold.
struct Group {
  std::string html;
  std::uint32_t weight = 0;
};

/// The number of so many hexadecimal digits at the front, which are taken off; -1 where they are none.
int take_hex(std::string_view& text, std::size_t digits) {
  if (text.size() < digits ||
      !std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(digits), ascii::is_hex))
    return -1;
  int code = 0;
  std::from_chars(text.data(), text.data() + digits, code, 16);
  text.remove_prefix(digits);
  return code;
}

/// Appends the character that stands behind a backslash and "u", which may be half of a pair.
void append_unicode_escape(std::string& out, std::string_view& text) {
  const int code = take_hex(text, 4);
  if (code <= 0) return;
  const bool high = code >= 0xD800 && code < 0xDC00;
  if (high && text.starts_with("\\u")) {
    std::string_view behind = text.substr(2);
    const int low = take_hex(behind, 4);
    if (low < 0xDC00 || low > 0xDFFF) return;
    text = behind;
    return text::append_utf8(out, static_cast<char32_t>(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)));
  }
  if (code < 0xD800 || code > 0xDFFF) text::append_utf8(out, static_cast<char32_t>(code));
}

/// A string literal's characters, as JSON and JavaScript escape them.
std::string unescaped(std::string_view literal) {
  std::string out;
  out.reserve(literal.size());
  while (!literal.empty()) {
    const auto plain = std::min(literal.find('\\'), literal.size());
    out += literal.substr(0, plain);
    literal.remove_prefix(plain);
    if (literal.size() < 2) break;
    const char escape = literal[1];
    literal.remove_prefix(2);
    switch (escape) {
      case 'n':
      case 'r':
      case 't': out += escape == 't' ? '\t' : '\n'; break;
      case 'b':
      case 'f': break;
      case 'u': append_unicode_escape(out, literal); break;
      case 'x':
        if (const int code = take_hex(literal, 2); code > 0)
          text::append_utf8(out, static_cast<char32_t>(code));
        break;
      default: out += escape; break;
    }
  }
  return out;
}

/// Whether a string holds data again: JSON, or lines of it with a number in front as React writes them.
bool is_data(std::string_view text) {
  text = ascii::trim(text);
  if (text.starts_with('{') || text.starts_with('[')) return true;
  const auto digits =
      static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), ascii::is_hex) - text.begin());
  return digits > 0 && digits < 8 && text.substr(digits).starts_with(':');
}

bool holds_markup(std::string_view text) {
  return text.find("</") != text.npos || text.find("<br") != text.npos || text.find("<p>") != text.npos;
}

/// How much of a string is prose, by TextStats::weight; 0 for names, addresses and program text.
std::uint32_t prose_in(std::string_view text, bool markup) {
  const std::string plain = plain_field(text);
  const TextStats stats = stats_of(plain);
  const bool ends = markup ? stats.stops > 0 : stats.ends_with_stop;
  const bool program = plain.find_first_of("{}") != plain.npos;
  return ends && !program && stats.words >= 5 && stats.weight >= kLeastPiece ? stats.weight : 0;
}

/// Gathers the prose of all scripts by where it stands.
class ScriptReader {
 public:
  explicit ScriptReader(const HtmlTree& tree) : tree_(tree) {}

  std::string read() {
    for (NodeIndex i = 0; i < tree_.nodes().size();) {
      const Tag tag = tree_[i].tag;
      if (tag == Tag::kScript) read_script(i);
      const bool unseen = tag == Tag::kTemplate || tag == Tag::kNoscript;
      if (unseen) add(key_of(i), html_below(i), true);
      i = unseen || tag == Tag::kScript ? tree_[i].end : i + 1;
    }
    return best();
  }

 private:
  /// An element is a group of its own.
  static std::uint64_t key_of(NodeIndex i) { return std::uint64_t{i} << 32U; }

  void read_script(NodeIndex i) {
    const std::string_view text = i + 1 < tree_[i].end ? tree_[i + 1].text : std::string_view();
    const std::string type = ascii::lower(tree_.attribute(i, "type"));
    if (type.find("template") != type.npos || type == "text/html") {
      add(key_of(i), std::string(text), true);
    } else if (type.find("ld+json") == type.npos) {
      read_strings(text, 0);
    }
  }

  /// The values in double quotes, each by the last member name around it and its depth. What is no JSON is
  /// passed over: quotes of other kinds may hide a value, and show program text that is no prose.
  void read_strings(std::string_view text, int round) {
    std::array<std::uint64_t, kMaxDepth> names{};
    std::size_t depth = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
      const char c = text[at];
      if (c == '{' || c == '[') {
        const std::uint64_t name = names[depth];
        depth = std::min(depth + 1, kMaxDepth - 1);
        names[depth] = name;
      } else if ((c == '}' || c == ']') && depth > 0) {
        --depth;
      } else if (c == '"') {
        const std::size_t end = end_of_literal(text, at + 1);
        const std::string_view literal = text.substr(at + 1, end - at - 1);
        if (is_name(text, end)) {
          names[depth] = hash64(literal);
        } else if (literal.size() >= kLeastPiece) {
          read_value(literal, names[depth] + depth * kMaxRounds + static_cast<std::uint64_t>(round), round);
        }
        at = end;
      }
    }
  }

  static std::size_t end_of_literal(std::string_view text, std::size_t at) {
    for (; at < text.size() && text[at] != '"'; ++at) {
      if (text[at] == '\\') ++at;
    }
    return std::min(at, text.size());
  }

  static bool is_name(std::string_view text, std::size_t quote) {
    const auto next = text.find_first_not_of(" \t\r\n", std::min(quote + 1, text.size()));
    return next != text.npos && text[next] == ':';
  }

  void read_value(std::string_view literal, std::uint64_t key, int round) {
    if (read_ + literal.size() > kMaxBytes) return;
    read_ += literal.size();
    std::string value = unescaped(literal);
    if (!is_data(value)) {
      add(key, value, holds_markup(value));
    } else if (round + 1 < kMaxRounds) {
      read_strings(value, round + 1);
    }
  }

  void add(std::uint64_t key, const std::string& text, bool markup) {
    const std::uint32_t weight = prose_in(text, markup);
    if (weight == 0 || (groups_.size() >= kMaxGroups && groups_.find(key) == groups_.end())) return;
    Group& group = groups_[key];
    group.weight += weight;
    group.html += markup ? text : "<p>" + markup::escaped(text) + "</p>";
  }

  /// Elements, their classes and addresses, and texts.
  std::string html_below(NodeIndex holder) const {
    std::string out;
    std::vector<NodeIndex> open;
    for (NodeIndex i = holder + 1; i < tree_[holder].end; ++i) {
      while (!open.empty() && tree_[open.back()].end <= i) close(out, open);
      const auto& node = tree_[i];
      if (node.tag == Tag::kText) {
        const bool raw = node.parent == holder && holds_markup(node.text);
        out += raw ? std::string(node.text) : markup::escaped(node.text);
      } else if (markup::is_opaque(node.tag)) {
        i = node.end - 1;
      } else if (node.tag != Tag::kUnknown) {
        begin(out, i);
        open.push_back(i);
      }
    }
    while (!open.empty()) close(out, open);
    return out;
  }

  void begin(std::string& out, NodeIndex i) const {
    out.append("<").append(markup::name_of(tree_[i].tag));
    for (const std::string_view name : {"class", "href"}) {
      const std::string_view value = tree_.attribute(i, name);
      if (!value.empty())
        out.append(" ").append(name).append("=\"").append(markup::escaped(value)).append("\"");
    }
    out += '>';
  }

  void close(std::string& out, std::vector<NodeIndex>& open) const {
    const Tag tag = tree_[open.back()].tag;
    if (tag != Tag::kBr && tag != Tag::kImg && tag != Tag::kHr)
      out.append("</").append(markup::name_of(tag)).append(">");
    open.pop_back();
  }

  /// The heaviest group, the first of equal ones by what it holds: maps have no order.
  std::string best() {
    Group* most = nullptr;
    for (auto& [key, group] : groups_) {
      const bool more = most == nullptr || group.weight > most->weight ||
                        (group.weight == most->weight && group.html < most->html);
      if (more) most = &group;
    }
    return most != nullptr && most->weight >= kLeastText ? std::move(most->html) : std::string();
  }

  const HtmlTree& tree_;
  std::unordered_map<std::uint64_t, Group> groups_;
  std::size_t read_ = 0;
};

}  // namespace

std::string script_text(const HtmlTree& tree) {
  return ScriptReader(tree).read();
}

}  // namespace kabar::extract

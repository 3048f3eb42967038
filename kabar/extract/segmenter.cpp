#include "kabar/extract/segmenter.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "kabar/base/ascii.h"
#include "kabar/base/blanks.h"
#include "kabar/extract/class_hints.h"
#include "kabar/extract/text_memo.h"

namespace kabar::extract {
namespace {

using markup::HtmlNode;
using markup::HtmlTree;
using markup::NodeIndex;
using markup::Tag;

// What an element hands down to all below it.
struct Context {
  NodeIndex block = 0;          // the nearest block element
  NodeIndex link = 0;           // the nearest link, 0 for none
  bool unseen_in_line = false;  // an element within the block hides its letters
  std::uint32_t inside = 0;
  std::uint32_t far_hints = 0;
  std::array<std::uint32_t, 3> near_hints{};  // of this element, its parent, and so on
};

std::uint32_t inside_of(Tag tag) {
  switch (tag) {
    case Tag::kArticle: return kInArticle;
    case Tag::kMain: return kInMain;
    case Tag::kNav:
    case Tag::kMenu: return kInNav;
    case Tag::kFooter: return kInFooter;
    case Tag::kHeader: return kInHeader;
    case Tag::kAside: return kInAside;
    case Tag::kForm: return kInForm;
    case Tag::kFigure: return kInFigure;
    case Tag::kUl:
    case Tag::kOl:
    case Tag::kDl: return kInList;
    case Tag::kTable: return kInTable;
    case Tag::kBlockquote: return kInQuote;
    case Tag::kSection: return kInSection;
    case Tag::kA: return kInLink;
    case Tag::kFigcaption:
    case Tag::kCaption: return kInCaption;
    case Tag::kP: return kInParagraph;
    case Tag::kB:
    case Tag::kStrong: return kInBold;
    case Tag::kTime: return kInTime;
    case Tag::kButton:
    case Tag::kLabel: return kInButton;
    case Tag::kDialog: return kInHidden;
    default: return markup::heading_level(tag) != 0 ? static_cast<std::uint32_t>(kInHeading) : 0U;
  }
}

std::uint32_t inside_of_role(std::string_view role) {
  if (role == "main") return kInMain;
  if (role == "article") return kInArticle;
  if (role == "navigation" || role == "menu" || role == "menubar") return kInNav;
  if (role == "complementary") return kInAside;
  if (role == "contentinfo") return kInFooter;
  if (role == "banner") return kInHeader;
  if (role == "dialog" || role == "alertdialog") return kInHidden;
  return 0;
}

// 0, 0.0, 0px, but not 0.5.
bool is_nought(std::string_view value) {
  const auto end = std::min(value.find_first_not_of("0."), value.size());
  return end > 0 && value[0] == '0' && (end == value.size() || !ascii::is_digit(value[end]));
}

// So far to the left or above that no screen shows it: -999px and beyond.
bool is_far_off(std::string_view value) {
  if (!value.starts_with('-')) return false;
  const auto digits = std::min(value.find_first_not_of("0123456789", 1), value.size());
  return digits >= 4;
}

// How an element's style takes it out of sight.
enum Sight : std::uint8_t {
  kNotDisplayed = 1U << 0,
  kLettersUnseen = 1U << 1,  // of no size, or far off the screen
  kFaded = 1U << 2,
};

struct SightRule {
  std::string_view property;
  bool (*applies)(std::string_view value);
  Sight sight;
};

constexpr SightRule kSightRules[] = {
    {"display", [](std::string_view value) { return ascii::starts_with_ignoring_case(value, "none"); },
     kNotDisplayed},
    {"visibility", [](std::string_view value) { return ascii::starts_with_ignoring_case(value, "hidden"); },
     kNotDisplayed},
    {"opacity", is_nought, kFaded},
    {"font-size", is_nought, kLettersUnseen},
    {"left", is_far_off, kLettersUnseen},
    {"top", is_far_off, kLettersUnseen},
    {"text-indent", is_far_off, kLettersUnseen},
};

// What one declaration does; `value` may go on with the next ones.
std::uint8_t sight_of(std::string_view property, std::string_view value) {
  for (const SightRule& rule : kSightRules) {
    if (ascii::equals_ignoring_case(property, rule.property)) return rule.applies(value) ? rule.sight : 0;
  }
  return 0;
}

std::uint8_t sight_of(std::string_view style) {
  constexpr std::string_view kBlanks = " \t\r\n\f";
  unsigned sight = 0;
  for (auto colon = style.find(':'); colon != style.npos; colon = style.find(':', colon + 1)) {
    const std::size_t end = style.substr(0, colon).find_last_not_of(kBlanks) + 1;
    std::size_t begin = end;
    while (begin > 0 && (ascii::is_alpha(style[begin - 1]) || style[begin - 1] == '-')) --begin;
    const auto value = std::min(style.find_first_not_of(kBlanks, colon + 1), style.size());
    sight |= sight_of(style.substr(begin, end - begin), style.substr(value));
  }
  return static_cast<std::uint8_t>(sight);
}

struct Attributes {
  std::uint32_t inside = 0;
  std::uint32_t hints = 0;
  bool hides_letters = false;
};

class Segmenter {
 public:
  /// Links to the address `nowhere` count as none.
  explicit Segmenter(const HtmlTree& tree, std::string_view nowhere = {}) : tree_(tree), nowhere_(nowhere) {
    page_.text.reserve(tree.nodes().size() * 8);
    page_.blocks_before.resize(tree.nodes().size() + 1);
    contexts_.resize(8);
  }

  PageText run() {
    const auto count = static_cast<NodeIndex>(tree_.nodes().size());
    for (NodeIndex i = 0; i < count;) {
      page_.blocks_before[i] = blocks_so_far();
      const HtmlNode& node = tree_[i];
      if (node.tag == Tag::kText) {
        add_text(i, node);
        ++i;
      } else if (is_skipped(node.tag)) {
        skip(i, node.end);
        i = node.end;
      } else {
        enter(i, node);
        ++i;
      }
    }
    finish_block();
    page_.blocks_before[count] = blocks_so_far();
    return std::move(page_);
  }

 private:
  static bool is_skipped(Tag tag) {
    return markup::is_opaque(tag) || tag == Tag::kNoscript || tag == Tag::kSvg || tag == Tag::kOption ||
           tag == Tag::kRt || tag == Tag::kRp;  // how a character is read aloud
  }

  // Blocks that began: the open one counts once it has text.
  std::uint32_t blocks_so_far() const {
    return static_cast<std::uint32_t>(page_.blocks.size()) + static_cast<std::uint32_t>(has_text());
  }

  bool has_text() const { return page_.text.size() > block_.begin; }

  void skip(NodeIndex from, NodeIndex to) {
    for (NodeIndex i = from; i < to; ++i) page_.blocks_before[i] = blocks_so_far();
  }

  void enter(NodeIndex i, const HtmlNode& node) {
    if (node.tag == Tag::kBr) return break_line();
    if (contexts_.size() <= node.depth) contexts_.resize(node.depth + std::size_t{16});
    Context context = node.depth == 0 ? Context() : contexts_[node.depth - 1U];
    context.near_hints = {0, context.near_hints[0], context.near_hints[1]};
    context.inside |= inside_of(node.tag);
    if (node.tag == Tag::kFigure)
      context.inside &= ~static_cast<std::uint32_t>(kInTable | kInList | kInQuote);
    if (node.tag == Tag::kA) enter_link(i, context);
    if (node.attribute_count != 0 && node.tag != Tag::kBody && node.tag != Tag::kHtml) {
      Attributes attributes;
      for (const auto& attribute : tree_.attributes(i)) read(attribute, attributes);
      context.inside |= attributes.inside;
      context.unseen_in_line = context.unseen_in_line || attributes.hides_letters;
      context.near_hints[0] = attributes.hints;
      context.far_hints |= attributes.hints;
    }
    if (markup::is_block(node.tag)) {
      context.block = i;
      context.unseen_in_line = false;
      finish_block();
    }
    contexts_[node.depth] = context;
  }

  void enter_link(NodeIndex i, Context& context) const {
    const std::string_view address = tree_.attribute(i, "href");
    if (address.empty()) return;
    if (address == nowhere_) {
      context.inside &= ~static_cast<std::uint32_t>(kInLink);
    } else {
      context.link = i;
    }
  }

  void read(const markup::HtmlAttribute& attribute, Attributes& out) {
    const std::string_view name = attribute.name;
    if (name == "class" || name == "id") {
      out.hints |= hints_.get(attribute.value, hints_in);
    } else if (name == "role") {
      out.inside |= inside_of_role(attribute.value);
    } else if (name == "style") {
      const std::uint8_t sight = sight_of(attribute.value);
      if ((sight & kNotDisplayed) != 0) out.inside |= kInHidden;
      if (sight != 0) out.inside |= kInUnseen;
      out.hides_letters |= (sight & (kNotDisplayed | kLettersUnseen)) != 0;
    } else if (name == "itemprop") {
      if (attribute.value == "articleBody" || attribute.value == "text") out.hints |= kMainHint;
      out.hints |= hints_in(attribute.value);
    } else if (name == "hidden") {
      out.inside |= kInHidden;
      out.hides_letters = true;
    } else if (name == "aria-hidden" && attribute.value == "true") {
      out.inside |= kInHidden;
    }
  }

  void break_line() {
    if (has_text() && ++breaks_ >= 2) finish_block();
    pending_blank_ = true;
  }

  void add_text(NodeIndex i, const HtmlNode& node) {
    if (node.depth == 0) return;
    const Context& context = contexts_[node.depth - 1U];
    if (context.block != block_.element) finish_block();
    if (has_text() && context.unseen_in_line != unseen_) {
      if (!unseen_) return page_.unseen.push_back(i);
      if (!is_blank(node.text)) restart_block(i);
    }
    const std::size_t before = page_.text.size();
    append_folded(node.text);
    const std::size_t added = page_.text.size() - before;
    if (added == 0) return;
    breaks_ = 0;
    if (before == block_.begin) begin_block(i, context);
    block_.last = i;
    if (context.link != 0) {
      block_.link_bytes += static_cast<std::uint32_t>(added);
      if (context.link != last_link_) ++block_.links;
    }
    last_link_ = context.link;
    if ((context.inside & kInBold) != 0) block_.bold_bytes += static_cast<std::uint32_t>(added);
  }

  // Whether a byte neither is nor begins a blank or what nobody sees.
  static bool is_solid(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte > ' ' && byte != 0x7F && byte != 0xC2 && byte != 0xE2 && byte != 0xEF;
  }

  void append_folded(std::string_view text) {
    std::size_t run = 0;  // begin of characters not yet appended
    std::size_t at = 0;
    while (at < text.size()) {
      if (is_solid(text[at])) {
        ++at;
        continue;
      }
      // One blank between words stays as it is.
      if (text[at] == ' ' && at > run && at + 1 < text.size() && is_solid(text[at + 1])) {
        at += 2;
        continue;
      }
      bool invisible = false;
      const std::size_t size = blank_size(text.substr(at), invisible);
      if (size == 0) {
        ++at;
        continue;
      }
      append_run(text.substr(run, at - run));
      pending_blank_ = pending_blank_ || !invisible;
      at += size;
      run = at;
    }
    append_run(text.substr(run));
  }

  void append_run(std::string_view run) {
    if (run.empty()) return;
    if (pending_blank_ && has_text()) page_.text += ' ';
    pending_blank_ = false;
    page_.text += run;
  }

  void begin_block(NodeIndex i, const Context& context) {
    unseen_ = context.unseen_in_line;
    block_.element = context.block;
    block_.first = i;
    block_.inside = context.inside;
    block_.near_hints = context.near_hints[0] | context.near_hints[1] | context.near_hints[2];
    block_.far_hints = context.far_hints;
    block_.heading = static_cast<std::uint8_t>(markup::heading_level(tree_[context.block].tag));
    block_.kind = kind_of(tree_[context.block].tag, block_);
    last_link_ = 0;
  }

  // Begins the open block, of which all was hidden so far, with the text `seen`.
  void restart_block(NodeIndex seen) {
    for (NodeIndex i = block_.first; i < seen; ++i) {
      if (i != block_.first) --page_.blocks_before[i];
      if (tree_[i].tag == Tag::kText) page_.unseen.push_back(i);
    }
    --page_.blocks_before[seen];
    page_.text.resize(block_.begin);
    finish_block();
  }

  static BlockKind kind_of(Tag tag, const TextBlock& block) {
    if ((block.inside & kInHeading) != 0) return BlockKind::kHeading;
    if ((block.inside & kInCaption) != 0) return BlockKind::kCaption;
    if ((block.inside & kInFigure) != 0 && (block.inside & (kInTable | kInList | kInQuote)) == 0) {
      return BlockKind::kCaption;
    }
    if (tag == Tag::kTd || tag == Tag::kTh) return BlockKind::kTable;
    if (tag == Tag::kLi || tag == Tag::kDt || tag == Tag::kDd) return BlockKind::kListItem;
    if ((block.inside & kInQuote) != 0) return BlockKind::kQuote;
    return BlockKind::kParagraph;
  }

  void finish_block() {
    if (has_text()) {
      block_.end = static_cast<std::uint32_t>(page_.text.size());
      block_.stats = stats_of(page_.text_of(block_));
      page_.blocks.push_back(block_);
    }
    block_ = TextBlock{.begin = static_cast<std::uint32_t>(page_.text.size())};
    breaks_ = 0;
    pending_blank_ = false;
    last_link_ = 0;
  }

  const HtmlTree& tree_;
  std::string_view nowhere_;
  PageText page_;
  std::vector<Context> contexts_;  // by depth
  TextMemo<std::uint32_t> hints_;
  TextBlock block_;      // the open one
  bool unseen_ = false;  // all of the open one is hidden
  NodeIndex last_link_ = 0;
  int breaks_ = 0;              // line breaks since the last text
  bool pending_blank_ = false;  // a blank is due before the next character
};

// Whether more than half of the text is that of links.
bool is_mostly_links(const PageText& page) {
  std::size_t bytes = 0;
  for (const TextBlock& block : page.blocks) bytes += block.link_bytes;
  return bytes * 2 > page.text.size();
}

// The address that most of the page's text leads to, empty where there is none.
std::string_view address_of_most(const HtmlTree& tree, std::size_t text_size) {
  constexpr std::size_t kLeast = 300;  // a teaser's
  std::unordered_map<std::string_view, std::size_t> bytes;
  std::string_view address;
  NodeIndex end = 0;
  for (NodeIndex i = 0; i < tree.nodes().size(); ++i) {
    if (tree[i].tag == Tag::kA) {
      address = tree.attribute(i, "href");
      end = tree[i].end;
    }
    if (i < end && tree[i].tag == Tag::kText) bytes[address] += tree[i].text.size();
  }
  const auto is_most = [&](const auto& entry) {
    return !entry.first.empty() && entry.second > kLeast && entry.second * 2 > text_size;
  };
  const auto most = std::find_if(bytes.begin(), bytes.end(), is_most);
  return most == bytes.end() ? std::string_view() : most->first;
}

}  // namespace

bool is_out_of_sight(std::string_view style) {
  return sight_of(style) != 0;
}

PageText segment(const HtmlTree& tree) {
  PageText page = Segmenter(tree).run();
  if (!is_mostly_links(page)) return page;
  const std::string_view nowhere = address_of_most(tree, page.text.size());
  return nowhere.empty() ? std::move(page) : Segmenter(tree, nowhere).run();
}

}  // namespace kabar::extract

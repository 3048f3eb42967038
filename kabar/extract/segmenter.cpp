#include "kabar/extract/segmenter.h"

#include <array>

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
  NodeIndex block = 0;  // the nearest block element
  NodeIndex link = 0;   // the nearest link, 0 for none
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

// Whether a property of this name (with its colon) has a value that begins with this one.
bool sets(std::string_view style, std::string_view property, std::string_view value) {
  for (auto at = style.find(property); at != std::string_view::npos; at = style.find(property, at + 1)) {
    const auto begin = style.find_first_not_of(" \t\r\n\f", at + property.size());
    if (begin != std::string_view::npos && style.substr(begin).starts_with(value)) return true;
  }
  return false;
}

struct Attributes {
  std::uint32_t inside = 0;
  std::uint32_t hints = 0;
};

class Segmenter {
 public:
  explicit Segmenter(const HtmlTree& tree) : tree_(tree) {
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
    if (node.tag == Tag::kA && !tree_.attribute(i, "href").empty()) context.link = i;
    if (node.attribute_count != 0 && node.tag != Tag::kBody && node.tag != Tag::kHtml) {
      Attributes attributes;
      for (const auto& attribute : tree_.attributes(i)) read(attribute, attributes);
      context.inside |= attributes.inside;
      context.near_hints[0] = attributes.hints;
      context.far_hints |= attributes.hints;
    }
    if (markup::is_block(node.tag)) {
      context.block = i;
      finish_block();
    }
    contexts_[node.depth] = context;
  }

  void read(const markup::HtmlAttribute& attribute, Attributes& out) {
    const std::string_view name = attribute.name;
    if (name == "class" || name == "id") {
      out.hints |= hints_.get(attribute.value, hints_in);
    } else if (name == "role") {
      out.inside |= inside_of_role(attribute.value);
    } else if (name == "style") {
      if (hides(attribute.value)) out.inside |= kInHidden;
    } else if (name == "itemprop") {
      if (attribute.value == "articleBody" || attribute.value == "text") out.hints |= kMainHint;
      out.hints |= hints_in(attribute.value);
    } else if (name == "hidden" || (name == "aria-hidden" && attribute.value == "true")) {
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

  void append_folded(std::string_view text) {
    std::size_t run = 0;  // begin of characters not yet appended
    std::size_t at = 0;
    while (at < text.size()) {
      const auto byte = static_cast<unsigned char>(text[at]);
      if (byte > ' ' && byte != 0x7F && byte != 0xC2 && byte != 0xE2 && byte != 0xEF) {
        ++at;
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
    block_.element = context.block;
    block_.first = i;
    block_.inside = context.inside;
    block_.near_hints = context.near_hints[0] | context.near_hints[1] | context.near_hints[2];
    block_.far_hints = context.far_hints;
    block_.heading = static_cast<std::uint8_t>(markup::heading_level(tree_[context.block].tag));
    block_.kind = kind_of(tree_[context.block].tag, block_);
    last_link_ = 0;
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
  PageText page_;
  std::vector<Context> contexts_;  // by depth
  TextMemo<std::uint32_t> hints_;
  TextBlock block_;  // the open one
  NodeIndex last_link_ = 0;
  int breaks_ = 0;              // line breaks since the last text
  bool pending_blank_ = false;  // a blank is due before the next character
};

}  // namespace

bool hides(std::string_view style) {
  return sets(style, "display:", "none") || sets(style, "visibility:", "hidden");
}

PageText segment(const HtmlTree& tree) {
  return Segmenter(tree).run();
}

}  // namespace kabar::extract

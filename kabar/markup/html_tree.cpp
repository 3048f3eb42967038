#include "kabar/markup/html_tree.h"

#include <myhtml/myhtml.h>
#include <sys/mman.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "kabar/markup/attribute_limit.h"
#include "kabar/markup/quick_scan.h"
#include "kabar/markup/token_views.h"

namespace kabar::markup {
namespace {

// MyHTML numbers its HTML elements as Tag does, from another start.
constexpr std::size_t kTagShift = MyHTML_TAG_A - static_cast<std::size_t>(Tag::kA);
static_assert(MyHTML_TAG_XMP - kTagShift == static_cast<std::size_t>(Tag::kXmp));
static_assert(MyHTML_TAG_HTML - kTagShift == static_cast<std::size_t>(Tag::kHtml));

// A text that stands in the tree gets this number, so that the parser does not append the next one to it:
// it would copy the whole text each time.
constexpr myhtml_tag_id_t kSettledText = MyHTML_TAG__UNDEF;

constexpr std::size_t kMaxFormatting = 8;    // real pages have three or four open at once
constexpr std::size_t kFreeCopies = 500;     // of formatting elements left open, and one more for each of
constexpr std::size_t kTokensPerCopy = 16;   // so many tokens
constexpr std::size_t kFreeWalk = 60'000;    // open elements at all start tags together, and
constexpr std::size_t kWalkPerToken = 16;    // so many more for each token: real pages have about 7
constexpr std::size_t kSteepDepth = 24;      // where more are open
constexpr std::size_t kMaxAttributes = 256;  // of one element
constexpr std::size_t kMaxMerged = 64;       // from further tags of <html> and <body>
constexpr std::size_t kKeptParserBytes = std::size_t{1} << 20;

Tag tag_of(const myhtml_tree_node_t& node) {
  if (node.tag_id == kSettledText || node.tag_id == MyHTML_TAG__TEXT) return Tag::kText;
  if (node.tag_id >= MyHTML_TAG_A && node.tag_id <= MyHTML_TAG_XMP) {
    return static_cast<Tag>(node.tag_id - kTagShift);
  }
  return node.tag_id == MyHTML_TAG_MATH ? Tag::kMath : Tag::kUnknown;
}

void erase_entry(myhtml_tree_list_t& list, std::size_t at) {
  std::copy(list.list + at + 1, list.list + list.length, list.list + at);
  list.length = list.length - 1;
}

// Whether the builder is in a mode of its own while such an element is the innermost of its kind.
bool is_of_table(myhtml_tag_id_t tag) {
  constexpr std::array kTags{MyHTML_TAG_TABLE,  MyHTML_TAG_TBODY,    MyHTML_TAG_THEAD,   MyHTML_TAG_TFOOT,
                             MyHTML_TAG_TR,     MyHTML_TAG_TD,       MyHTML_TAG_TH,      MyHTML_TAG_CAPTION,
                             MyHTML_TAG_SELECT, MyHTML_TAG_COLGROUP, MyHTML_TAG_TEMPLATE};
  return std::find(kTags.begin(), kTags.end(), tag) != kTags.end();
}

// Watches the tokens on their way to the tree builder, so that no list of the builder grows with the input:
// the algorithm of HTML5 walks the open elements at many tokens and clones the active formatting elements
// at each new block.
class Guard {
 public:
  explicit Guard(const HtmlLimits& limits) : limits_(limits) {}

  void before_token(myhtml_tree_t& tree, myhtml_token_node_t& token) {
    ++tokens_;
    token_ = &token;
    if (nodes_ >= limits_.max_nodes) {
      stop(tree);
    } else if (token.tag_id > MyHTML_TAG__DOCTYPE) {
      if ((token.type & MyHTML_TOKEN_TYPE_CLOSE) != 0) {
        skip_end_of_cut(token);
      } else {
        drop_many_merged(tree, token);
        make_room(tree, token.tag_id);
      }
    }
  }

  void on_insert(myhtml_tree_node_t& node) {
    ++nodes_;
    if (node.token != token_) ++copies_;
    if (node.tag_id == MyHTML_TAG__TEXT) node.tag_id = kSettledText;
  }

  bool cut() const { return cut_; }
  bool flattened() const { return flattened_; }
  std::size_t nodes() const { return nodes_; }

 private:
  static constexpr std::size_t kOther = 0;
  static std::size_t slot(myhtml_tag_id_t tag) { return tag < MyHTML_TAG_LAST_ENTRY ? tag : kOther; }

  void stop(myhtml_tree_t& tree) {
    cut_ = true;
    tree.parse_flags =
        static_cast<myhtml_tree_parse_flags_t>(tree.parse_flags | MyHTML_TREE_PARSE_FLAGS_WITHOUT_BUILD_TREE);
  }

  // The builder looks for each attribute of a second <html> or <body> among all that the first has.
  void drop_many_merged(const myhtml_tree_t& tree, myhtml_token_node_t& token) {
    const bool merged = (token.tag_id == MyHTML_TAG_HTML && tree.node_html != nullptr) ||
                        (token.tag_id == MyHTML_TAG_BODY && tree.node_body != nullptr);
    if (!merged) return;
    for (const auto* at = token.attr_first; at != nullptr && merged_ <= kMaxMerged; at = at->next) ++merged_;
    if (merged_ > kMaxMerged) token.attr_first = nullptr;
  }

  // The end of an element that was closed early would close an outer one of the same name.
  void skip_end_of_cut(myhtml_token_node_t& token) {
    std::uint32_t& closed = closed_early_[slot(token.tag_id)];
    if (closed == 0) return;
    --closed;
    token.tag_id = MyHTML_TAG__COMMENT;
  }

  // The builder walks the open elements at most start tags, and copies formatting elements into each block:
  // what it does is kept in proportion to the tokens.
  void make_room(myhtml_tree_t& tree, myhtml_tag_id_t tag) {
    myhtml_tree_list_t& open = *tree.open_elements;
    myhtml_tree_list_t& formatting = *tree.active_formatting;
    walked_ += open.length;
    const bool steep = walked_ > kFreeWalk + kWalkPerToken * tokens_;
    const std::size_t depth = steep ? std::min(limits_.max_depth, kSteepDepth) : limits_.max_depth;
    if (open.length >= depth) flatten(tree, depth);
    if (copies_ > kFreeCopies + tokens_ / kTokensPerCopy) formatting.length = 0;
    if (is_formatting(tag) && formatting.length >= kMaxFormatting) erase_entry(formatting, 0);
  }

  void flatten(myhtml_tree_t& tree, std::size_t depth) {
    flattened_ = true;
    bool in_table = false;
    while (tree.open_elements->length >= depth) {
      in_table = in_table || is_of_table(tree.open_elements->list[tree.open_elements->length - 1]->tag_id);
      close_innermost(*tree.open_elements, *tree.active_formatting);
    }
    // Else the builder would go on as in a cell, and look for ever for the cell that </table> is to end.
    if (in_table) myhtml_tree_reset_insertion_mode_appropriately(&tree);
  }

  void close_innermost(myhtml_tree_list_t& open, myhtml_tree_list_t& formatting) {
    const myhtml_tree_node_t* last = open.list[open.length - 1];
    ++closed_early_[slot(last->tag_id)];
    open.length = open.length - 1;
    if (!is_formatting(last->tag_id)) return;
    const auto* end = formatting.list + formatting.length;
    const auto* hit = std::find(formatting.list, formatting.list + formatting.length, last);
    if (hit != end) erase_entry(formatting, static_cast<std::size_t>(hit - formatting.list));
  }

  HtmlLimits limits_;
  std::size_t nodes_ = 0;
  std::size_t tokens_ = 0;
  std::size_t copies_ = 0;  // nodes that no token of their own stands for
  std::size_t walked_ = 0;
  std::size_t merged_ = 0;  // attributes
  const myhtml_token_node_t* token_ = nullptr;
  bool cut_ = false;
  bool flattened_ = false;
  std::array<std::uint32_t, MyHTML_TAG_LAST_ENTRY> closed_early_{};
};

// What is called at each token.
struct Watch {
  Guard guard;
  TokenViews views;
};

void* before_token(myhtml_tree_t* tree, myhtml_token_node_t* token, void* context) {
  if (token == nullptr) return context;
  auto* watch = static_cast<Watch*>(context);
  watch->guard.before_token(*tree, *token);
  watch->views.before(*tree, *token);
  return context;
}

void* after_token(myhtml_tree_t* tree, myhtml_token_node_t* token, void* context) {
  if (token != nullptr) static_cast<Watch*>(context)->views.after(*tree, *token);
  return context;
}

void on_insert(myhtml_tree_t*, myhtml_tree_node_t* node, void* context) {
  static_cast<Watch*>(context)->guard.on_insert(*node);
}

void watch(myhtml_tree_t* tree, Watch* watch) {
  myhtml_callback_before_token_done_set(tree, watch == nullptr ? nullptr : before_token, watch);
  myhtml_callback_after_token_done_set(tree, watch == nullptr ? nullptr : after_token, watch);
  myhtml_callback_tree_node_insert_set(tree, watch == nullptr ? nullptr : on_insert, watch);
}

std::string_view view_of(const mycore_string_t& text) {
  return text.data == nullptr ? std::string_view() : std::string_view(text.data, text.length);
}

// Each "<" begins at most one token and the text before it, so this bounds the memory for tokens.
std::string_view cut_to_nodes(std::string_view html, std::size_t left) {
  if (html.size() < left) return html;
  for (auto at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
    if (--left == 0) return html.substr(0, at);
  }
  return html;
}

std::string_view cut_to_limits(std::string_view html, const HtmlLimits& limits) {
  html = cut_to_nodes(html.substr(0, limits.max_bytes), limits.max_nodes);
  return cut_to_attributes(html, limits.max_attributes);
}

// MyHTML does not look whether it got the memory that it asks for, and writes there. So what a page mostly
// takes is asked for first, and given back untouched.
bool has_memory_for(std::string_view html) {
  constexpr std::size_t kLeast = std::size_t{4} << 20U;
  constexpr std::size_t kPerByte = 8;
  const std::size_t size = kLeast + kPerByte * html.size();
  void* const probe =
      mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return probe != MAP_FAILED && munmap(probe, size) == 0;
}

}  // namespace

// A MyHTML parser with the tree that it built. Making one costs as much as parsing a page of 20 KB, so each
// thread keeps the last one that was let go.
struct HtmlTree::Memory {
  Memory() = default;
  Memory(const Memory&) = delete;
  Memory& operator=(const Memory&) = delete;
  ~Memory() {
    if (tree != nullptr) myhtml_tree_destroy(tree);
    if (parser != nullptr) myhtml_destroy(parser);
  }

  static std::unique_ptr<Memory> take() {
    if (spare()) return std::move(spare());
    auto memory = std::make_unique<Memory>();
    memory->parser = myhtml_create();
    if (memory->parser == nullptr) return nullptr;
    if (myhtml_init(memory->parser, MyHTML_OPTIONS_PARSE_MODE_SINGLE, 1, 0) != MyCORE_STATUS_OK)
      return nullptr;
    scan_quickly(*memory->parser);
    memory->tree = myhtml_tree_create();
    if (memory->tree == nullptr) return nullptr;
    if (myhtml_tree_init(memory->tree, memory->parser) != MyCORE_STATUS_OK) return nullptr;
    return memory;
  }

  static void give_back(std::unique_ptr<Memory> memory) {
    if (!memory || memory->bytes > kKeptParserBytes || spare()) return;
    myhtml_tree_clean(memory->tree);
    spare() = std::move(memory);
  }

  static std::unique_ptr<Memory>& spare() {
    thread_local std::unique_ptr<Memory> kept;
    return kept;
  }

  myhtml_t* parser = nullptr;
  myhtml_tree_t* tree = nullptr;
  std::size_t bytes = 0;
};

namespace {

// Turns MyHTML's linked nodes into arrays in document order.
class Flattener {
 public:
  Flattener(std::vector<HtmlNode>& nodes, std::vector<HtmlAttribute>& attributes)
      : nodes_(nodes), attributes_(attributes) {}

  void flatten(const myhtml_tree_node_t& root) {
    for (const myhtml_tree_node_t* at = &root; at != nullptr; at = next(at, root)) {
      if (at->tag_id != MyHTML_TAG__COMMENT && at->tag_id != MyHTML_TAG__DOCTYPE) add(*at);
    }
    for (; !open_.empty(); open_.pop_back()) close();
  }

 private:
  const myhtml_tree_node_t* next(const myhtml_tree_node_t* at, const myhtml_tree_node_t& root) {
    if (at->child != nullptr) {
      open_.push_back(static_cast<NodeIndex>(nodes_.size() - 1));
      return at->child;
    }
    while (at != &root && at->next == nullptr) {
      at = at->parent;
      close();
      open_.pop_back();
    }
    return at == &root ? nullptr : at->next;
  }

  void close() { nodes_[open_.back()].end = static_cast<NodeIndex>(nodes_.size()); }

  void add(const myhtml_tree_node_t& from) {
    const auto index = static_cast<NodeIndex>(nodes_.size());
    HtmlNode& node = nodes_.emplace_back();
    node.tag = tag_of(from);
    node.depth = static_cast<std::uint16_t>(open_.size());
    node.parent = open_.empty() ? index : open_.back();
    node.end = index + 1;
    node.first_attribute = static_cast<std::uint32_t>(attributes_.size());
    if (from.token == nullptr) return;
    if (node.tag == Tag::kText) {
      node.text = view_of(from.token->str);
    } else {
      add_attributes(*from.token, node);
    }
  }

  void add_attributes(const myhtml_token_node_t& token, HtmlNode& node) {
    const myhtml_token_attr_t* at = token.attr_first;
    for (; at != nullptr && node.attribute_count < kMaxAttributes; at = at->next) {
      attributes_.push_back({view_of(at->key), view_of(at->value)});
      ++node.attribute_count;
    }
  }

  std::vector<HtmlNode>& nodes_;
  std::vector<HtmlAttribute>& attributes_;
  std::vector<NodeIndex> open_;
};

}  // namespace

HtmlTree::HtmlTree(std::unique_ptr<Memory> memory) : memory_(std::move(memory)) {}
HtmlTree::HtmlTree(HtmlTree&&) noexcept = default;
HtmlTree& HtmlTree::operator=(HtmlTree&& other) noexcept {
  std::swap(memory_, other.memory_);
  std::swap(nodes_, other.nodes_);
  std::swap(attributes_, other.attributes_);
  std::swap(truncated_, other.truncated_);
  return *this;
}
HtmlTree::~HtmlTree() {
  Memory::give_back(std::move(memory_));
}

Result<HtmlTree> HtmlTree::parse(std::string_view utf8, const HtmlLimits& limits) {
  const std::string_view html = cut_to_limits(utf8, limits);
  std::unique_ptr<Memory> memory = has_memory_for(html) ? Memory::take() : nullptr;
  if (!memory) return Error{Errc::kInternal, "no memory for the HTML parser"};
  myhtml_tree_t* tree = memory->tree;
  memory->bytes = html.size();

  Watch on_tokens{Guard(limits), TokenViews(html)};
  tree->parse_flags = MyHTML_TREE_PARSE_FLAGS_CLEAN;
  watch(tree, &on_tokens);
  const mystatus_t status = myhtml_parse(tree, MyENCODING_UTF_8, html.data(), html.size());
  watch(tree, nullptr);
  const Guard& guard = on_tokens.guard;

  HtmlTree result(std::move(memory));
  if (status != MyCORE_STATUS_OK) return Error{Errc::kInternal, "no memory for the page's tree"};
  result.truncated_ = guard.cut() || html.size() < utf8.size();
  result.flattened_ = guard.flattened();
  result.nodes_.reserve(std::min(guard.nodes(), limits.max_nodes) + 1);
  result.attributes_.reserve(std::min(guard.nodes(), limits.max_nodes));
  if (tree->node_html != nullptr) Flattener(result.nodes_, result.attributes_).flatten(*tree->node_html);
  if (result.nodes_.empty()) result.nodes_.push_back({.tag = Tag::kHtml, .end = 1});
  return result;
}

std::span<const HtmlAttribute> HtmlTree::attributes(NodeIndex i) const noexcept {
  return std::span(attributes_).subspan(nodes_[i].first_attribute, nodes_[i].attribute_count);
}

std::string_view HtmlTree::attribute(NodeIndex i, std::string_view name) const noexcept {
  for (const HtmlAttribute& attribute : attributes(i)) {
    if (attribute.name == name) return attribute.value;
  }
  return {};
}

}  // namespace kabar::markup

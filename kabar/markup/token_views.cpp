#include "kabar/markup/token_views.h"

#include <algorithm>

#include "kabar/base/ascii.h"

namespace kabar::markup {
namespace {

constexpr std::size_t kLongestScriptless = 1024;

bool is_special(char c) {
  return c == '&' || c == '\r' || c == '\0';
}

bool is_plain_name(std::string_view name) {
  return std::none_of(name.begin(), name.end(),
                      [](char c) { return (c >= 'A' && c <= 'Z') || is_special(c); });
}

// Elements whose attributes the tree builder itself reads, as C strings, or compares with each other:
// formatting elements. <a> is compared as well, but never with another: a second one closes the first.
bool builder_reads(myhtml_tag_id_t tag) {
  switch (tag) {
    case MyHTML_TAG__DOCTYPE:
    case MyHTML_TAG_HTML:
    case MyHTML_TAG_BODY:
    case MyHTML_TAG_INPUT:
    case MyHTML_TAG_ANNOTATION_XML: return true;
    default: return tag != MyHTML_TAG_A && is_formatting(tag);
  }
}

// What pictures are drawn of: their many attributes are of no use to anybody, and the builder looks up each.
bool is_drawing(myhtml_tag_id_t tag) {
  switch (tag) {
    case MyHTML_TAG_CIRCLE:
    case MyHTML_TAG_CLIPPATH:
    case MyHTML_TAG_ELLIPSE:
    case MyHTML_TAG_G:
    case MyHTML_TAG_LINE:
    case MyHTML_TAG_LINEARGRADIENT:
    case MyHTML_TAG_PATH:
    case MyHTML_TAG_POLYGON:
    case MyHTML_TAG_POLYLINE:
    case MyHTML_TAG_RADIALGRADIENT:
    case MyHTML_TAG_RECT:
    case MyHTML_TAG_STOP:
    case MyHTML_TAG_USE: return true;
    default: return false;
  }
}

// Whether the builder takes a text as it is; elsewhere it cuts off leading blanks in place, and a line end
// that follows <pre>.
bool keeps_blanks(const myhtml_tree_t& tree) {
  if ((tree.flags & MyHTML_TREE_FLAGS_PARSE_FLAG) != 0) return false;
  switch (tree.insert_mode) {
    case MyHTML_INSERTION_MODE_IN_BODY:
    case MyHTML_INSERTION_MODE_IN_TABLE:
    case MyHTML_INSERTION_MODE_IN_TABLE_TEXT:
    case MyHTML_INSERTION_MODE_IN_TABLE_BODY:
    case MyHTML_INSERTION_MODE_IN_ROW:
    case MyHTML_INSERTION_MODE_IN_CELL: return true;
    default: return false;
  }
}

// What pages leave for their own scripts in an attribute may be long, and nobody else reads it.
bool is_for_scripts(std::string_view name, std::string_view value) {
  return value.size() > kLongestScriptless && name.starts_with("data-");
}

void point_to(mycore_string_t& string, std::string_view text) {
  mycore_string_clean_all(&string);
  // MyHTML never writes to it: neither appended to nor freed, as it has no memory pool.
  string.data = const_cast<char*>(text.data());
  string.length = text.size();
}

}  // namespace

bool is_formatting(myhtml_tag_id_t tag) {
  switch (tag) {
    case MyHTML_TAG_A:
    case MyHTML_TAG_B:
    case MyHTML_TAG_BIG:
    case MyHTML_TAG_CODE:
    case MyHTML_TAG_EM:
    case MyHTML_TAG_FONT:
    case MyHTML_TAG_I:
    case MyHTML_TAG_NOBR:
    case MyHTML_TAG_S:
    case MyHTML_TAG_SMALL:
    case MyHTML_TAG_STRIKE:
    case MyHTML_TAG_STRONG:
    case MyHTML_TAG_TT:
    case MyHTML_TAG_U: return true;
    default: return false;
  }
}

TokenViews::TokenViews(std::string_view page)
    : page_(page),
      only_references_(page.find('\r') == std::string_view::npos &&
                       page.find('\0') == std::string_view::npos) {}

void TokenViews::before(const myhtml_tree_t& tree, myhtml_token_node_t& token) {
  frames_ = frames_ || token.tag_id == MyHTML_TAG_FRAMESET;
  text_tag_ = MyHTML_TAG__UNDEF;
  first_ = nullptr;
  if (token.tag_id == MyHTML_TAG__COMMENT || has_viewable_text(tree, token)) {
    text_tag_ = token.tag_id;
    token.tag_id = MyHTML_TAG__UNDEF;  // whose characters MyHTML does not look at
  } else if (is_drawing(token.tag_id)) {
    token.attr_first = nullptr;
  } else if (token.attr_first != nullptr && !builder_reads(token.tag_id)) {
    first_ = token.attr_first;
    last_ = token.attr_last;
    token.attr_first = nullptr;
  }
}

void TokenViews::after(myhtml_tree_t& tree, myhtml_token_node_t& token) {
  if (text_tag_ != MyHTML_TAG__UNDEF) {
    token.tag_id = text_tag_;
    if (text_tag_ == MyHTML_TAG__TEXT) point_to(token.str, part(token.raw_begin, token.raw_length));
  } else if (first_ != nullptr) {
    token.attr_first = first_;
    token.attr_last = last_;
    for (myhtml_token_attr_t* at = first_; at != nullptr; at = at->next) read_attribute(tree, *at);
  }
}

// Whether the tokenizer's rules change nothing in it: no character references, no line ends to fold.
bool TokenViews::stands_as_is(std::string_view text) const {
  const auto has = [text](char c) { return text.find(c) != std::string_view::npos; };
  return !has('&') && (only_references_ || (!has('\r') && !has('\0')));
}

bool TokenViews::has_viewable_text(const myhtml_tree_t& tree, const myhtml_token_node_t& token) const {
  if (token.tag_id != MyHTML_TAG__TEXT) return false;
  const std::string_view text = part(token.raw_begin, token.raw_length);
  if (frames_ || text.size() != token.raw_length || text.empty()) return false;
  if ((token.type & (MyHTML_TOKEN_TYPE_RAWTEXT | MyHTML_TOKEN_TYPE_SCRIPT)) != 0) return true;
  if ((token.type & MyHTML_TOKEN_TYPE_DATA) == 0) return false;
  return (!ascii::is_space(text.front()) || keeps_blanks(tree)) && stands_as_is(text);
}

void TokenViews::read_attribute(myhtml_tree_t& tree, myhtml_token_attr_t& attribute) const {
  const std::string_view name = part(attribute.raw_key_begin, attribute.raw_key_length);
  const std::string_view value = part(attribute.raw_value_begin, attribute.raw_value_length);
  const std::size_t pool = tree.async_args[0].mchar_node_id;
  myhtml_data_process_entry_t entry;
  const bool at_end =
      attribute.raw_key_begin + name.size() == page_.size();  // the builder reads on behind a name
  if (name.empty() || (is_plain_name(name) && !at_end)) {
    point_to(attribute.key, name);
  } else {
    myhtml_data_process_entry_clean(&entry);
    mycore_string_init(tree.mchar, pool, &attribute.key, name.size() + 1);
    myhtml_parser_token_data_to_string_lowercase(&tree, &attribute.key, &entry, attribute.raw_key_begin,
                                                 name.size());
  }
  if (value.empty() || stands_as_is(value) || is_for_scripts(name, value)) {
    point_to(attribute.value, value);
  } else {
    myhtml_data_process_entry_clean(&entry);
    entry.encoding = tree.encoding;
    entry.is_attributes = true;
    mycore_string_init(tree.mchar, pool, &attribute.value, value.size() + 1);
    myhtml_parser_token_data_to_string_charef(&tree, &attribute.value, &entry, attribute.raw_value_begin,
                                              value.size());
  }
}

}  // namespace kabar::markup

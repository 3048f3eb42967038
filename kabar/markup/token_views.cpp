#include "kabar/markup/token_views.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "kabar/base/ascii.h"

namespace kabar::markup {
namespace {

constexpr std::uint64_t repeat(unsigned char byte) {
  return 0x0101010101010101ULL * byte;
}
constexpr bool has_zero_byte(std::uint64_t word) {
  return ((word - repeat(1)) & ~word & repeat(0x80)) != 0;
}

bool is_special(char c) {
  return c == '&' || c == '\r' || c == '\0';
}

// Whether the tokenizer's rules change nothing in it: no character references, no line ends to fold.
bool stands_as_is(std::string_view text) {
  const char* at = text.data();
  const char* end = at + text.size();
  for (; end - at >= 8; at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, 8);
    if (has_zero_byte(word ^ repeat('&')) || has_zero_byte(word ^ repeat('\r')) || has_zero_byte(word))
      return false;
  }
  return std::none_of(at, end, is_special);
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

// Whether the builder takes a text as it is; elsewhere it cuts off leading blanks in place, and a line end that
// follows <pre>.
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

void TokenViews::before(const myhtml_tree_t& tree, myhtml_token_node_t& token) {
  frames_ = frames_ || token.tag_id == MyHTML_TAG_FRAMESET;
  text_size_ = 0;
  first_ = nullptr;
  if (token.tag_id == MyHTML_TAG__COMMENT) {
    token.raw_length = 0;
  } else if (token.tag_id == MyHTML_TAG__TEXT) {
    if (!has_viewable_text(tree, token)) return;
    text_size_ = token.raw_length;
    token.raw_length = 0;
  } else if (token.attr_first != nullptr && !builder_reads(token.tag_id)) {
    first_ = token.attr_first;
    last_ = token.attr_last;
    token.attr_first = nullptr;
  }
}

void TokenViews::after(myhtml_tree_t& tree, myhtml_token_node_t& token) {
  if (text_size_ != 0) {
    token.raw_length = text_size_;
    point_to(token.str, part(token.raw_begin, text_size_));
  } else if (first_ != nullptr) {
    token.attr_first = first_;
    token.attr_last = last_;
    for (myhtml_token_attr_t* at = first_; at != nullptr; at = at->next) read_attribute(tree, *at);
  }
}

bool TokenViews::has_viewable_text(const myhtml_tree_t& tree, const myhtml_token_node_t& token) const {
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
  if (value.empty() || stands_as_is(value)) {
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

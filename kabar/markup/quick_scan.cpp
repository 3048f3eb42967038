#include "kabar/markup/quick_scan.h"

#include <myhtml/tokenizer_script.h>

#include <algorithm>
#include <cstddef>
#include <cstring>

// Exported by MyHTML, but in none of its headers, other than the states of scripts.
extern "C" {
std::size_t myhtml_tokenizer_state_data(myhtml_tree_t*, myhtml_token_node_t*, const char*, std::size_t,
                                        std::size_t);
std::size_t myhtml_tokenizer_state_rawtext(myhtml_tree_t*, myhtml_token_node_t*, const char*, std::size_t,
                                           std::size_t);
std::size_t myhtml_tokenizer_state_rcdata(myhtml_tree_t*, myhtml_token_node_t*, const char*, std::size_t,
                                          std::size_t);
std::size_t myhtml_tokenizer_state_comment(myhtml_tree_t*, myhtml_token_node_t*, const char*, std::size_t,
                                           std::size_t);
std::size_t myhtml_tokenizer_state_attribute_value_double_quoted(myhtml_tree_t*, myhtml_token_node_t*,
                                                                 const char*, std::size_t, std::size_t);
std::size_t myhtml_tokenizer_state_attribute_value_single_quoted(myhtml_tree_t*, myhtml_token_node_t*,
                                                                 const char*, std::size_t, std::size_t);
}

namespace kabar::markup {
namespace {

// Where the character stands next; the size where it does not.
std::size_t find(const char* html, char c, std::size_t from, std::size_t size) {
  const void* hit = std::memchr(html + from, c, size - from);
  return hit == nullptr ? size : static_cast<std::size_t>(static_cast<const char*>(hit) - html);
}

// States that do nothing until their character comes.
template <myhtml_tokenizer_state_f kState, char kStop>
std::size_t skip_to(myhtml_tree_t* tree, myhtml_token_node_t* token, const char* html, std::size_t at,
                    std::size_t size) {
  const std::size_t stop = find(html, kStop, at, size);
  return stop == size ? size : kState(tree, token, html, stop, size);
}

// States that set something at first, whatever comes.
template <myhtml_tokenizer_state_f kState, char kStop>
std::size_t begin_and_skip_to(myhtml_tree_t* tree, myhtml_token_node_t* token, const char* html,
                              std::size_t at, std::size_t size) {
  kState(tree, token, html, at, at);
  return skip_to<kState, kStop>(tree, token, html, at, size);
}

// The blanks of HTML, which "\v" is none of.
bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

// Notes in the token that there is something else than blanks; zero bytes have rules of their own.
std::size_t skip_text(myhtml_tree_t* tree, myhtml_token_node_t* token, const char* html, std::size_t at,
                      std::size_t size) {
  const std::size_t stop = find(html, '<', at, size);
  if (std::memchr(html + at, '\0', stop - at) != nullptr)
    return myhtml_tokenizer_state_data(tree, token, html, at, size);
  if ((token->type & MyHTML_TOKEN_TYPE_WHITESPACE) != 0) {
    const char* other = std::find_if_not(html + at, html + stop, is_blank);
    const auto first = static_cast<std::size_t>(other - html);
    if (first < stop) myhtml_tokenizer_state_data(tree, token, html, first, first + 1);
  }
  return stop == size ? size : myhtml_tokenizer_state_data(tree, token, html, stop, size);
}

}  // namespace

void scan_quickly(myhtml_t& parser) {
  myhtml_tokenizer_state_f* states = parser.parse_state_func;
  states[MyHTML_TOKENIZER_STATE_DATA] = skip_text;
  states[MyHTML_TOKENIZER_STATE_SCRIPT_DATA] = skip_to<myhtml_tokenizer_state_script_data, '<'>;
  states[MyHTML_TOKENIZER_STATE_RAWTEXT] = begin_and_skip_to<myhtml_tokenizer_state_rawtext, '<'>;
  states[MyHTML_TOKENIZER_STATE_RCDATA] = begin_and_skip_to<myhtml_tokenizer_state_rcdata, '<'>;
  states[MyHTML_TOKENIZER_STATE_COMMENT] = begin_and_skip_to<myhtml_tokenizer_state_comment, '-'>;
  states[MyHTML_TOKENIZER_STATE_ATTRIBUTE_VALUE_DOUBLE_QUOTED] =
      skip_to<myhtml_tokenizer_state_attribute_value_double_quoted, '"'>;
  states[MyHTML_TOKENIZER_STATE_ATTRIBUTE_VALUE_SINGLE_QUOTED] =
      skip_to<myhtml_tokenizer_state_attribute_value_single_quoted, '\''>;
}

}  // namespace kabar::markup

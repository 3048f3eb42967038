#pragma once

#include <myhtml/myhtml.h>

#include <cstddef>
#include <string_view>

namespace kabar::markup {

/// Whether these are the elements that HTML calls formatting: reopened in the next block when left open.
bool is_formatting(myhtml_tag_id_t tag);

/// Takes the copying of characters from MyHTML: where text, names and values stand in the page as they are to
/// be read, the token's strings point into the page, which has to outlive the tree. Half of the parse was
/// copying.
///
/// `before` and `after` are to be called around MyHTML's own work on a token. The tree builder changes some
/// strings in place; those stay MyHTML's own copies.
class TokenViews {
 public:
  explicit TokenViews(std::string_view page);

  void before(const myhtml_tree_t& tree, myhtml_token_node_t& token);
  void after(myhtml_tree_t& tree, myhtml_token_node_t& token);

 private:
  bool has_viewable_text(const myhtml_tree_t& tree, const myhtml_token_node_t& token) const;
  bool stands_as_is(std::string_view text) const;
  void read_attribute(myhtml_tree_t& tree, myhtml_token_attr_t& attribute) const;
  std::string_view part(std::size_t begin, std::size_t size) const { return page_.substr(begin, size); }

  std::string_view page_;
  bool only_references_;  // nothing else in the page is to be changed: no line ends to fold, no zero bytes
  myhtml_tag_id_t text_tag_ = MyHTML_TAG__UNDEF;  // of the text or comment that was hidden in `before`
  myhtml_token_attr_t* first_ = nullptr;
  myhtml_token_attr_t* last_ = nullptr;
  bool frames_ = false;  // in a frameset the builder cuts texts in place
};

}  // namespace kabar::markup

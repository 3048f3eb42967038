#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kabar::markup {

/// An attribute as it stands in the source.
struct XmlAttribute {
  std::string_view name;
  std::string_view raw;  ///< entities not decoded
};

/// The tags of an XML document, one after the other, as publishers write it: what is not well-formed (a bare
/// '&' or '<', a missing quote or end tag, HTML in the middle) is read on, never refused. End tags need not
/// match; whoever reads keeps the stack. There are no DTDs and no entities but the five of XML and numeric
/// ones: a DOCTYPE is passed over with all that it declares, other references stay as they are written.
///
/// Views point into the text that was given. Linear in the text whatever it holds; no memory but for the
/// attributes of one tag. One thread.
class XmlReader {
 public:
  enum class Token : std::uint8_t { kStart, kEnd, kDone };

  static constexpr std::size_t kMaxAttributes = 100;  ///< of one tag; the rest is left out

  /// Valid UTF-8, which has to outlive the reader.
  explicit XmlReader(std::string_view utf8) : text_(utf8) {}

  /// The next tag; text between tags is passed over. "<a/>" is a start and an end.
  Token next();
  /// Of the tag that next() gave, as it is written: "dc:date".
  std::string_view name() const noexcept { return name_; }
  const std::vector<XmlAttribute>& attributes() const noexcept { return attributes_; }
  /// The attribute's value, decoded; names are compared without case. Empty where there is none.
  std::string attribute(std::string_view name) const;

  /// After a start: everything up to its end tag, and takes that too; where there is none, up to the next
  /// tag. Character data is decoded; where elements stand among it, it is markup and given as it is written,
  /// without the frames of CDATA sections.
  std::string content();

 private:
  Token read_start();
  Token read_end();
  void read_attribute();
  void pass_over_declaration();
  void pass_over_blanks();
  std::size_t end_of_content();
  std::size_t find(std::string_view words, std::size_t from);
  bool at(std::string_view words) const noexcept { return text_.substr(pos_).starts_with(words); }

  std::string_view text_;
  std::size_t pos_ = 0;
  std::string_view name_;
  std::vector<XmlAttribute> attributes_;
  bool empty_ = false;                                      ///< the start tag that was given is its own end
  std::vector<std::pair<std::string, std::size_t>> found_;  ///< what find() knows
};

/// Character data or the value of an attribute with its references decoded: the five of XML and numeric ones.
std::string decode_xml(std::string_view raw);

}  // namespace kabar::markup

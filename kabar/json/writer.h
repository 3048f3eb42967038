#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <vector>

namespace kabar::json {

/// Writes one JSON document into a string, compact, keys in the order given.
///
///   Writer json;
///   json.begin_object().key("id").string(id).key("n").number(3).end_object();
///
/// Text must be UTF-8; a stray byte comes out as U+FFFD. What may not stand inside an HTML script element,
/// and what a terminal obeys (controls, turns of direction), is written as \u escapes.
class Writer {
 public:
  Writer& begin_object();
  Writer& end_object();
  Writer& begin_array();
  Writer& end_array();
  Writer& key(std::string_view name);
  Writer& string(std::string_view text);
  template <std::integral Number>
  Writer& number(Number value) {
    return raw(std::to_string(value));
  }
  Writer& number(double value);
  Writer& boolean(bool value);
  Writer& null();
  /// A text that is JSON already.
  Writer& raw(std::string_view json);

  /// key() and string() in one; null when the text is empty.
  Writer& field(std::string_view name, std::string_view text);

  /// key() and an array of strings.
  Writer& list(std::string_view name, const std::vector<std::string>& items);

  const std::string& text() const noexcept { return out_; }
  std::string take() noexcept { return std::move(out_); }

 private:
  void separate();
  void quote(std::string_view text);

  std::string out_;
  bool first_ = true;  // nothing written yet at this level
  bool after_key_ = false;
};

}  // namespace kabar::json

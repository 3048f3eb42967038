// Any valid UTF-8 without NUL: what comes out is safe by the letter, and goes through again unchanged.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>

#include "kabar/base/assert.h"
#include "kabar/base/utf8.h"
#include "kabar/markup/html_tree.h"
#include "kabar/markup/safe_html.h"
#include "kabar/markup/safe_html_check.h"

namespace {

/// Links lead anywhere, so that addresses without a base are seen too.
class Absolute final : public kabar::markup::HtmlPolicy {
 public:
  std::string address(std::string_view reference) const override {
    if (reference.find(':') != std::string_view::npos) return std::string(reference);
    return "https://post.example/" + std::string(reference);
  }
};

/// What an article shows of a page: some texts, and embeds in place of elements, wherever they stand.
class Choosy final : public kabar::markup::HtmlPolicy {
 public:
  explicit Choosy(const kabar::markup::HtmlTree& tree) : tree_(tree) {}
  bool shows(kabar::markup::NodeIndex node) const override {
    return !tree_[node].text.starts_with('h') && tree_.attribute(node, "alt").empty();
  }
  std::optional<kabar::markup::EmbedText> embed(kabar::markup::NodeIndex element) const override {
    const auto words = tree_.attribute(element, "class");
    if (words.empty()) return std::nullopt;
    return kabar::markup::EmbedText{words.size() == 1 ? "nowhere" : "https://v.example/1", words,
                                    words.size() % 2 == 0};
  }

 private:
  const kabar::markup::HtmlTree& tree_;
};

/// As pages come out of text::decode_page(): valid UTF-8 without NUL.
std::string valid_part(std::string_view bytes) {
  std::string out;
  while (!bytes.empty()) {
    const std::size_t size = kabar::utf8::size_of_first(bytes);
    if (bytes[0] != '\0') out += bytes.substr(0, size);
    bytes.remove_prefix(size == 0 ? 1 : size);
  }
  return out;
}

void expect_safe(const std::string& html) {
  const std::string fault = kabar::markup::SafeHtmlCheck(html).fault();
  if (!fault.empty()) std::fprintf(stderr, "%s\n%s\n", fault.c_str(), html.c_str());
  KABAR_ASSERT(fault.empty());
  const auto again = kabar::markup::sanitize(html);
  KABAR_ASSERT(again);
  if (*again != html) std::fprintf(stderr, "first:\n%s\nsecond:\n%s\n", html.c_str(), again->c_str());
  KABAR_ASSERT(*again == html);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string page = valid_part({reinterpret_cast<const char*>(data), size});
  expect_safe(*kabar::markup::sanitize(page));
  expect_safe(*kabar::markup::sanitize(page, Absolute()));
  const auto tree = kabar::markup::HtmlTree::parse(page);
  expect_safe(kabar::markup::safe_html(*tree, Choosy(*tree)));
  return 0;
}

#include "kabar/extract/body_fallback.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "kabar/base/ascii.h"

namespace kabar::extract {
namespace {

constexpr std::size_t kLeastText = 300;                    // bytes that are an article and no teaser
constexpr std::size_t kSearched = std::size_t{64} << 10U;  // bytes of another text
constexpr std::uint32_t kSentence = 60;                    // characters
constexpr std::size_t kNearlyNone = 200;  // bytes: a line that asks for scripts, a picture's caption
constexpr std::size_t kBeginning = 1000;  // bytes: the first paragraphs, before scripts bring the others

// ASCII letters and digits alone, in lower case: quotes and blanks differ between a page and its data. bare()
// of body_rules.cpp keeps the letters of all scripts.
std::string bare(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (ascii::is_alpha(c) || ascii::is_digit(c)) out += ascii::lower(c);
  }
  return out;
}

// The letters of other scripts, where there are hardly any of ASCII.
std::string compared(std::string_view text) {
  std::string out = bare(text);
  return out.size() * 3 < text.size() ? std::string(text) : out;
}

// Whether half of the sentences that the page shows, or more, begin in another text.
bool agrees(std::string_view known, const PageText& page, const Body& body) {
  constexpr std::size_t kCompared = 32;  // bytes
  constexpr int kMost = 8;               // a page that shows more needs no other text
  const std::string known_bare = bare(known);
  std::uint32_t all = 0;
  std::uint32_t found = 0;
  int left = kMost;
  for (std::size_t i = 0; i < page.blocks.size() && left > 0; ++i) {
    const TextBlock& block = page.blocks[i];
    if (body.verdicts[i] != Verdict::kKept || block.stats.weight < kSentence || !block.stats.ends_with_stop)
      continue;
    --left;
    const std::string words = compared(page.text_of(block));
    const std::string_view begin = std::string_view(words).substr(0, kCompared);
    all += block.stats.weight;
    if (known_bare.find(begin) != std::string::npos || known.find(begin) != known.npos)
      found += block.stats.weight;
  }
  return found * 2 >= all;
}

// The longest run of letters, digits and blanks: what JSON and HTML write as it stands.
std::string_view plainest_part(std::string_view text) {
  std::string_view longest;
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    std::size_t end = begin;
    while (end < text.size() && (text[end] == ' ' || ascii::is_alpha(text[end]) ||
                                 ascii::is_digit(text[end]) || static_cast<unsigned char>(text[end]) >= 0x80))
      ++end;
    if (end - begin > longest.size()) longest = text.substr(begin, end - begin);
    begin = end;
  }
  return longest;
}

// Whether words of the first sentence that the page shows stand in one of its scripts.
bool stands_in_scripts(const markup::HtmlTree& tree, const PageText& page, const Body& body) {
  std::size_t first = 0;
  while (first < page.blocks.size() &&
         (body.verdicts[first] != Verdict::kKept || page.blocks[first].stats.weight < kSentence))
    ++first;
  if (first == page.blocks.size()) return false;
  const std::string_view words = plainest_part(page.text_of(page.blocks[first]));
  for (markup::NodeIndex i = 0; i + 1 < tree.nodes().size(); ++i) {
    if (tree[i].tag == markup::Tag::kScript && i + 1 < tree[i].end &&
        tree[i + 1].text.find(words) != words.npos)
      return true;
  }
  return false;
}

}  // namespace

std::size_t text_size(const std::vector<Block>& blocks) {
  std::size_t size = 0;
  for (const Block& block : blocks) size += block.text.size();
  return size;
}

bool is_worth_more(std::size_t size, const Body& body) {
  return size > kLeastText && size > 3 * text_size(body.blocks) + 200;
}

bool is_in_structure(const Metadata& metadata, const PageText& page, const Body& body) {
  if (!is_worth_more(metadata.structured_body.size(), body)) return false;
  return agrees(metadata.structured_body.substr(0, kSearched) + '\n' + metadata.description, page, body);
}

bool may_be_in_scripts(const markup::HtmlTree& tree, const Metadata& metadata, const PageText& page,
                       const Body& body) {
  const bool dated = metadata.claim == PageClaim::kNone && metadata.published.has_value();
  const bool article = metadata.structured_article || metadata.claim == PageClaim::kArticle || dated;
  const std::size_t size = text_size(body.blocks);
  return article && (size < kNearlyNone || (size < kBeginning && stands_in_scripts(tree, page, body)));
}

bool goes_on_in(std::string_view text, const PageText& page, const Body& body) {
  return text_size(body.blocks) < kNearlyNone || agrees(text.substr(0, kSearched), page, body);
}

}  // namespace kabar::extract

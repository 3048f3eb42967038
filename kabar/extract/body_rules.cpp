#include "kabar/extract/body_rules.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "kabar/base/ascii.h"
#include "kabar/base/hash.h"
#include "kabar/extract/page_evidence.h"
#include "kabar/text/utf8.h"

namespace kabar::extract {
namespace {

using markup::NodeIndex;
using markup::Tag;

// Letters and digits alone, ASCII in lower case: two texts that differ in quotes and blanks alone are equal.
std::string bare(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80 || ascii::is_alpha(c) || ascii::is_digit(c))
      out += ascii::lower(c);
  }
  for (const std::string_view quote : {"“", "”", "„", "«", "»", "‘", "’"}) {
    for (std::size_t at = out.find(quote); at != std::string::npos; at = out.find(quote, at)) {
      out.erase(at, quote.size());
    }
  }
  return out;
}

class BodyRules {
 public:
  BodyRules(const PageText& page, const Metadata& metadata, Body& body)
      : page_(page), metadata_(metadata), body_(body) {}

  void run() {
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      if (kept(i)) kept_.push_back(i);
    }
    drop_headline();
    drop_repeats();
    drop_leftover_headings();
  }

 private:
  bool kept(std::size_t i) const { return body_.verdicts[i] == Verdict::kKept; }

  // The headline among the first kept blocks.
  void drop_headline() {
    const std::string title = bare(metadata_.title);
    for (std::size_t n = 0; n < std::min<std::size_t>(kept_.size(), 3); ++n) {
      const std::size_t i = kept_[n];
      if (page_.blocks[i].heading == 1 ||
          (title.size() > 8 && bare(page_.text_of(page_.blocks[i])) == title)) {
        body_.verdicts[i] = Verdict::kHeadline;
      }
    }
  }

  // Whole paragraphs that come twice, and short quotes that a longer block holds.
  void drop_repeats() {
    std::vector<std::uint64_t> seen;
    for (const std::size_t i : kept_) {
      if (!kept(i) || page_.blocks[i].stats.weight < 40) continue;
      const std::uint64_t key = hash64(bare(page_.text_of(page_.blocks[i])));
      if (std::find(seen.begin(), seen.end(), key) != seen.end()) {
        body_.verdicts[i] = Verdict::kRepeated;
      } else if (seen.size() < kMaxCompared) {
        seen.push_back(key);
      }
    }
  }

  void drop_leftover_headings() {
    bool text_follows = false;
    for (std::size_t n = kept_.size(); n-- > 0;) {
      const std::size_t i = kept_[n];
      if (!kept(i)) continue;
      if (page_.blocks[i].heading == 0) {
        text_follows = text_follows || page_.blocks[i].kind != BlockKind::kCaption;
      } else if (!text_follows) {
        body_.verdicts[i] = Verdict::kLeftover;
      }
    }
  }

  static constexpr std::size_t kMaxCompared = 2000;  // bounds the time of pairwise comparing

  const PageText& page_;
  const Metadata& metadata_;
  Body& body_;
  std::vector<std::size_t> kept_;
};

NodeIndex row_of(const markup::HtmlTree& tree, const TextBlock& block) {
  if (block.kind != BlockKind::kTable) return 0;
  const NodeIndex parent = tree[block.element].parent;
  return tree[parent].tag == Tag::kTr ? parent : 0;
}

}  // namespace

void apply_body_rules(const markup::HtmlTree& /*tree*/, const PageText& page, const Metadata& metadata,
                      Body& body) {
  BodyRules(page, metadata, body).run();
}

std::vector<Block> assemble_blocks(const markup::HtmlTree& tree, const PageText& page,
                                   const std::vector<Verdict>& verdicts) {
  std::vector<Block> blocks;
  NodeIndex open_row = 0;
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    if (verdicts[i] != Verdict::kKept) continue;
    const TextBlock& block = page.blocks[i];
    const NodeIndex row = row_of(tree, block);
    std::string text = text::to_nfc(page.text_of(block));
    if (row != 0 && row == open_row) {
      blocks.back().text += " | " + text;
    } else {
      blocks.push_back({block.kind, std::move(text)});
    }
    open_row = row;
  }
  return blocks;
}

}  // namespace kabar::extract

#include "kabar/extract/body_rules.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "kabar/base/ascii.h"
#include "kabar/base/hash.h"
#include "kabar/extract/advert_label.h"
#include "kabar/extract/agency.h"
#include "kabar/extract/class_hints.h"
#include "kabar/extract/edge_lines.h"
#include "kabar/extract/next_story.h"
#include "kabar/extract/page_evidence.h"
#include "kabar/extract/second_look.h"
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

constexpr std::size_t kMaxCompared = 2000;  // blocks; bounds the time of comparing pairs
constexpr std::uint32_t kMaxBoxWeight = 300;
constexpr std::size_t kMaxSearched = 256 << 10;  // bytes of body that quotes are looked for in

class BodyRules {
 public:
  BodyRules(const markup::HtmlTree& tree, const PageText& page, const Metadata& metadata, Body& body)
      : tree_(tree), page_(page), metadata_(metadata), body_(body) {}

  void run() {
    keep_alike(tree_, page_, body_);
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      if (kept(i)) kept_.push_back(i);
    }
    drop_next_stories();
    drop_unseen();
    drop_above_headline();
    drop_headline();
    drop_bylines();
    drop_own_address();
    drop_credits();
    drop_boxes();
    drop_pull_quotes();  // first: of a pull-quote and its like in the text the text is to stay
    drop_repeats();
    drop_link_lines();
    drop_remnants(tree_, page_, body_);
    drop_leftover_headings();
    add_captions();
    keep_headings(tree_, page_, body_);
  }

 private:
  bool kept(std::size_t i) const { return body_.verdicts[i] == Verdict::kKept; }
  std::string_view text_of(std::size_t i) const { return page_.text_of(page_.blocks[i]); }

  // Stories that an endless page shows below its own.
  void drop_next_stories() {
    const std::size_t end = next_story(tree_, page_, metadata_.headline);
    for (const std::size_t i : kept_) {
      if (i >= end) body_.verdicts[i] = Verdict::kNextStory;
    }
    kept_.erase(std::remove_if(kept_.begin(), kept_.end(), [this](std::size_t i) { return !kept(i); }),
                kept_.end());
  }

  // What a dialog asks and what no reader sees, where there is text enough beside it: some pages show their
  // article in a dialog, or all of it when a script has run.
  void drop_unseen() {
    constexpr std::uint32_t kEnough = 300;
    constexpr std::uint32_t kOut = kInHidden | kInUnseen;
    std::uint32_t shown = 0;
    std::uint32_t unseen = 0;
    for (const std::size_t i : kept_)
      ((page_.blocks[i].inside & kOut) == 0 ? shown : unseen) += page_.blocks[i].stats.weight;
    if (shown < kEnough) return;
    for (const std::size_t i : kept_) {
      if ((page_.blocks[i].inside & kOut) == 0) continue;
      const TextBlock& block = page_.blocks[i];
      if (is_in_dialog(block.element) || (unseen < shown / 4 && is_undisplayed(tree_[block.first].parent)))
        body_.verdicts[i] = Verdict::kBox;
    }
  }

  bool is_in_dialog(NodeIndex element) const {
    for (; element != 0; element = tree_[element].parent) {
      const std::string_view role = tree_.attribute(element, "role");
      if (tree_[element].tag == Tag::kDialog || role == "dialog" || role == "alertdialog") return true;
    }
    return false;
  }

  bool is_undisplayed(NodeIndex element) const {
    for (; element != 0; element = tree_[element].parent) {
      for (const auto& attribute : tree_.attributes(element)) {
        if (attribute.name == "hidden" || (attribute.name == "style" && is_out_of_sight(attribute.value)))
          return true;
      }
    }
    return false;
  }

  // The outlet's or the section's name, where the text is not in front of the headline.
  void drop_above_headline() {
    constexpr std::uint32_t kMaxLabel = 40;
    if (metadata_.headline == 0) return;
    for (const std::size_t i : kept_) {
      const TextBlock& block = page_.blocks[i];
      if (block.last >= metadata_.headline || block.stats.weight > kMaxLabel || block.stats.ends_with_stop)
        return;
      body_.verdicts[i] = Verdict::kHeadline;
    }
  }

  // The headline among the first kept blocks.
  void drop_headline() {
    const std::string title = bare(metadata_.title);
    for (std::size_t n = 0; n < std::min<std::size_t>(kept_.size(), 3); ++n) {
      const std::size_t i = kept_[n];
      if (page_.blocks[i].heading == 1 || (title.size() > 8 && bare(text_of(i)) == title)) {
        body_.verdicts[i] = Verdict::kHeadline;
      }
    }
  }

  // A short line with an author's name, or in an element for names and dates, before the text begins.
  void drop_bylines() {
    for (const std::size_t i : kept_) {
      const TextBlock& block = page_.blocks[i];
      if (!kept(i)) continue;
      if (block.stats.weight > 120) return;
      const bool dated = is_date_line(without_author(text_of(i)));
      if (!dated && block.stats.ends_with_stop) return;
      const bool marked =
          (block.near_hints & (kAuthorHint | kMetaHint)) != 0 || (block.inside & kInTime) != 0;
      if (dated || (marked && block.stats.weight < 80) || names_author(text_of(i)) ||
          !agency_of_credit(text_of(i)).empty())
        body_.verdicts[i] = Verdict::kByline;
    }
  }

  // "Address of the article: https://…", as print views end.
  void drop_own_address() {
    constexpr std::uint32_t kMaxLine = 200;
    for (const std::size_t i : kept_) {
      if (!kept(i) || page_.blocks[i].stats.weight > kMaxLine) continue;
      if (!metadata_.canonical.empty() && text_of(i).ends_with(metadata_.canonical))
        body_.verdicts[i] = Verdict::kBox;
    }
  }

  std::string without_author(std::string_view text) const {
    std::string out(text);
    for (const std::string& author : metadata_.authors) {
      const std::size_t at = author.empty() ? out.npos : out.find(author);
      if (at != out.npos) out.erase(at, author.size());
    }
    return out;
  }

  // Names and credits below the text: its last lines.
  void drop_credits() {
    for (std::size_t n = kept_.size(); n-- > 0;) {
      const std::size_t i = kept_[n];
      if (!kept(i)) continue;
      const bool name = names_author(text_of(i)) && !page_.blocks[i].stats.ends_with_stop;
      if (!name && !is_credit_line(text_of(i))) return;
      body_.verdicts[i] = Verdict::kByline;
    }
  }

  // Labels of adverts, offers and buttons that stand between paragraphs, by their own element and the next.
  void drop_boxes() {
    const bool sells_text = offers_much_of_text();
    for (const std::size_t i : kept_) {
      const TextBlock& block = page_.blocks[i];
      if (!kept(i) || block.stats.weight > kMaxBoxWeight || is_sure_sentence(i)) continue;
      const bool sold = sells_text && block.stats.ends_with_stop;
      if (is_advert_label(text_of(i)) || (!sold && is_box(block, hints_at(block.element))))
        body_.verdicts[i] = Verdict::kBox;
    }
  }

  // A class "subscriber-only" around much of the text names what is sold, not an offer to buy it.
  bool offers_much_of_text() const {
    std::uint32_t all = 0;
    std::uint32_t offered = 0;
    for (const std::size_t i : kept_) {
      if (!kept(i)) continue;
      all += page_.blocks[i].stats.weight;
      if ((hints_at(page_.blocks[i].element) & kOfferHint) != 0) offered += page_.blocks[i].stats.weight;
    }
    return offered > all / 3;
  }

  // What the classes of an element say, or where they say nothing, of the one around it.
  std::uint32_t hints_at(NodeIndex element) const {
    const std::uint32_t nearest = hints_of(element);
    return nearest != 0 ? nearest : hints_of(tree_[element].parent);
  }

  // What the models are sure of weighs more than a class: "paywall" may name what is sold.
  bool is_sure_sentence(std::size_t i) const {
    constexpr float kSure = 0.93F;
    return body_.scores[i] >= kSure && page_.blocks[i].stats.ends_with_stop;
  }

  static bool is_box(const TextBlock& block, std::uint32_t hints) {
    if ((block.inside & kInButton) != 0 && block.stats.weight < 60) return true;
    if ((hints & (kBodyHint | kMainHint | kLeadHint | kTitleHint)) != 0) return false;
    const bool string =
        block.stats.weight < 40 && !block.stats.ends_with_stop && block.kind != BlockKind::kCaption;
    return (hints & (kAdHint | kOfferHint | kShareHint)) != 0 || (string && (hints & kMediaHint) != 0);
  }

  std::uint32_t hints_of(NodeIndex element) const {
    return hints_in(tree_.attribute(element, "class")) | hints_in(tree_.attribute(element, "id"));
  }

  bool names_author(std::string_view text) const {
    return std::any_of(metadata_.authors.begin(), metadata_.authors.end(), [&](const std::string& author) {
      return author.size() >= 5 && text.size() < author.size() * 2 + 24 && text.find(author) != text.npos;
    });
  }

  void drop_repeats() {
    std::vector<std::uint64_t> seen;
    for (const std::size_t i : kept_) {
      if (!kept(i) || page_.blocks[i].stats.weight < 40) continue;
      const std::uint64_t key = hash64(bare(text_of(i)));
      if (std::find(seen.begin(), seen.end(), key) != seen.end()) {
        body_.verdicts[i] = Verdict::kRepeated;
      } else if (seen.size() < kMaxCompared) {
        seen.push_back(key);
      }
    }
  }

  // Set apart and shorter than the paragraph that has the same words.
  void drop_pull_quotes() {
    std::string body;
    int left = 64;
    for (const std::size_t i : kept_) {
      const TextBlock& block = page_.blocks[i];
      const bool apart = (block.inside & (kInQuote | kInAside | kInFigure)) != 0 ||
                         (block.near_hints & (kQuoteHint | kSideHint | kMediaHint)) != 0;
      if (!kept(i) || !apart || block.stats.weight < 20 || block.stats.weight > 600 || left-- == 0) continue;
      if (body.empty()) body = bare_paragraphs();
      const std::string words = bare(text_of(i));
      const std::size_t hit = body.find(words);
      if (hit == std::string::npos) {
        if (is_quote_with_source(block, words, body)) body_.verdicts[i] = Verdict::kPullQuote;
        continue;
      }
      if (!is_paragraph(block) || body.find(words, hit + 1) != std::string::npos) {
        body_.verdicts[i] = Verdict::kPullQuote;
      }
    }
  }

  // A quote of the body with who said it below: in a <cite>, or in fewer words than the quote's.
  bool is_quote_with_source(const TextBlock& block, const std::string& words, const std::string& body) const {
    constexpr std::size_t kMinQuote = 24;
    constexpr std::size_t kMaxQuote = 300;
    const bool quote = (block.inside & kInQuote) != 0 || (block.near_hints & kQuoteHint) != 0;
    if (!quote || words.size() > kMaxQuote) return false;
    std::string said = bare_before_cite(block);
    if (said.size() >= words.size()) said = words.substr(0, words.size() * 3 / 5);
    return said.size() >= kMinQuote && body.find(said) != std::string::npos;
  }

  std::string bare_before_cite(const TextBlock& block) const {
    std::string said;
    for (NodeIndex i = block.first; i <= block.last && tree_[i].tag != Tag::kCite; ++i) {
      if (tree_[i].tag == Tag::kText) said += bare(tree_[i].text);
    }
    return said;
  }

  static bool is_paragraph(const TextBlock& block) {
    return (block.inside & (kInQuote | kInAside | kInFigure)) == 0;
  }

  std::string bare_paragraphs() const {
    std::string body;
    for (const std::size_t i : kept_) {
      if (!kept(i) || !is_paragraph(page_.blocks[i])) continue;
      body += bare(text_of(i));
      body += '\n';
      if (body.size() > kMaxSearched) break;
    }
    return body;
  }

  // "Read also: …": a line that is a link, among paragraphs that are not.
  void drop_link_lines() {
    for (const std::size_t i : kept_) {
      const TextBlock& block = page_.blocks[i];
      if (!kept(i) || block.heading != 0 || block.links == 0 || block.links > 2) continue;
      const bool short_line = block.stats.weight < 180 && !block.stats.ends_with_stop;
      if (short_line && link_share(block) > 0.75F && block.kind == BlockKind::kParagraph) {
        body_.verdicts[i] = Verdict::kLinkLine;
      }
    }
  }

  void drop_leftover_headings() {
    bool text_follows = false;
    for (std::size_t n = kept_.size(); n-- > 0;) {
      const std::size_t i = kept_[n];
      if (!kept(i)) continue;
      if (page_.blocks[i].heading == 0 || is_point(i)) {
        text_follows = text_follows || page_.blocks[i].kind != BlockKind::kCaption;
      } else if (!text_follows) {
        body_.verdicts[i] = Verdict::kLeftover;
      }
    }
  }

  // A list of points whose sentences are marked as headings, with pictures between them.
  bool is_point(std::size_t i) const {
    constexpr std::uint32_t kSentence = 40;
    constexpr float kLikely = 0.8F;
    const TextStats& stats = page_.blocks[i].stats;
    return body_.scores[i] >= kLikely && stats.ends_with_stop && stats.weight >= kSentence;
  }

  // Captions between the body's paragraphs are the article's, though not its text.
  void add_captions() {
    const auto is_text = [this](std::size_t i) { return kept(i); };
    const auto first = std::find_if(kept_.begin(), kept_.end(), is_text);
    const auto last = std::find_if(kept_.rbegin(), kept_.rend(), is_text);
    if (first == kept_.end()) return;
    for (std::size_t i = *first; i < *last; ++i) {
      const TextBlock& block = page_.blocks[i];
      const bool whole =
          (block.inside & kInCaption) != 0 && (block.inside & (kInHidden | kInLink | kInNav)) == 0;
      if (block.kind == BlockKind::kCaption && whole && body_.verdicts[i] == Verdict::kUnlikely) {
        body_.verdicts[i] = Verdict::kKept;
      }
    }
  }

  const markup::HtmlTree& tree_;
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

void apply_body_rules(const markup::HtmlTree& tree, const PageText& page, const Metadata& metadata,
                      Body& body) {
  BodyRules(tree, page, metadata, body).run();
}

void add_embeds(const markup::HtmlTree& tree, const PageText& page, NodeIndex headline, const LinkBase& links,
                Body& body) {
  constexpr NodeIndex kBefore = 400;  // nodes between headline and text
  constexpr NodeIndex kBehind = 60;   // behind the last text, in the same container
  const auto is_kept = [](Verdict verdict) { return verdict == Verdict::kKept; };
  const auto first = std::find_if(body.verdicts.begin(), body.verdicts.end(), is_kept);
  if (first == body.verdicts.end()) return;
  const auto last = std::find_if(body.verdicts.rbegin(), body.verdicts.rend(), is_kept);
  NodeIndex from = page.blocks[static_cast<std::size_t>(first - body.verdicts.begin())].first;
  const TextBlock& end = page.blocks[static_cast<std::size_t>(body.verdicts.rend() - last) - 1];
  if (headline != 0 && tree[headline].end < from && from - tree[headline].end < kBefore)
    from = tree[headline].end;
  const NodeIndex container =
      tree[tree[tree[end.element].parent].parent].tag == Tag::kBody ? end.element : tree[end.element].parent;
  body.embeds = find_embeds(tree, page, links, from, std::min(tree[container].end, end.last + kBehind));
  for (const Embed& embed : body.embeds) {
    const std::uint32_t behind = page.blocks_before[tree[embed.element].end];
    for (std::uint32_t i = page.blocks_before[embed.element]; i < behind; ++i)
      body.verdicts[i] = Verdict::kEmbed;
  }
}

std::vector<Block> assemble_blocks(const markup::HtmlTree& tree, const PageText& page, const Body& body) {
  std::vector<Block> blocks;
  NodeIndex open_row = 0;
  auto embed = body.embeds.begin();
  const auto add_embeds_before = [&](NodeIndex node) {
    for (; embed != body.embeds.end() && embed->element < node; ++embed) {
      blocks.push_back({BlockKind::kEmbed, embed->text, 0, embed->url});
      open_row = 0;
    }
  };
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    if (body.verdicts[i] != Verdict::kKept) continue;
    const TextBlock& block = page.blocks[i];
    add_embeds_before(block.first);
    const NodeIndex row = row_of(tree, block);
    std::string text = text::to_nfc(page.text_of(block));
    if (row != 0 && row == open_row) {
      blocks.back().text += " | " + text;
    } else {
      blocks.push_back({block.kind, std::move(text), block.heading});
    }
    open_row = row;
  }
  add_embeds_before(static_cast<NodeIndex>(tree.nodes().size()));
  return blocks;
}

}  // namespace kabar::extract

#include "kabar/extract/headline.h"

#include <algorithm>
#include <initializer_list>
#include <unordered_set>

#include "kabar/base/ascii.h"
#include "kabar/base/utf8.h"
#include "kabar/extract/byline.h"
#include "kabar/extract/entities.h"
#include "kabar/text/utf8.h"

#include <unicode/uchar.h>

namespace kabar::extract {
namespace {

using markup::HtmlTree;
using markup::NodeIndex;
using markup::Tag;

constexpr std::size_t kMaxTitleBytes = 600;
constexpr std::size_t kMaxHeadings = 40;

/// Words of a title for comparing: lower case, ideographs and kana one each.
using Words = std::unordered_set<std::string>;

Words words_of(std::string_view title) {
  Words out;
  std::string word;
  const auto close = [&] {
    if (!word.empty()) out.insert(word);
    word.clear();
  };
  for (std::size_t at = 0; at < title.size();) {
    const auto c = text::next_code_point(title, at);
    if (u_isalnum(static_cast<UChar32>(c)) == 0) {
      close();
      continue;
    }
    text::append_utf8(word, static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))));
    if (c >= 0x3040 && c <= 0x9FFF) close();
  }
  close();
  return out;
}

/// Share of the words that two titles have in common (Dice), nought to one.
double likeness(const Words& a, const Words& b) {
  if (a.empty() || b.empty()) return 0;
  const auto common = std::count_if(a.begin(), a.end(), [&](const auto& word) { return b.contains(word); });
  return 2.0 * static_cast<double>(common) / static_cast<double>(a.size() + b.size());
}

/// Whether a piece of a title is the outlet's name.
bool names_site(std::string_view piece, std::string_view site, std::string_view host) {
  const auto key = name_key(piece);
  if (key.empty()) return false;
  const auto name = name_key(site);
  if (!name.empty() && (key == name || key == "the" + name || "the" + key == name)) return true;
  const auto domain = name_key(host);
  return key.size() >= 3 && key.size() <= 40 && domain.find(key) != domain.npos;
}

constexpr std::string_view kSeparators[] = {" | ", " - ", " – ",  " — ", " :: ", " » ", " « ",
                                            " · ", " • ", " // ", " / ", "|",    " ¦ ", " ~ ",
                                            " : ", "｜",  "－",   "ㅣ",  "_",    "-"};

struct Cut {
  std::size_t at = std::string_view::npos;
  std::size_t width = 0;
};

Cut last_separator(std::string_view title) {
  Cut best;
  for (const auto separator : kSeparators) {
    const auto at = title.rfind(separator);
    if (at == title.npos || at == 0) continue;
    if (best.at == title.npos || at > best.at) best = {at, separator.size()};
  }
  return best;
}

/// "Outlet-Reporter": a hyphen without blanks.
bool inside_word(std::string_view title, Cut cut) {
  return title[cut.at] == '-' && title[cut.at - 1] != ' ' && title.substr(cut.at + cut.width, 1) != " ";
}

bool class_speaks_of(const HtmlTree& tree, NodeIndex node, std::initializer_list<std::string_view> words) {
  for (const auto& attribute : tree.attributes(node)) {
    if (attribute.name != "class" && attribute.name != "id") continue;
    for (const auto word : words) {
      if (ascii::find_ignoring_case(attribute.value, word) != std::string_view::npos) return true;
    }
  }
  return false;
}

/// Shown to machines and screen readers only.
bool is_hidden(const HtmlTree& tree, NodeIndex node) {
  return class_speaks_of(tree, node,
                         {"visually-hidden", "visuallyhidden", "sr-only", "screen-reader", "screenreader",
                          "offscreen", "u-hidden", "is-hidden", "a11y"}) ||
         tree.attribute(node, "aria-hidden") == "true";
}

/// A line above or beside the headline proper, inside the same heading.
bool is_kicker(const HtmlTree& tree, NodeIndex node) {
  return class_speaks_of(tree, node,
                         {"kicker", "overline", "roofline", "eyebrow", "dachzeile", "spitzmarke",
                          "titleheader", "preheadline", "pretitle", "badge"});
}

/// A heading's text without what it hides and without its kicker; the whole of it where nothing else is left.
std::string heading_text(const HtmlTree& tree, NodeIndex node) {
  std::string out;
  for (NodeIndex i = node + 1; i < tree[node].end && out.size() < kMaxTitleBytes;) {
    const auto& below = tree[i];
    const bool left_out = below.tag == Tag::kSvg || below.tag == Tag::kScript || below.tag == Tag::kStyle ||
                          below.tag == Tag::kButton || is_hidden(tree, i) || is_kicker(tree, i);
    if (below.tag != Tag::kText && left_out) {
      i = below.end;
      continue;
    }
    if (below.tag == Tag::kText) out += utf8::head(below.text, kMaxTitleBytes);
    if (markup::is_block(below.tag) || below.tag == Tag::kBr) out += ' ';
    ++i;
  }
  out = plain_field(out);
  const bool needs_kicker = out.empty() || out.front() == ':';
  return needs_kicker ? visible_text(tree, node, kMaxTitleBytes) : out;
}

/// Whether a heading is one link to the front page: the outlet's name.
bool links_home(const HtmlTree& tree, NodeIndex node, std::string_view host) {
  for (NodeIndex i = node + 1; i < tree[node].end; ++i) {
    if (tree[i].tag != Tag::kA) continue;
    auto address = tree.attribute(i, "href");
    if (const auto scheme = address.find("//"); scheme < 8) {
      address.remove_prefix(scheme + 2);
      const auto slash = std::min(address.find('/'), address.size());
      if (host.empty() || address.substr(0, slash) != host) return false;
      address.remove_prefix(slash);
    } else if (address.empty()) {
      return false;
    }
    return address.empty() || address == "/";
  }
  return false;
}

bool is_hidden_or_furniture(const HtmlTree& tree, NodeIndex node) {
  for (NodeIndex i = node;; i = tree[i].parent) {
    const auto tag = tree[i].tag;
    if (tag == Tag::kNav || tag == Tag::kFooter || tag == Tag::kAside || tag == Tag::kNoscript ||
        tag == Tag::kTemplate || tag == Tag::kDialog)
      return true;
    if (i + 3 > node && tag != Tag::kBody && tag != Tag::kHtml && is_hidden(tree, i)) return true;
    if (i == tree[i].parent) return false;
  }
}

struct Candidate {
  NodeIndex node = 0;
  std::string text;
  Words words;
  double score = 0;
};

double base_score(const HtmlTree& tree, NodeIndex node) {
  if (tree[node].tag == Tag::kH1) return 0.30;
  return tree.attribute(node, "itemprop") == "headline" ? 0.25 : 0.0;
}

/// Scores the page's headings against what the page claims.
class HeadlineChooser {
 public:
  HeadlineChooser(const HtmlTree& tree, const PageFacts& facts, const TitleClaims& claims)
      : tree_(tree), facts_(facts), claims_(claims) {}

  Headline choose() {
    add_claim(claims_.structured, 0.25);
    add_claim(claims_.alternative, 0.10);
    add_claim(claims_.open_graph, 0.15);
    add_claim(claims_.document, 0.10);
    add_claim(claims_.plain, 0.05);
    const auto candidates = headings();
    const auto best =
        std::max_element(candidates.begin(), candidates.end(),
                         [](const Candidate& a, const Candidate& b) { return a.score < b.score; });
    if (best != candidates.end() && best->score >= 0.55) return {agreed(best->text), best->node};
    if (const auto* lone = lone_h1(candidates); lone != nullptr) return {lone->text, lone->node};
    if (const auto* beginning = beginning_of_claim(candidates); beginning != nullptr)
      return {beginning->text, beginning->node};
    auto claim = best_claim();
    if (claim.empty()) return only_h1(candidates);
    return {std::move(claim), 0};
  }

 private:
  std::vector<Candidate> headings() const {
    std::vector<Candidate> out;
    for (const auto node : facts_.headings) {
      if (out.size() >= kMaxHeadings) break;
      Candidate candidate{node, heading_text(tree_, node), {}, 0};
      if (candidate.text.empty() || names_site(candidate.text, claims_.site, claims_.host)) continue;
      candidate.words = words_of(candidate.text);
      candidate.score = score(candidate);
      if (is_hidden_or_furniture(tree_, node)) candidate.score -= 0.4;
      if (links_home(tree_, node, claims_.host)) candidate.score -= 0.6;
      out.push_back(std::move(candidate));
    }
    return out;
  }

  struct Claim {
    std::string text;
    std::string folded;
    Words words;
    double exact;  ///< what it is worth that a heading says exactly this
  };

  void add_claim(const std::string& title, double exact) {
    auto text = without_site_name(title, claims_.site, claims_.host);
    if (text.empty()) return;
    auto key = name_key(text);
    auto words = words_of(text);
    claimed_.push_back({std::move(text), std::move(key), std::move(words), exact});
  }

  double score(const Candidate& candidate) const {
    double best = 0;
    double exact = 0;
    const auto key = name_key(candidate.text);
    for (const auto& claim : claimed_) {
      best = std::max(best, likeness(candidate.words, claim.words));
      if (claim.folded == key) exact = std::max(exact, claim.exact);
    }
    return best + exact + base_score(tree_, candidate.node);
  }

  /// The heading's text, or a claim that is the same but for a kicker: "Opinion | Headline" gives way to the
  /// claim "Headline", and "Headline" to a claim "Kicker: Headline" that two fields make.
  std::string agreed(const std::string& text) const {
    constexpr std::size_t kMaxKicker = 32;
    const auto key = name_key(text);
    const bool exact = std::any_of(claimed_.begin(), claimed_.end(), [&](const Claim& claim) {
      return claim.folded == key && claim.text == text;
    });
    if (exact) return text;
    if (const auto* punctuated = with_colon(text, key); punctuated != nullptr) return punctuated->text;
    for (const auto& claim : claimed_) {
      const bool behind = key.size() > claim.folded.size() && key.ends_with(claim.folded);
      if (behind && key.size() - claim.folded.size() <= kMaxKicker && claim.words.size() >= 3)
        return claim.text;
    }
    if (const auto* kicker = with_kicker(key); kicker != nullptr) return kicker->text;
    return text;
  }

  /// A claim "Kicker: Headline" for a heading that shows the two on lines of their own.
  const Claim* with_colon(const std::string& text, const std::string& key) const {
    if (text.find(':') != text.npos) return nullptr;
    const auto hit = std::find_if(claimed_.begin(), claimed_.end(), [&](const Claim& claim) {
      return claim.folded == key && claim.text.find(':') != claim.text.npos;
    });
    return hit == claimed_.end() ? nullptr : &*hit;
  }

  /// A claim "Kicker: Headline" that two fields make, for the key of "Headline".
  const Claim* with_kicker(const std::string& key) const {
    if (key.empty()) return nullptr;
    for (const auto& claim : claimed_) {
      const bool before = claim.folded.size() > key.size() && claim.folded.ends_with(key);
      const auto same = std::count_if(claimed_.begin(), claimed_.end(),
                                      [&](const Claim& other) { return other.folded == claim.folded; });
      if (before && same >= 2) return &claim;
    }
    return nullptr;
  }

  /// The only first-level heading of the page's own.
  const Candidate* single_h1(const std::vector<Candidate>& candidates) const {
    const Candidate* found = nullptr;
    for (const auto& candidate : candidates) {
      if (tree_[candidate.node].tag != Tag::kH1) continue;
      if (found != nullptr) return nullptr;
      found = &candidate;
    }
    return found != nullptr && found->score >= 0 ? found : nullptr;
  }

  /// The same, if it says more than a section's name.
  const Candidate* lone_h1(const std::vector<Candidate>& candidates) const {
    const Candidate* found = single_h1(candidates);
    return found != nullptr && found->words.size() >= 4 ? found : nullptr;
  }

  /// The one heading that a claim begins with: "Headline" of "Headline | The Outlet - all about it".
  const Candidate* beginning_of_claim(const std::vector<Candidate>& candidates) const {
    const Candidate* found = nullptr;
    for (const auto& candidate : candidates) {
      if (candidate.score < 0 || candidate.words.size() < 3 || !begins_claim(candidate.text)) continue;
      if (found != nullptr) return nullptr;
      found = &candidate;
    }
    return found;
  }

  bool begins_claim(std::string_view heading) const {
    return std::any_of(claimed_.begin(), claimed_.end(),
                       [&](const Claim& claim) { return is_followed_by_separator(claim.text, heading); });
  }

  static bool is_followed_by_separator(std::string_view text, std::string_view begin) {
    if (!text.starts_with(begin) || text.size() == begin.size()) return false;
    const auto tail = text.substr(begin.size());
    return std::any_of(std::begin(kSeparators), std::end(kSeparators),
                       [&](std::string_view separator) { return tail.starts_with(separator); });
  }

  /// However short, where the page claims no title at all.
  Headline only_h1(const std::vector<Candidate>& candidates) const {
    const Candidate* found = single_h1(candidates);
    return found == nullptr ? Headline() : Headline{found->text, found->node};
  }

  std::string best_claim() const {
    for (const auto& claim : claimed_) {
      if (!names_site(claim.text, claims_.site, claims_.host)) return without_section(claim.text);
    }
    return {};
  }

  /// "Headline" where one claim is "Headline - Section" and another the headline alone.
  std::string without_section(const std::string& text) const {
    for (const auto& claim : claimed_) {
      if (claim.words.size() >= 3 && is_followed_by_separator(text, claim.text)) return claim.text;
    }
    return text;
  }

  const HtmlTree& tree_;
  const PageFacts& facts_;
  const TitleClaims& claims_;
  std::vector<Claim> claimed_;
};

}  // namespace

std::string without_site_name(std::string_view title, std::string_view site, std::string_view host) {
  title = ascii::trim(utf8::head(title, kMaxTitleBytes * 2));
  for (int round = 0; round < 3; ++round) {
    const auto cut = last_separator(title);
    if (cut.at == title.npos) break;
    const auto head = ascii::trim(title.substr(0, cut.at));
    const auto tail = ascii::trim(title.substr(cut.at + cut.width));
    if (tail.empty() || names_site(tail, site, host)) {
      title = head;
    } else if (!inside_word(title, cut) && names_site(head, site, host)) {
      title = tail;
    } else {
      break;
    }
  }
  return std::string(title);
}

Headline choose_headline(const HtmlTree& tree, const PageFacts& facts, const TitleClaims& claims) {
  return HeadlineChooser(tree, facts, claims).choose();
}

}  // namespace kabar::extract

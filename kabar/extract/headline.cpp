#include "kabar/extract/headline.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "kabar/base/ascii.h"
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

std::string folded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (ascii::is_alpha(c) || ascii::is_digit(c) || static_cast<unsigned char>(c) >= 0x80)
      out += ascii::lower(c);
  }
  return out;
}

/// Whether a piece of a title is the outlet's name.
bool names_site(std::string_view piece, std::string_view site, std::string_view host) {
  const auto key = folded(piece);
  if (key.empty()) return false;
  const auto name = folded(site);
  if (!name.empty() && (key == name || key == "the" + name || "the" + key == name)) return true;
  const auto domain = folded(host);
  return key.size() >= 3 && key.size() <= 40 && domain.find(key) != domain.npos;
}

constexpr std::string_view kSeparators[] = {" | ", " - ", " – ",  " — ", " :: ", " » ", " « ",
                                            " · ", " • ", " // ", " / ", "|",    " ¦ ", " ~ ",
                                            " : ", "｜",  "－",   "_",   "-"};

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

bool is_hidden_or_furniture(const HtmlTree& tree, NodeIndex node) {
  for (NodeIndex i = node;; i = tree[i].parent) {
    const auto tag = tree[i].tag;
    if (tag == Tag::kNav || tag == Tag::kFooter || tag == Tag::kAside || tag == Tag::kNoscript ||
        tag == Tag::kTemplate || tag == Tag::kDialog)
      return true;
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
    for (const auto* claim : {&claims_.structured, &claims_.alternative, &claims_.open_graph}) {
      if (!claim->empty())
        claimed_.push_back(words_of(without_site_name(*claim, claims_.site, claims_.host)));
    }
    if (!claims_.document.empty())
      claimed_.push_back(words_of(without_site_name(claims_.document, claims_.site, claims_.host)));
    auto candidates = headings();
    const auto best =
        std::max_element(candidates.begin(), candidates.end(),
                         [](const Candidate& a, const Candidate& b) { return a.score < b.score; });
    if (best != candidates.end() && best->score >= 0.55) return {best->text, best->node};
    if (const auto* lone = lone_h1(candidates); lone != nullptr) return {lone->text, lone->node};
    return {claim(), 0};
  }

 private:
  std::vector<Candidate> headings() const {
    std::vector<Candidate> out;
    for (const auto node : facts_.headings) {
      if (out.size() >= kMaxHeadings) break;
      Candidate candidate{node, visible_text(tree_, node, kMaxTitleBytes), {}, 0};
      if (candidate.text.empty() || names_site(candidate.text, claims_.site, claims_.host)) continue;
      candidate.words = words_of(candidate.text);
      candidate.score = score(candidate);
      if (is_hidden_or_furniture(tree_, node)) candidate.score -= 0.3;
      out.push_back(std::move(candidate));
    }
    return out;
  }

  double score(const Candidate& candidate) const {
    double best = 0;
    for (const auto& words : claimed_) best = std::max(best, likeness(candidate.words, words));
    return best + base_score(tree_, candidate.node);
  }

  /// The only first-level heading, if it says more than a section's name.
  static const Candidate* lone_h1_of(const std::vector<Candidate>& candidates, const HtmlTree& tree) {
    const Candidate* found = nullptr;
    for (const auto& candidate : candidates) {
      if (tree[candidate.node].tag != Tag::kH1) continue;
      if (found != nullptr) return nullptr;
      found = &candidate;
    }
    return found != nullptr && found->words.size() >= 4 ? found : nullptr;
  }
  const Candidate* lone_h1(const std::vector<Candidate>& candidates) const {
    return lone_h1_of(candidates, tree_);
  }

  std::string claim() const {
    for (const auto* claim : {&claims_.structured, &claims_.open_graph, &claims_.document}) {
      auto title = without_site_name(*claim, claims_.site, claims_.host);
      if (!title.empty() && !names_site(title, claims_.site, claims_.host)) return title;
    }
    return {};
  }

  const HtmlTree& tree_;
  const PageFacts& facts_;
  const TitleClaims& claims_;
  std::vector<Words> claimed_;
};

}  // namespace

std::string without_site_name(std::string_view title, std::string_view site, std::string_view host) {
  title = ascii::trim(title.substr(0, kMaxTitleBytes * 2));
  for (int round = 0; round < 3; ++round) {
    const auto cut = last_separator(title);
    if (cut.at == title.npos) break;
    const auto head = ascii::trim(title.substr(0, cut.at));
    const auto tail = ascii::trim(title.substr(cut.at + cut.width));
    if (tail.empty() || names_site(tail, site, host)) {
      title = head;
    } else if (names_site(head, site, host)) {
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

#include "kabar/extract/authors.h"

#include <algorithm>

#include "kabar/base/ascii.h"
#include "kabar/base/utf8.h"
#include "kabar/extract/agency.h"
#include "kabar/extract/dated_name.h"
#include "kabar/extract/edge_lines.h"
#include "kabar/extract/entities.h"
#include "kabar/extract/furniture.h"

namespace kabar::extract {
namespace {

using markup::HtmlTree;
using markup::NodeIndex;
using markup::Tag;

constexpr NodeIndex kBefore = 80;
constexpr NodeIndex kBehind = 300;
constexpr std::size_t kMaxBylineText = 240;

constexpr std::size_t kMaxDatedName = 90;
constexpr std::size_t kSeparator = 3;  // bytes of a text that parts others
constexpr NodeIndex kNeighbours = 4;   // nodes from one text's element to the next one's

class AuthorChooser {
 public:
  AuthorChooser(const HtmlTree& tree, const PageFacts& facts, const StructuredArticle* article,
                NodeIndex headline, const OutletNames& outlet)
      : tree_(tree), facts_(facts), article_(article), headline_(headline), outlet_(outlet) {}

  Byline run() {
    constexpr Place kPlaces[] = {
        {&AuthorChooser::add_structured, "JSON-LD author"},
        {&AuthorChooser::add_marked, "an element marked as author"},
        {&AuthorChooser::add_metas, "a meta field"},
        {&AuthorChooser::add_classed, "an element of an author's class"},
        {&AuthorChooser::add_linked, "a link to an author's page"},
        {&AuthorChooser::add_printed, "a byline near the headline"},
        {&AuthorChooser::add_labelled, "meta twitter:data"},
        {&AuthorChooser::add_beside_date, "the line of the date"},
        {&AuthorChooser::add_unnamed, "the outlet or agency that stands for a name"},
    };
    Byline out;
    for (const Place& place : kPlaces) {
      if (!out.authors.empty()) break;
      (this->*place.add)(out);
      out.origin = place.name;
    }
    if (out.agency.empty()) out.agency = credited_agency();
    if (out.agency.empty() && !out.authors.empty()) out.agency = printed_agency();
    drop_outlets(out);
    return out;
  }

 private:
  struct Place {
    void (AuthorChooser::*add)(Byline& out) const;
    std::string_view name;
  };

  /// People whom structured data names; an agency that it lists beside them stays as it is listed.
  void add_structured(Byline& out) const {
    if (article_ == nullptr) return;
    for (const auto& author : article_->authors) {
      if (const auto agency = agency_named(author.name); !agency.empty()) {
        if (out.agency.empty()) out.agency = agency;
        continue;
      }
      if (author.organization) continue;
      add_named_authors(author.name, outlet_, out);
    }
    if (out.authors.empty()) return;
    for (const auto& author : article_->authors) {
      if (!agency_named(author.name).empty()) out.authors.push_back(author.name);
    }
  }

  /// Beside people, pieces that can only be outlets go: they were glued to a name.
  static void drop_outlets(Byline& out) {
    auto& names = out.authors;
    const auto is_person = [](const std::string& name) {
      return looks_like_person(name) && !has_outlet_word(name);
    };
    if (std::none_of(names.begin(), names.end(), is_person)) return;
    std::erase_if(
        names, [](const std::string& name) { return has_outlet_word(name) && agency_named(name).empty(); });
  }

  /// Nobody is named: the agency, desk or outlet that the page itself gives as author.
  void add_unnamed(Byline& out) const {
    if (article_ != nullptr) {
      for (const auto& author : article_->authors) add_as_printed(author.name, out);
    }
    for (const std::string_view name : {"author", "article:author", "parsely-author", "sailthru.author"}) {
      if (out.authors.empty()) add_as_printed(facts_.meta(name), out);
    }
    for (const auto& hint : facts_.hints) {
      if (!out.authors.empty()) return;
      if (hint.hint != Hint::kAuthor || !hint.strong || !near_headline(hint.node)) continue;
      add_as_printed(visible_text(tree_, hint.node, 60), out);
    }
  }

  static void add_as_printed(std::string_view field, Byline& out) {
    constexpr std::size_t kMaxName = 60;
    const auto name = plain_field(field);
    const bool address = name.find("://") != name.npos || name.find('@') != name.npos;
    if (name.empty() || name.size() > kMaxName || address || name.starts_with('/')) return;
    if (std::all_of(name.begin(), name.end(),
                    [](char c) { return !ascii::is_alpha(c) && static_cast<unsigned char>(c) < 0x80; }))
      return;
    if (names_nobody(name)) return;
    if (std::find(out.authors.begin(), out.authors.end(), name) == out.authors.end())
      out.authors.push_back(name);
  }

  /// "Written by" as messengers are told of it.
  void add_labelled(Byline& out) const {
    constexpr std::string_view kLabels[] = {"twitter:label1", "twitter:label2"};
    constexpr std::string_view kData[] = {"twitter:data1", "twitter:data2"};
    for (std::size_t i = 0; i < 2; ++i) {
      if (starts_like_byline(facts_.meta(kLabels[i]))) add_named_authors(facts_.meta(kData[i]), outlet_, out);
    }
  }

  /// Links to an author's page near the headline.
  void add_linked(Byline& out) const {
    if (headline_ == 0) return;
    const auto count = static_cast<NodeIndex>(tree_.nodes().size());
    const auto end = std::min(count, tree_[headline_].end + kBehind);
    for (NodeIndex i = headline_ > kBefore ? headline_ - kBefore : 1; i < end; ++i) {
      if (tree_[i].tag != Tag::kA || !leads_to_author(tree_.attribute(i, "href")) || is_furniture(i))
        continue;
      const auto shown = visible_text(tree_, i, kMaxBylineText);
      if (looks_like_person(shown)) add_named_authors(shown, outlet_, out);
    }
  }

  static bool leads_to_author(std::string_view href) {
    constexpr std::string_view kParts[] = {"/author", "/autor",      "/auteur",      "/redakt",  "/staff/",
                                           "/writer", "/journalist", "/contributor", "/people/", "/profile/",
                                           "/bios/",  "/by/",        "/penulis",     "/byline",  "/reporter"};
    return std::any_of(std::begin(kParts), std::end(kParts), [&](std::string_view part) {
      return ascii::find_ignoring_case(href, part) != href.npos;
    });
  }

  void add_metas(Byline& out) const {
    for (const auto name : kAuthorMetas) {
      for (const auto& meta : facts_.metas) {
        if (meta.name == name) add_people(meta.content, out);
      }
      if (!out.authors.empty()) return;
    }
  }

  /// The names of a field that are no outlets'.
  void add_people(std::string_view field, Byline& out) const {
    Byline line;
    add_named_authors(field, outlet_, line);
    for (const auto& author : line.authors) {
      if (!has_outlet_word(author)) add_named_authors(author, outlet_, out);
    }
    if (out.agency.empty()) out.agency = line.agency;
  }

  bool near_headline(NodeIndex node) const {
    if (headline_ == 0) return true;
    return node + kBefore >= headline_ && node <= tree_[headline_].end + kBehind;
  }

  void add_marked(Byline& out) const { add_hinted(true, out); }
  void add_classed(Byline& out) const { add_hinted(false, out); }

  /// Elements that call themselves author or byline; nested ones say the same again.
  void add_hinted(bool strong, Byline& out) const {
    constexpr NodeIndex kNextName = 40;
    NodeIndex done = 0;
    for (const auto& hint : facts_.hints) {
      if (hint.hint != Hint::kAuthor || hint.strong != strong || hint.node < done) continue;
      if (!near_headline(hint.node) || is_furniture(hint.node)) continue;
      if (!out.authors.empty() && hint.node > done + kNextName) return;
      if (!read_element(hint.node, strong, out)) continue;
      done = tree_[hint.node].end;
      if (!strong && !out.authors.empty()) return;
    }
  }

  /// The names in a byline element: those of its links if there are any, else those of its text.
  bool read_element(NodeIndex node, bool strong, Byline& out) const {
    const auto shown = lines_of(node);
    if (shown.empty() || shown.size() > kMaxBylineText) return false;
    Byline line;
    for (NodeIndex i = node; i < tree_[node].end; ++i) {
      if (tree_[i].tag != Tag::kA) continue;
      const auto name = visible_text(tree_, i, kMaxBylineText);
      if (looks_like_person(name)) add_named_authors(name, outlet_, line);
    }
    auto text = parse_byline(shown, outlet_);
    if (line.authors.empty()) line.authors = std::move(text.authors);
    const bool sure = strong || (starts_like_byline(shown) && keep_names(line));
    for (const auto& author : line.authors) {
      if (sure || looks_like_person(author)) add_named_authors(author, outlet_, out);
    }
    if (out.agency.empty()) out.agency = text.agency;
    return !line.authors.empty();
  }

  /// The text below a node, a line for each block or linked name.
  std::string lines_of(NodeIndex node) const {
    std::string out;
    for (NodeIndex i = node; i < tree_[node].end && out.size() <= kMaxBylineText; ++i) {
      const auto& below = tree_[i];
      if (below.tag == Tag::kScript || below.tag == Tag::kStyle || below.tag == Tag::kSvg) {
        i = below.end - 1;
      } else if (below.tag == Tag::kText) {
        append_text(out, plain_field(below.text));
      } else if (begins_line(below.tag) && !out.empty() && out.back() != '\n') {
        out += '\n';
      }
    }
    return out;
  }

  static bool begins_line(Tag tag) {
    return markup::is_block(tag) || tag == Tag::kBr || tag == Tag::kTime || tag == Tag::kA;
  }

  static void append_text(std::string& out, std::string_view text) {
    if (text.empty()) return;
    if (!out.empty() && out.back() != '\n') out += ' ';
    out += text;
  }

  /// A short text near the headline that begins as bylines do.
  void add_printed(Byline& out) const {
    if (headline_ == 0) return;
    const auto count = static_cast<NodeIndex>(tree_.nodes().size());
    const auto end = std::min(count, tree_[headline_].end + kBehind);
    for (NodeIndex i = tree_[headline_].end; i < end; ++i) {
      const auto& node = tree_[i];
      if (node.tag != Tag::kText || node.text.size() < 3 || node.text.size() > kMaxBylineText) continue;
      const auto shown = ascii::trim(node.text);
      if (!starts_like_byline(shown) || is_furniture(i)) continue;
      auto line = parse_byline(shown, outlet_);
      if (!names_person(line)) line = parse_byline(whole_line(i, shown), outlet_);
      if (!keep_names(line)) continue;
      out.authors = line.authors;
      if (out.agency.empty()) out.agency = line.agency;
      return;
    }
  }

  /// Leaves the names to a line that begins like a byline and says nothing else of itself; false where it
  /// seems to be a sentence: "By making up for it, and buying less."
  static bool keep_names(Byline& line) {
    auto& names = line.authors;
    const auto others = std::erase_if(names, [](const std::string& name) { return !reads_like_name(name); });
    return !names.empty() && (others == 0 || is_full_name(names.front()));
  }

  static bool names_person(const Byline& line) {
    return std::any_of(line.authors.begin(), line.authors.end(),
                       [](const std::string& author) { return is_full_name(author); });
  }

  /// A name right below the headline that shares a line with the date and nothing else: "Ana Lopes · 6 de
  /// outubro" in one text, or in two that are neighbours.
  void add_beside_date(Byline& out) const {
    constexpr NodeIndex kNear = 30;
    const auto count = static_cast<NodeIndex>(tree_.nodes().size());
    const auto end = headline_ == 0 ? 0 : std::min(count, tree_[headline_].end + kNear);
    std::string before;  // the text in front of this one
    NodeIndex place = 0;
    for (NodeIndex i = tree_[headline_].end; i < end && out.authors.empty(); ++i) {
      if (tree_[i].tag != Tag::kText) continue;
      const std::string shown = plain_field(utf8::head(tree_[i].text, kMaxDatedName + 1));
      if (shown.size() <= kSeparator) continue;
      if (shown.size() > kMaxDatedName || is_furniture(i)) return;
      if (tree_[i].parent > place + kNeighbours) before.clear();
      read_beside_date(shown, before, out);
      before = shown;
      place = tree_[i].parent;
    }
  }

  // A text near the headline, and the one in front of it if it is near enough.
  void read_beside_date(std::string_view shown, std::string_view before, Byline& out) const {
    add_full_name(beside_date_in(shown), out);
    if (is_date_line(shown)) {
      add_full_name(before, out);
    } else if (is_date_line(before)) {
      add_full_name(shown, out);
    }
  }

  void add_full_name(std::string_view text, Byline& out) const {
    if (!out.authors.empty() || has_outlet_word(text)) return;
    if (is_full_name(text)) add_named_authors(text, outlet_, out);
    if (starts_like_byline(text)) out.authors = parse_byline(text, outlet_).authors;
  }

  /// The agency of the line that the page shows its readers ("Par NAME avec AFP"): structured data names the
  /// person alone.
  std::string printed_agency() const {
    Byline shown;
    add_printed(shown);
    return shown.agency;
  }

  /// "By" alone is followed by the name in an element beside it, at most three levels up.
  std::string whole_line(NodeIndex i, std::string_view shown) const {
    constexpr std::size_t kLead = 14;  // longer texts hold a name
    std::string out(shown);
    if (shown.size() > kLead) return out;
    for (int level = 0; level < 3 && out.size() <= shown.size() + 2; ++level) {
      i = tree_[i].parent;
      out = lines_of(i);
    }
    return out.size() > kMaxBylineText ? std::string(shown) : out;
  }

  /// Other articles' authors, and the makers of pictures.
  bool is_furniture(NodeIndex node) const {
    const auto parent = tree_[tree_[node].parent].tag;
    for (const auto tag : {tree_[node].tag, parent, tree_[tree_[tree_[node].parent].parent].tag}) {
      if (tag == Tag::kFigure || tag == Tag::kFigcaption) return true;
    }
    return extract::is_furniture(tree_, node, headline_);
  }

  std::string credited_agency() const {
    if (article_ == nullptr) return {};
    for (const auto& author : article_->authors) {
      if (const auto agency = agency_named(author.name); !agency.empty()) return std::string(agency);
    }
    const auto source = agency_named(article_->source);
    return is_outlet(article_->source, outlet_) ? std::string() : std::string(source);
  }

  const HtmlTree& tree_;
  const PageFacts& facts_;
  const StructuredArticle* article_;
  NodeIndex headline_;
  const OutletNames& outlet_;
};

}  // namespace

Byline choose_authors(const HtmlTree& tree, const PageFacts& facts, const StructuredArticle* article,
                      NodeIndex headline, const OutletNames& outlet) {
  return AuthorChooser(tree, facts, article, headline, outlet).run();
}

}  // namespace kabar::extract

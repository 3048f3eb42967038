#include "kabar/extract/page_facts.h"

#include <algorithm>

#include "kabar/base/ascii.h"
#include "kabar/base/utf8.h"
#include "kabar/extract/entities.h"
#include "kabar/extract/text_memo.h"

namespace kabar::extract {
namespace {

using markup::HtmlTree;
using markup::NodeIndex;
using markup::Tag;

constexpr std::size_t kMaxOfAKind = 400;  // more of one sort tells nothing more

template <class Item>
void add(std::vector<Item>& list, Item item) {
  if (list.size() < kMaxOfAKind) list.push_back(std::move(item));
}

bool contains(std::string_view text, std::string_view word) {
  return ascii::find_ignoring_case(text, word) != std::string_view::npos;
}

/// Whether `word` (lower case) begins at `at`, case ignored.
bool word_at(std::string_view text, std::size_t at, std::string_view word) {
  return ascii::starts_with_ignoring_case(text.substr(at), word);
}

struct ClassHints {
  bool author = false;
  bool published = false;
  bool modified = false;
};

/// What a class or id speaks of, in one pass over its characters.
ClassHints read_class(std::string_view names) {
  ClassHints out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    switch (ascii::lower(names[i])) {
      case 'a':
        out.author |=
            word_at(names, i, "author") || word_at(names, i, "autor") || word_at(names, i, "auteur");
        break;
      case 'b': out.author |= word_at(names, i, "byline"); break;
      case 'r': out.author |= word_at(names, i, "reporter"); break;
      case 'w': out.author |= word_at(names, i, "writer"); break;
      case 'j': out.author |= word_at(names, i, "journalist"); break;
      case 'd': out.published |= word_at(names, i, "date") || word_at(names, i, "datum"); break;
      case 'p': out.published |= word_at(names, i, "publish") || word_at(names, i, "posted"); break;
      case 't': out.published |= word_at(names, i, "timestamp") || word_at(names, i, "time"); break;
      case 'm': out.modified |= word_at(names, i, "modified"); break;
      case 'u': out.modified |= word_at(names, i, "update"); break;
      default: break;
    }
  }
  return out;
}

class FactCollector {
 public:
  explicit FactCollector(const HtmlTree& tree) : tree_(tree) {}

  PageFacts run() {
    const auto count = static_cast<NodeIndex>(tree_.nodes().size());
    for (NodeIndex i = 0; i < count; ++i) {
      const auto& node = tree_[i];
      if (node.tag == Tag::kText) continue;
      by_tag(i, node.tag);
      if (node.attribute_count > 0) by_attributes(i, node.tag);
    }
    return std::move(facts_);
  }

 private:
  void by_tag(NodeIndex i, Tag tag) {
    switch (tag) {
      case Tag::kHtml:
        facts_.html_lang = tree_.attribute(i, "lang");
        if (facts_.html_lang.empty()) facts_.html_lang = tree_.attribute(i, "xml:lang");
        break;
      case Tag::kMeta: meta(i); break;
      case Tag::kLink: link(i); break;
      case Tag::kTitle:
        if (facts_.title.empty() && in_head_or_top(i)) facts_.title = visible_text(tree_, i);
        break;
      case Tag::kScript:
        if (contains(tree_.attribute(i, "type"), "ld+json")) add(facts_.json_ld, script_text(i));
        break;
      case Tag::kBase:
        if (facts_.base.empty()) facts_.base = tree_.attribute(i, "href");
        break;
      case Tag::kH1:
      case Tag::kH2: add(facts_.headings, i); break;
      case Tag::kTime: add(facts_.times, i); break;
      case Tag::kImg: add(facts_.images, i); break;
      default: break;
    }
  }

  /// A <title> inside an SVG is a picture's.
  bool in_head_or_top(NodeIndex i) const { return tree_[tree_[i].parent].tag != Tag::kSvg; }

  std::string_view script_text(NodeIndex i) const {
    if (!tree_[i].text.empty()) return tree_[i].text;
    return i + 1 < tree_[i].end ? tree_[i + 1].text : std::string_view();
  }

  void meta(NodeIndex i) {
    std::string_view content;
    std::string_view name;
    for (const auto& attribute : tree_.attributes(i)) {
      if (attribute.name == "content") content = attribute.value;
      const bool names = attribute.name == "property" || attribute.name == "name" ||
                         attribute.name == "itemprop" || attribute.name == "http-equiv";
      if (names && name.empty()) name = attribute.value;
    }
    if (!name.empty() && !ascii::trim(content).empty())
      add(facts_.metas, MetaField{ascii::lower(ascii::trim(name)), ascii::trim(content)});
  }

  void link(NodeIndex i) {
    const auto rel = tree_.attribute(i, "rel");
    const auto href = ascii::trim(tree_.attribute(i, "href"));
    if (facts_.canonical.empty() && ascii::equals_ignoring_case(rel, "canonical")) facts_.canonical = href;
    if (facts_.image_link.empty() && ascii::equals_ignoring_case(rel, "image_src")) facts_.image_link = href;
  }

  void by_attributes(NodeIndex i, Tag tag) {
    if (tag == Tag::kMeta || tag == Tag::kLink || tag == Tag::kScript) return;
    for (const auto& attribute : tree_.attributes(i)) {
      if (attribute.name == "itemprop") {
        itemprop(i, tag, attribute.value);
      } else if (attribute.name == "rel") {
        if (tag == Tag::kA && contains(attribute.value, "author")) hint(i, Hint::kAuthor, true);
      } else if (attribute.name == "class" || attribute.name == "id" || attribute.name == "data-testid") {
        by_class(i, attribute.value);
      }
    }
  }

  void itemprop(NodeIndex i, Tag tag, std::string_view value) {
    if (value == "headline" && tag != Tag::kH1 && tag != Tag::kH2) add(facts_.headings, i);
    if (contains(value, "author") || contains(value, "creator")) hint(i, Hint::kAuthor, true);
    if (contains(value, "datepublished")) hint(i, Hint::kPublished, true);
    if (contains(value, "datemodified")) hint(i, Hint::kModified, true);
  }

  void by_class(NodeIndex i, std::string_view names) {
    const auto found = classes_.get(names, read_class);
    if (found.author) hint(i, Hint::kAuthor, false);
    if (found.modified)
      hint(i, Hint::kModified, false);
    else if (found.published)
      hint(i, Hint::kPublished, false);
  }

  void hint(NodeIndex i, Hint hint, bool strong) { add(facts_.hints, HintedNode{i, hint, strong}); }

  const HtmlTree& tree_;
  PageFacts facts_;
  TextMemo<ClassHints> classes_;
};

bool is_silent(Tag tag) {
  return tag == Tag::kScript || tag == Tag::kStyle || tag == Tag::kSvg || tag == Tag::kNoscript ||
         tag == Tag::kButton || tag == Tag::kTemplate || tag == Tag::kSelect;
}

}  // namespace

std::string_view PageFacts::meta(std::string_view name) const {
  const auto hit =
      std::find_if(metas.begin(), metas.end(), [&](const MetaField& field) { return field.name == name; });
  return hit == metas.end() ? std::string_view() : hit->content;
}

std::string own_url(const PageFacts& facts, std::string_view fetched_from) {
  if (!fetched_from.empty()) return std::string(fetched_from);
  return std::string(facts.canonical.empty() ? facts.meta("og:url") : facts.canonical);
}

const StructuredArticle* own_article(const StructuredData& data, const PageFacts& facts,
                                     std::string_view fetched_from) {
  const std::string titles = facts.title + ' ' + plain_field(facts.meta("og:title"));
  return data.main_article(own_url(facts, fetched_from), titles);
}

PageFacts collect_facts(const HtmlTree& tree) {
  return FactCollector(tree).run();
}

std::string visible_text(const HtmlTree& tree, NodeIndex node, std::size_t max_bytes) {
  std::string out;
  if (tree[node].tag == Tag::kText) out = utf8::head(tree[node].text, max_bytes);
  for (NodeIndex i = node + 1; i < tree[node].end && out.size() < max_bytes;) {
    const auto& below = tree[i];
    if (is_silent(below.tag)) {
      i = below.end;
      continue;
    }
    if (below.tag == Tag::kText) out += utf8::head(below.text, max_bytes);
    if (markup::is_block(below.tag) || below.tag == Tag::kBr) out += ' ';
    ++i;
  }
  return plain_field(out);
}

}  // namespace kabar::extract

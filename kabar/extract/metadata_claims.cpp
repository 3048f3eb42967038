#include "kabar/extract/metadata_claims.h"

#include <algorithm>

#include "kabar/base/utf8.h"
#include "kabar/extract/authors.h"
#include "kabar/extract/byline.h"
#include "kabar/extract/date_choice.h"
#include "kabar/extract/date_metas.h"
#include "kabar/extract/entities.h"
#include "kabar/extract/headline.h"
#include "kabar/extract/json_ld.h"
#include "kabar/extract/page_facts.h"
#include "kabar/text/date.h"

namespace kabar::extract {
namespace {

using markup::NodeIndex;
using markup::Tag;

constexpr std::size_t kMaxClaims = 16;
constexpr std::size_t kMaxValue = 300;  // bytes shown of each

class ClaimReader {
 public:
  explicit ClaimReader(const Extraction& from)
      : tree_(from.tree),
        article_(from.article),
        headline_(from.metadata.headline),
        facts_(collect_facts(from.tree)),
        data_(read_json_ld(facts_.json_ld)),
        structured_(own_article(data_, facts_, from.article.url)),
        origins_(from.metadata.origins) {
    hints_.language = from.metadata.declared_lang.empty() ? article_.lang : from.metadata.declared_lang;
    hints_.reference = article_.fetched;
  }

  std::vector<FieldClaims> run() {
    return {titles(), dates("published", article_.published, false),
            dates("modified", article_.modified, true), authors()};
  }

 private:
  void add(FieldClaims& field, std::string source, std::string_view value) const {
    std::string plain = plain_field(utf8::head(value, kMaxValue));
    // What an element shows is told once, though it has two reasons to be looked at.
    const auto same = [&](const Claim& claim) {
      return claim.value == plain && claim.source.starts_with('<');
    };
    const bool doubled =
        source.starts_with('<') && std::any_of(field.claims.begin(), field.claims.end(), same);
    if (plain.empty() || doubled || field.claims.size() >= kMaxClaims) return;
    field.claims.push_back({std::move(source), std::move(plain), {}, false});
  }

  std::string element(NodeIndex node) const {
    return '<' +
           std::string(tree_[node].tag == Tag::kUnknown ? "element" : markup::name_of(tree_[node].tag)) + '>';
  }

  FieldClaims titles() const {
    FieldClaims field{"title", article_.title, {}};
    if (headline_ != 0) add(field, element(headline_) + " shown", visible_text(tree_, headline_));
    if (structured_ != nullptr) {
      add(field, "JSON-LD headline", structured_->headline);
      add(field, "JSON-LD alternativeHeadline", structured_->alternative_headline);
    }
    for (const auto name : kTitleMetas) add(field, "meta " + std::string(name), facts_.meta(name));
    add(field, "<title>", facts_.title);
    for (const NodeIndex node : facts_.headings) {
      if (node != headline_ && field.claims.size() < 12) add(field, element(node), visible_text(tree_, node));
    }
    const std::string key = name_key(article_.title);
    for (Claim& claim : field.claims) claim.chosen = !key.empty() && name_key(claim.value) == key;
    if (!has_chosen(field)) choose_by_part(field, key);
    return field;
  }

  static bool has_chosen(const FieldClaims& field) {
    return std::any_of(field.claims.begin(), field.claims.end(),
                       [](const Claim& claim) { return claim.chosen; });
  }

  /// A claim that holds the title beside the outlet's name or a kicker.
  static void choose_by_part(FieldClaims& field, const std::string& key) {
    for (Claim& claim : field.claims) {
      if (key.empty() || name_key(claim.value).find(key) == std::string::npos) continue;
      claim.chosen = true;
      claim.read_as = field.chosen;
      return;
    }
  }

  /// What was found in none of the places that are listed is told by the place where it was.
  static void add_origin(FieldClaims& field, std::string_view origin) {
    if (field.chosen.empty() || has_chosen(field)) return;
    field.claims.push_back({std::string(origin), field.chosen, {}, true});
  }

  FieldClaims dates(std::string name, const std::optional<PublishedTime>& chosen, bool modified) const {
    FieldClaims field{std::move(name), chosen ? to_string(*chosen) : std::string(), {}};
    if (structured_ != nullptr)
      add(field, modified ? "JSON-LD dateModified" : "JSON-LD datePublished",
          modified ? structured_->modified : structured_->published);
    add_meta_dates(field, modified);
    add_shown_dates(field, modified);
    for (Claim& claim : field.claims) {
      const auto found = text::parse_date(claim.value, hints_);
      claim.read_as = found ? to_string(found->time) : std::string();
      claim.chosen =
          found && chosen && (claim.read_as == field.chosen || found->time.instant == chosen->instant);
    }
    std::erase_if(field.claims,
                  [](const Claim& claim) { return claim.read_as.empty() && claim.source.starts_with('<'); });
    add_origin(field, modified ? origins_.modified : origins_.published);
    return field;
  }

  template <std::size_t n>
  void add_metas(FieldClaims& field, const std::string_view (&names)[n]) const {
    for (const auto name : names) {
      for (const MetaField& meta : facts_.metas) {
        if (meta.name == name) add(field, "meta " + meta.name, meta.content);
      }
    }
  }

  void add_meta_dates(FieldClaims& field, bool modified) const {
    if (modified) {
      add_metas(field, kModifiedMetas);
    } else {
      add_metas(field, kPublishedMetas);
    }
  }

  void add_shown_dates(FieldClaims& field, bool modified) const {
    for (const HintedNode& hint : facts_.hints) {
      if (hint.hint == (modified ? Hint::kModified : Hint::kPublished))
        add_printed(field, hint.node, hint.strong ? " itemprop" : " by its class");
    }
    if (modified) return;
    for (const NodeIndex node : facts_.times) add_printed(field, node, "");
    if (const auto day = date_in_url(article_.url)) add(field, "address", to_string(*day));
  }

  void add_printed(FieldClaims& field, NodeIndex node, std::string_view why) const {
    const std::string source = element(node) + std::string(why);
    for (const auto name : kDateAttributes)
      add(field, source + ' ' + std::string(name), tree_.attribute(node, name));
    const std::string shown = visible_text(tree_, node, 160);
    if (shown.size() < 120) add(field, source, shown);
  }

  FieldClaims authors() const {
    FieldClaims field{"authors", {}, {}};
    for (const std::string& author : article_.authors)
      field.chosen += (field.chosen.empty() ? "" : ", ") + author;
    if (structured_ != nullptr) {
      for (const StructuredName& author : structured_->authors)
        add(field, author.organization ? "JSON-LD author, an organization" : "JSON-LD author", author.name);
    }
    add_metas(field, kAuthorMetas);
    add_shown_authors(field);
    for (Claim& claim : field.claims) {
      claim.chosen = std::any_of(
          article_.authors.begin(), article_.authors.end(),
          [&](const std::string& author) { return claim.value.find(author) != std::string::npos; });
    }
    add_origin(field, origins_.authors);
    return field;
  }

  void add_shown_authors(FieldClaims& field) const {
    for (const HintedNode& hint : facts_.hints) {
      if (hint.hint != Hint::kAuthor) continue;
      const std::string shown = visible_text(tree_, hint.node, kMaxValue);
      if (shown.size() < kMaxValue)
        add(field, element(hint.node) + (hint.strong ? " itemprop or rel" : " by its class"), shown);
    }
  }

  const markup::HtmlTree& tree_;
  const Article& article_;
  NodeIndex headline_;
  PageFacts facts_;
  StructuredData data_;
  const StructuredArticle* structured_;
  const Origins& origins_;
  text::DateHints hints_;
};

}  // namespace

std::vector<FieldClaims> metadata_claims(const Extraction& extraction) {
  return ClaimReader(extraction).run();
}

}  // namespace kabar::extract

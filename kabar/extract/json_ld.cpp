#include "kabar/extract/json_ld.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "kabar/base/ascii.h"
#include "kabar/extract/entities.h"
#include "kabar/extract/json_repair.h"
#include "kabar/json/value.h"
#include "kabar/net/url.h"

namespace kabar::extract {
namespace {

using json::Value;

constexpr std::size_t kMaxDepth = 64;
constexpr std::size_t kMaxBlocks = 64;
constexpr std::size_t kMaxBytes = std::size_t{8} * 1024 * 1024;
constexpr std::size_t kMaxObjects = 20'000;  // looked at, over all blocks
constexpr std::size_t kMaxArticles = 32;
constexpr std::size_t kMaxAuthors = 32;

std::string_view bare_type(std::string_view type) {
  const auto cut = type.find_last_of("/:#");
  return cut == type.npos ? type : type.substr(cut + 1);
}

template <class Function>
bool has_type(const Value& object, Function matches) {
  const auto& type = object["@type"];
  if (type.is_string()) return matches(bare_type(type.text()));
  return std::any_of(type.items().begin(), type.items().end(),
                     [&](const Value& item) { return matches(bare_type(item.text())); });
}

bool is_article_type(std::string_view type) {
  return type.ends_with("Article") || type == "BlogPosting" || type == "LiveBlogPosting" ||
         type == "Report" || type == "SocialMediaPosting" || type == "DiscussionForumPosting" ||
         type == "Review" || type == "CriticReview" || type == "NewsItem" || type == "Recipe" ||
         type == "HowTo" || type == "CreativeWork";
}

bool is_page_type(std::string_view type) {
  return type == "WebPage" || type == "ItemPage" || type == "VideoObject" || type == "MediaObject" ||
         type == "AboutPage" || type == "PodcastEpisode" || type == "ImageGallery" || type == "Event" ||
         type == "ImageObject" || type == "AudioObject";
}

bool is_organization_type(std::string_view type) {
  return type.ends_with("Organization") || type == "Corporation" || type == "WebSite" || type == "Brand" ||
         type == "NewsAgency";
}

struct KindOfType {
  std::string_view type;
  std::uint32_t kind;
};
constexpr KindOfType kKindsOfTypes[] = {
    {"Product", kProductKind},
    {"ProductGroup", kProductKind},
    {"Offer", kProductKind},
    {"AggregateOffer", kProductKind},
    {"Service", kBusinessKind},
    {"ProfessionalService", kBusinessKind},
    {"LocalBusiness", kBusinessKind},
    {"Store", kBusinessKind},
    {"SoftwareApplication", kBusinessKind},
    {"WebApplication", kBusinessKind},
    {"FinancialProduct", kBusinessKind},
    {"Course", kBusinessKind},
};

std::uint32_t kind_of_type(std::string_view type) {
  type = bare_type(type);
  for (const auto& entry : kKindsOfTypes) {
    if (entry.type == type) return entry.kind;
  }
  return 0;
}

/// Whether an element of this name (and what follows it) is a line or lines of its own.
bool ends_line(std::string_view name) {
  const auto is = [name](std::string_view tag) { return ascii::starts_with_ignoring_case(name, tag); };
  const char second = name.size() > 1 ? name[1] : '\0';
  const bool paragraph = is("p") && !ascii::is_alpha(second);
  const bool heading = is("h") && ascii::is_digit(second);
  return paragraph || heading || is("li") || is("br") || is("div");
}

/// A line break before each tag that begins or ends a paragraph, a heading, an item or a line; no programs.
std::string with_line_ends(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  while (!text.empty()) {
    const auto tag = std::min(text.find('<'), text.size());
    out += text.substr(0, tag);
    text.remove_prefix(tag);
    const bool closes = text.starts_with("</");
    const std::string_view name = text.substr(std::min<std::size_t>(closes ? 2 : 1, text.size()));
    if (ends_line(name)) out += '\n';
    const auto end = text.find('>');
    const std::size_t behind = end == text.npos ? text.size() : end + 1;
    const std::size_t program = closes ? 0 : size_of_program(name, text.substr(behind));
    out += text.substr(0, behind);
    text.remove_prefix(behind + program);
  }
  return out;
}

bool looks_like_url(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://") || text.starts_with("//") ||
         text.starts_with('/') || text.starts_with("www.") || text.starts_with('#');
}

/// Reads the objects of all blocks of one page.
class GraphReader {
 public:
  explicit GraphReader(StructuredData& out) : out_(out) {}

  void index(const Value& value) {
    if (++seen_ > kMaxObjects) return;
    for (const auto& item : value.items()) index(item);
    if (value.is_object()) note_kind(value["@type"]);
    const auto& id = value["@id"].text();
    const bool bare = value.members().size() < 2;
    if (!id.empty() && !bare) by_id_.emplace(id, &value);
    for (const auto& member : value.members()) {
      if (member.second.is_array() || member.second.is_object()) index(member.second);
    }
  }

  void visit(const Value& value) {
    if (out_.articles.size() >= kMaxArticles || ++seen_ > 2 * kMaxObjects) return;
    for (const auto& item : value.items()) visit(item);
    if (!value.is_object()) return;
    const bool article = has_type(value, is_article_type);
    if (article || has_type(value, is_page_type)) out_.articles.push_back(read_article(value, article));
    if (out_.site.empty() && has_type(value, is_organization_type)) out_.site = text_of(value["name"]);
    for (const std::string_view below : {"@graph", "mainEntity", "mainEntityOfPage", "subjectOf", "item"}) {
      if (value[below].is_object() || value[below].is_array()) visit(value[below]);
    }
  }

 private:
  void note_kind(const Value& type) {
    out_.kinds |= kind_of_type(type.text());
    for (const auto& item : type.items()) out_.kinds |= kind_of_type(item.text());
  }

  /// The object that a bare {"@id": …} refers to, or the value itself.
  const Value& resolve(const Value& value) const {
    if (!value.is_object() || value.members().size() > 2) return value;
    const auto hit = by_id_.find(value["@id"].text());
    return hit == by_id_.end() ? value : *hit->second;
  }

  /// The first text in a string, array, or object with @value or name.
  static std::string text_of(const Value& value) {
    if (value.is_string()) return plain_field(value.text());
    for (const auto& item : value.items()) {
      if (item.is_string() && !item.text().empty()) return plain_field(item.text());
    }
    if (!value.items().empty() && value.items().front().is_object())
      return text_of(value.items().front()["name"]);
    if (value["@value"].is_string()) return plain_field(value["@value"].text());
    return value["name"].is_string() ? plain_field(value["name"].text()) : std::string();
  }

  StructuredArticle read_article(const Value& value, bool is_article) const {
    StructuredArticle out;
    out.is_article = is_article;
    out.live = has_type(value, [](std::string_view type) { return type == "LiveBlogPosting"; });
    out.headline = text_of(value["headline"]);
    if (out.headline.empty()) out.headline = text_of(value["name"]);
    out.alternative_headline = text_of(value["alternativeHeadline"]);
    out.description = text_of(value["description"]);
    out.body = body_of(value["articleBody"]);
    for (const std::string_view key : {"author", "authors", "creator"}) {
      if (out.authors.empty()) add_names(value[key], out.authors, 0);
    }
    out.published = date_of(value, {"datePublished", "uploadDate", "dateCreated"});
    out.modified = date_of(value, {"dateModified", "dateUpdated"});
    out.image = url_of(resolve(value["image"]));
    if (out.image.empty()) out.image = url_of(resolve(value["thumbnailUrl"]));
    out.language = text_of(value["inLanguage"]);
    out.publisher = text_of(resolve(value["publisher"]));
    for (const std::string_view key : {"sourceOrganization", "provider", "copyrightHolder"}) {
      if (out.source.empty()) out.source = text_of(resolve(value[key]));
    }
    out.url = url_of(value["url"]);
    if (out.url.empty()) out.url = url_of(value["mainEntityOfPage"]);
    out.free = free_of(value["isAccessibleForFree"]);
    return out;
  }

  static std::string date_of(const Value& value, std::array<std::string_view, 3> keys) {
    for (const auto key : keys) {
      const auto& field = value[key].items().empty() ? value[key] : value[key].items().front();
      if (field.is_string() && !ascii::trim(field.text()).empty()) return plain_field(field.text());
      if (field["@value"].is_string()) return field["@value"].text();
      if (field.is_number() && field.number() > 0) return fmt::format("{:.0f}", field.number());
    }
    return {};
  }

  /// Lines and paragraphs stay apart; what was markup becomes text.
  static std::string body_of(const Value& value) {
    std::string out;
    const std::string parted = with_line_ends(
        value.is_array() && !value.items().empty() ? value.items().front().text() : value.text());
    std::string_view rest = parted;
    while (!rest.empty()) {
      const auto end = std::min(rest.find('\n'), rest.size());
      const auto line = plain_field(rest.substr(0, end));
      if (!line.empty()) out += (out.empty() ? "" : "\n") + line;
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return out;
  }

  static std::string url_of(const Value& value) {
    if (value.is_string()) return plain_field(value.text());
    if (!value.items().empty()) return url_of(value.items().front());
    for (const std::string_view key : {"url", "contentUrl", "@id"}) {
      const auto& field = value[key];
      if (field.is_string() && !field.text().empty()) return plain_field(field.text());
      if (!field.items().empty() && field.items().front().is_string())
        return plain_field(field.items().front().text());
    }
    return {};
  }

  static std::optional<bool> free_of(const Value& value) {
    if (value.is_bool()) return value.boolean();
    if (!value.is_string()) return std::nullopt;
    const auto word = ascii::lower(ascii::trim(bare_type(value.text())));
    if (word == "false" || word == "no") return false;
    if (word == "true" || word == "yes") return true;
    return std::nullopt;
  }

  void add_names(const Value& field, std::vector<StructuredName>& out, int depth) const {
    if (depth > 3 || out.size() >= kMaxAuthors) return;
    for (const auto& item : field.items()) add_names(item, out, depth + 1);
    const Value& value = resolve(field);
    if (value.is_string()) return add_name(value.text(), false, out);
    if (!value.is_object()) return;
    const bool organization = has_type(value, is_organization_type);
    const auto& name = value["name"];
    if (name.is_array()) {
      for (const auto& item : name.items()) add_name(item.text(), organization, out);
    } else if (name.is_object()) {
      add_name(text_of(name), organization, out);
    } else if (!name.text().empty()) {
      add_name(name.text(), organization, out);
    } else {
      add_name(text_of(value["givenName"]) + ' ' + text_of(value["familyName"]), organization, out);
    }
  }

  static void add_name(std::string_view raw, bool organization, std::vector<StructuredName>& out) {
    auto name = plain_field(raw);
    if (name.empty() || name == " " || looks_like_url(name)) return;
    out.push_back({std::move(name), organization});
  }

  StructuredData& out_;
  std::unordered_map<std::string_view, const Value*> by_id_;
  std::size_t seen_ = 0;
};

/// The block as JSON, repaired if need be.
Result<Value> parse_block(std::string_view block) {
  json::Limits limits;
  limits.max_depth = kMaxDepth;
  limits.max_bytes = kMaxBytes;
  auto strict = json::parse(block, limits);
  if (strict || block.size() > kMaxBytes) return strict;
  const bool escaped = block.substr(0, 64).find("&quot;") != block.npos;
  const auto repaired = repair_json(escaped ? plain_field(block) : std::string(block), kMaxDepth - 4);
  auto lenient = json::parse(repaired, limits);
  const bool sense = lenient && (lenient->is_object() || lenient->is_array());
  return sense ? std::move(lenient) : std::move(strict);
}

/// Without scheme, query and trailing slash: good enough to tell the articles of one page apart.
std::string_view bare_url(std::string_view url) {
  if (const auto scheme = url.find("://"); scheme != url.npos) url.remove_prefix(scheme + 3);
  if (url.starts_with("www.")) url.remove_prefix(4);
  url = url.substr(0, url.find_first_of("?#"));
  while (url.ends_with('/')) url.remove_suffix(1);
  return url;
}

int rank(const StructuredArticle& article, std::string_view url, std::string_view title) {
  int points = article.is_article ? 8 : 0;
  if (!article.published.empty()) points += 2;
  if (!article.authors.empty()) points += 1;
  if (!article.url.empty() && bare_url(article.url) == bare_url(url)) points += 4;
  if (article.headline.size() > 8 && title.find(article.headline) != title.npos) points += 4;
  return points;
}

}  // namespace

const StructuredArticle* StructuredData::main_article(std::string_view page_url,
                                                      std::string_view page_title) const {
  const StructuredArticle* best = nullptr;
  int most = -1;
  for (const auto& article : articles) {
    const int points = rank(article, page_url, page_title);
    if (points > most) {
      most = points;
      best = &article;
    }
  }
  return best;
}

StructuredData read_json_ld(const std::vector<std::string_view>& blocks) {
  StructuredData out;
  std::vector<Value> documents;
  documents.reserve(std::min(blocks.size(), kMaxBlocks));
  std::size_t number = 0;
  for (const auto block : blocks) {
    if (++number > kMaxBlocks) break;
    if (ascii::trim(block).empty()) continue;
    auto document = parse_block(block);
    if (document)
      documents.push_back(*std::move(document));
    else
      out.warnings.push_back(fmt::format("JSON-LD left out: block {}: {}", number, document.error().message));
  }
  GraphReader reader(out);
  for (const auto& document : documents) reader.index(document);
  for (const auto& document : documents) reader.visit(document);
  return out;
}

}  // namespace kabar::extract

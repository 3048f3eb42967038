#include "kabar/schema/article_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kabar/base/ascii.h"
#include "kabar/schema/clean_text.h"
#include "kabar/schema/json_fields.h"
#include "kabar/text/language.h"

namespace kabar::schema {
namespace {

constexpr std::array<std::string_view, 19> kKeys{
    "id",     "url",       "canonical",  "source",  "lang", "title", "authors",
    "agency", "published", "modified",   "fetched", "site", "image", "text",
    "kind",   "access",    "confidence", "blocks",  "links"};

bool is_known(std::string_view key) noexcept {
  return std::find(kKeys.begin(), kKeys.end(), key) != kKeys.end();
}

/// Reads the members one after the other into an article and collects its warnings.
class ArticleReader {
 public:
  explicit ArticleReader(const json::Value& object) : fields_(object) {}

  Result<Article> read() {
    read_strings();
    read_times();
    read_kinds();
    read_blocks();
    read_links();
    KABAR_CHECK(fields_.status());
    if (article_.id.empty()) return Error{Errc::kInvalidInput, "lacks `id`"};
    if (!fields_.has("title") && !fields_.has("text") && article_.blocks.empty())
      return Error{Errc::kInvalidInput, "lacks both `title` and `text`"};
    return std::move(article_);
  }

 private:
  void read_strings() {
    article_.id = fields_.line("id");
    article_.url = fields_.line("url");
    article_.canonical = fields_.line("canonical");
    article_.source = fields_.line("source");
    article_.title = fields_.line("title");
    article_.authors = fields_.lines("authors");
    article_.agency = fields_.line("agency");
    article_.site = fields_.line("site");
    article_.image = fields_.line("image");
    const auto tag = fields_.line("lang");
    article_.lang = text::base_language(tag);
    if (!tag.empty() && article_.lang.empty()) warn("lang", tag);
  }

  void read_times() {
    article_.published = published_time("published");
    article_.modified = published_time("modified");
    const auto fetched = fields_.line("fetched");
    article_.fetched = parse_iso(fetched);
    if (!fetched.empty() && !article_.fetched) warn("fetched", fetched);
  }

  std::optional<PublishedTime> published_time(std::string_view key) {
    const auto text = fields_.line(key);
    auto time = parse_published_time(text);
    if (!text.empty() && !time) warn(key, text);
    return time;
  }

  void read_kinds() {
    const auto kind = fields_.line("kind");
    if (kind == "other")
      article_.kind = ArticleKind::kOther;
    else if (!kind.empty() && kind != "article")
      warn("kind", kind);
    const auto access = fields_.line("access");
    if (access == "partial")
      article_.access = Access::kPartial;
    else if (!access.empty() && access != "full")
      warn("access", access);
    const auto confidence = fields_.number("confidence");
    if (confidence && *confidence >= 0 && *confidence <= 1)
      article_.confidence = confidence;
    else if (confidence)
      warn("confidence", fmt::format("{}", *confidence));
  }

  void read_blocks() {
    for (const auto& item : fields_.array("blocks")) read_block(item);
    const auto& text = fields_.text("text");
    if (!article_.blocks.empty()) return;
    for (const auto& block : paragraphs_of(text)) add_block(BlockKind::kParagraph, block.text);
  }

  void read_block(const json::Value& item) {
    if (!item.is_object() || !item["text"].is_string()) return fields_.reject("blocks");
    const auto& name = item["kind"].text();
    const auto kind = parse_block_kind(name);
    if (!kind && !name.empty()) warn("blocks.kind", name);
    if (!add_block(kind.value_or(BlockKind::kParagraph), item["text"].text())) return;
    const double level = item["level"].is_number() ? item["level"].number() : 0;
    if (level >= 1 && level <= 6) article_.blocks.back().level = static_cast<std::uint8_t>(level);
    article_.blocks.back().url = clean_line(item["url"].text());
  }

  /// False for a text that is blank.
  bool add_block(BlockKind kind, std::string_view text) {
    auto line = clean_line(text);
    if (line.empty()) return false;
    article_.blocks.push_back({kind, std::move(line)});
    return true;
  }

  void read_links() {
    for (const auto& item : fields_.array("links")) {
      auto url = clean_line(item["url"].text());
      if (url.empty()) return warn("links", "an item without `url`");
      const auto role = item["role"].text() == "related" ? LinkRole::kRelated : LinkRole::kBody;
      article_.links.push_back({role, std::move(url), clean_line(item["text"].text())});
    }
  }

  void warn(std::string_view key, std::string_view value) {
    constexpr std::size_t kShown = 40;
    article_.warnings.push_back(fmt::format("`{}` ignored: {}", key, clean_line(value.substr(0, kShown))));
  }

  JsonFields fields_;
  Article article_;
};

/// JSON inside JSON: line breaks between tokens would tear a line of JSONL apart.
std::string one_line(std::string_view json) {
  std::string out(json);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return out;
}

/// Linear in the line: the search for an earlier member of the same name looks at few, as few are carried.
void carry_unknown(const json::Value& object, std::string_view line, Article& article) {
  constexpr std::size_t kMaxExtra = 64;
  const auto& members = object.members();
  if (std::all_of(members.begin(), members.end(), [](const auto& m) { return is_known(m.first); })) return;
  const auto texts = member_texts(line);
  auto& extra = article.extra;
  for (std::size_t i = 0; i < std::min(members.size(), texts.size()); ++i) {
    const auto& name = members[i].first;
    if (is_known(name)) continue;
    const bool doubled =
        std::any_of(extra.begin(), extra.end(), [&](const auto& e) { return e.first == name; });
    if (!doubled && extra.size() < kMaxExtra) extra.emplace_back(name, one_line(texts[i]));
  }
}

void write_time(json::Writer& json, std::string_view key, const std::optional<PublishedTime>& time) {
  json.field(key, time ? to_string(*time) : std::string());
}

void write_blocks(json::Writer& json, const std::vector<Block>& blocks) {
  json.key("blocks").begin_array();
  for (const auto& block : blocks) {
    json.begin_object().key("kind").string(to_string(block.kind)).key("text").string(block.text);
    if (block.level != 0) json.key("level").number(block.level);
    if (!block.url.empty()) json.key("url").string(block.url);
    json.end_object();
  }
  json.end_array();
}

void write_links(json::Writer& json, const std::vector<Link>& links) {
  if (links.empty()) return;
  json.key("links").begin_array();
  for (const auto& link : links) {
    json.begin_object().key("role").string(link.role == LinkRole::kBody ? "body" : "related");
    json.key("url").string(link.url).key("text").string(link.text).end_object();
  }
  json.end_array();
}

}  // namespace

Result<Article> parse_article(std::string_view line) {
  KABAR_TRY(const auto parsed, parse_object(line));
  return read_article(parsed, line);
}

Result<Article> read_article(const ParsedObject& parsed, std::string_view line) {
  KABAR_TRY(auto article, ArticleReader(parsed.value).read());
  carry_unknown(parsed.value, parsed.mended ? std::string_view(*parsed.mended) : line, article);
  if (parsed.mended) article.warnings.emplace_back("bytes that are no UTF-8 replaced");
  return article;
}

void write_members(json::Writer& json, const Article& article, const WriteOptions& options) {
  json.key("id").string(article.id).field("url", article.url);
  if (!article.canonical.empty()) json.field("canonical", article.canonical);
  json.field("source", article.source).field("lang", article.lang).field("title", article.title);
  json.list("authors", article.authors).field("agency", article.agency);
  write_time(json, "published", article.published);
  write_time(json, "modified", article.modified);
  json.field("fetched", article.fetched ? to_iso(*article.fetched) : std::string());
  json.field("site", article.site).field("image", article.image);
  if (options.text) json.key("text").string(body_text(article));
  json.key("kind").string(article.kind == ArticleKind::kArticle ? "article" : "other");
  json.key("access").string(article.access == Access::kFull ? "full" : "partial");
  if (article.confidence) json.key("confidence").number(*article.confidence);
  if (options.blocks) write_blocks(json, article.blocks);
  write_links(json, article.links);
  for (const auto& [name, value] : article.extra) json.key(name).raw(value);
}

Result<std::vector<std::string>> parse_block_texts(std::string_view line) {
  KABAR_TRY(const auto article, json::parse(line));
  if (!article.is_object()) return Error{Errc::kInvalidInput, "not an object"};
  std::vector<std::string> out;
  for (const auto& block : article["blocks"].items()) out.push_back(block["text"].text());
  return out;
}

void write_article(json::Writer& json, const Article& article, const WriteOptions& options) {
  json.begin_object();
  write_members(json, article, options);
  json.end_object();
}

}  // namespace kabar::schema

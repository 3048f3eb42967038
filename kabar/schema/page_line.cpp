#include "kabar/schema/page_line.h"

#include <string_view>

#include "kabar/schema/article_json.h"
#include "kabar/schema/json_fields.h"

namespace kabar::schema {
namespace {

// The system would open the path before a NUL.
bool is_path(std::string_view path) {
  return path.find('\0') == std::string_view::npos;
}

Result<PageLine> read_page_line(const json::Value& object) {
  JsonFields fields(object);
  PageLine page;
  page.id = fields.line("id");
  page.url = fields.line("url");
  page.html = fields.text("html");
  page.charset = fields.line("charset");
  page.content_type = fields.line("content_type");
  page.source = fields.line("source");
  const auto fetched = fields.line("fetched_at");
  page.fetched_at = parse_iso(fetched);
  for (const auto& [url, path] : fields.object("files")) {
    if (!path.is_string() || !is_path(path.text())) fields.reject("files");
    page.files.push_back({url, path.text()});
  }
  KABAR_CHECK(fields.status());
  if (!fetched.empty() && !page.fetched_at) return Error{Errc::kInvalidInput, "no time in `fetched_at`"};
  if (!is_path(page.html)) return Error{Errc::kInvalidInput, "no path in `html`"};
  if (page.id.empty()) return Error{Errc::kInvalidInput, "lacks `id`"};
  if (page.html.empty()) return Error{Errc::kInvalidInput, "lacks `html`"};
  return page;
}

}  // namespace

Result<InputLine> parse_input_line(std::string_view line) {
  KABAR_TRY(const auto parsed, parse_object(line));
  if (!parsed.value["html"].is_null()) {
    KABAR_TRY(auto page, read_page_line(parsed.value));
    return InputLine(std::move(page));
  }
  KABAR_TRY(auto article, read_article(parsed, line));
  return InputLine(std::move(article));
}

std::string id_of_line(std::string_view line) {
  const auto parsed = parse_object(line);
  return parsed ? JsonFields(parsed->value).line("id") : std::string();
}

Result<Source> parse_source(std::string_view line) {
  KABAR_TRY(const auto parsed, parse_object(line));
  JsonFields fields(parsed.value);
  Source source;
  source.id = fields.line("id");
  source.name = fields.line("name");
  source.home = fields.line("home");
  source.country = fields.line("country");
  source.languages = fields.lines("languages");
  source.group = fields.line("group");
  source.full_text = fields.flag("full_text");
  KABAR_CHECK(fields.status());
  if (source.id.empty()) return Error{Errc::kInvalidInput, "lacks `id`"};
  return source;
}

}  // namespace kabar::schema

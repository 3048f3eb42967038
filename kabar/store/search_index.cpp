#include "kabar/store/search_index.h"

#include <fmt/format.h>

#include <algorithm>

#include "kabar/base/ascii.h"

namespace kabar::store {
namespace {

struct Terms {
  std::string_view title;
  std::string_view body;
  std::string_view facets;
};

Terms split(std::string_view lines) {
  const auto first = std::min(lines.find('\n'), lines.size());
  const auto rest = lines.substr(std::min(first + 1, lines.size()));
  const auto second = std::min(rest.find('\n'), rest.size());
  return {lines.substr(0, first), rest.substr(0, second), rest.substr(std::min(second + 1, rest.size()))};
}

std::string source_facet(std::int64_t source) {
  return fmt::format("s_{}", source);
}

std::string lang_facet(std::string_view lang) {
  std::string out = "l_";
  for (const char c : lang) out += ascii::is_alpha(c) || ascii::is_digit(c) ? ascii::lower(c) : '_';
  return out;
}

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

void append_phrase(std::string& out, std::string_view phrase) {
  out += '"';
  for (const char c : phrase) {
    if (c == '\0') continue;
    out += c;
    if (c == '"') out += c;
  }
  out += '"';
}

}  // namespace

void SearchIndex::put(ArticleId article, std::int64_t revision, const ArticleWrite& write,
                      std::int64_t source) {
  auto lines =
      fmt::format("{}\n{}\n{} {}", one_line(write.analysis.search_title),
                  one_line(write.analysis.search_body), source_facet(source), lang_facet(write.article.lang));
  pending_.push_back({article, revision, std::move(lines)});
}

Status SearchIndex::flush() {
  for (const auto& pending : pending_) {
    KABAR_CHECK(take_out(pending.article));
    if (pending.lines.empty()) continue;
    KABAR_CHECK(index_terms_of(pending));
    KABAR_CHECK(keep_terms_of(pending));
  }
  pending_.clear();
  return ok();
}

Status SearchIndex::index_terms_of(const Pending& pending) {
  const auto terms = split(pending.lines);
  auto index = database_->query("INSERT INTO search (rowid, title, body, facets) VALUES (?, ?, ?, ?)");
  return index.bind(raw(pending.article)).bind(terms.title).bind(terms.body).bind(terms.facets).run();
}

Status SearchIndex::keep_terms_of(const Pending& pending) {
  KABAR_TRY(const auto packed, compressor_.compress(pending.lines));
  auto keep = database_->query("INSERT INTO search_texts (article, revision, terms) VALUES (?, ?, ?)");
  return keep.bind(raw(pending.article)).bind(pending.revision).bind(packed).run();
}

Status SearchIndex::take_out(ArticleId article) {
  std::string lines;
  {
    auto row = database_->query("SELECT terms FROM search_texts WHERE article = ?");
    KABAR_TRY(const bool found, row.bind(raw(article)).step());
    if (!found) return ok();
    KABAR_TRY(lines, compress::zstd_decompress(row.bytes(0)));
  }
  const auto terms = split(lines);
  auto index = database_->query(
      "INSERT INTO search (search, rowid, title, body, facets) VALUES ('delete', ?, ?, ?, ?)");
  KABAR_CHECK(index.bind(raw(article)).bind(terms.title).bind(terms.body).bind(terms.facets).run());
  return database_->query("DELETE FROM search_texts WHERE article = ?").bind(raw(article)).run();
}

std::string match_expression(const SearchQuery& query, std::int64_t source) {
  constexpr std::size_t kMaxGroups = 32;
  constexpr std::size_t kMaxForms = 64;
  std::string out = "{title body} : (";
  for (std::size_t i = 0; i < std::min(query.groups.size(), kMaxGroups); ++i) {
    const auto& forms = query.groups[i];
    out += i == 0 ? "(" : " AND (";
    for (std::size_t j = 0; j < std::min(forms.size(), kMaxForms); ++j) {
      if (j > 0) out += " OR ";
      append_phrase(out, forms[j]);
    }
    out += forms.empty() ? "\"\")" : ")";
  }
  out += ')';
  if (source != 0) out += fmt::format(" AND facets : \"{}\"", source_facet(source));
  if (!query.lang.empty()) out += fmt::format(" AND facets : \"{}\"", lang_facet(query.lang));
  return out;
}

}  // namespace kabar::store

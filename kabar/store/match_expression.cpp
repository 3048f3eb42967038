#include "kabar/store/match_expression.h"

#include <fmt/format.h>

#include <algorithm>

#include "kabar/base/ascii.h"
#include "kabar/store/statements.h"

namespace kabar::store {
namespace {

constexpr std::string_view kFacets = "facets", kTitle = "title";
constexpr char kSignOfFacets = '_';
constexpr std::string_view kEvery = "a_";  ///< a facet of each article
constexpr std::string_view kNever = "none_";
constexpr std::size_t kMostParts = 64;
constexpr std::size_t kMostTexts = 128;
constexpr std::size_t kMostFacets = 2'000;  ///< of names in all their spellings; of outlets far fewer come
constexpr int kMostLevels = 12;

std::string source_facet(std::int64_t source) {
  return fmt::format("s_{}", source);
}

std::string lang_facet(std::string_view lang) {
  std::string out = "l_";
  for (const char c : lang) out += ascii::is_alpha(c) || ascii::is_digit(c) ? ascii::lower(c) : '_';
  return out;
}

class ExpressionWriter {
 public:
  explicit ExpressionWriter(Database& database) : database_(database) {}

  Status write(const SearchClause& clause, int level = 0) {
    using Kind = SearchClause::Kind;
    if (level > kMostLevels) return texts(kFacets, {std::string(kNever)});
    switch (clause.kind) {
      case Kind::kAll: return all(clause, level);
      case Kind::kAny: return joined(clause.parts, " OR ", level);
      case Kind::kNot: return except({}, {&clause}, level);
      case Kind::kWords: return texts("{title body}", clause.texts);
      case Kind::kTitle: return texts(kTitle, clause.texts);
      case Kind::kFacet: return texts(kFacets, clause.texts);
      case Kind::kLang: return texts(kFacets, facets_of_langs(clause.texts));
      case Kind::kSource: {
        KABAR_TRY(const auto facets, facets_of_sources(clause.texts));
        return texts(kFacets, facets);
      }
    }
    return ok();
  }

  MatchExpression take() && { return {std::move(out_), std::move(phrases_)}; }

 private:
  using Clauses = std::vector<const SearchClause*>;

  /// FTS5's NOT has two sides: what must not be there is taken from what must.
  Status all(const SearchClause& clause, int level) {
    Clauses wanted, unwanted;
    for (const auto& part : clause.parts)
      (part.kind == SearchClause::Kind::kNot ? unwanted : wanted).push_back(&part);
    return except(wanted, unwanted, level);
  }

  Status except(const Clauses& wanted, const Clauses& unwanted, int level) {
    out_ += '(';
    KABAR_CHECK(wanted.empty() ? texts(kFacets, {std::string(kEvery)}) : each(wanted, " AND ", level));
    for (const auto* clause : unwanted) {
      out_ += " NOT ";
      KABAR_CHECK(joined(clause->parts, " OR ", level));
    }
    out_ += ')';
    return ok();
  }

  Status joined(const std::vector<SearchClause>& parts, std::string_view between, int level) {
    Clauses clauses;
    for (const auto& part : parts) clauses.push_back(&part);
    out_ += '(';
    KABAR_CHECK(clauses.empty() ? texts(kFacets, {std::string(kNever)}) : each(clauses, between, level));
    out_ += ')';
    return ok();
  }

  Status each(const Clauses& clauses, std::string_view between, int level) {
    for (std::size_t i = 0; i < std::min(clauses.size(), kMostParts); ++i) {
      if (i > 0) out_ += between;
      KABAR_CHECK(write(*clauses[i], level + 1));
    }
    return ok();
  }

  /// Facets have a sign that words have not, so that either stand in no column but theirs; and reading the
  /// places of a common word to tell its columns is dear.
  static bool tells_its_column(std::string_view columns, std::string_view text) {
    return columns != kTitle && (columns == kFacets) == (text.find(kSignOfFacets) != text.npos);
  }

  /// One of the texts in the columns; without any, nothing matches.
  Status texts(std::string_view columns, const std::vector<std::string>& texts) {
    const auto before = out_.size();
    const bool told = std::all_of(texts.begin(), texts.end(),
                                  [&](const auto& text) { return tells_its_column(columns, text); });
    const auto beginning = told ? std::string("(") : fmt::format("{} : (", columns);
    const auto most = std::min(texts.size(), columns == kFacets ? kMostFacets : kMostTexts);
    for (std::size_t i = 0; i < most; ++i) {
      if (texts[i].empty()) continue;
      out_ += out_.size() == before ? beginning : " OR ";
      if (columns != kFacets) phrases_.emplace_back(texts[i], written_);
      append_phrase(texts[i]);
    }
    if (out_.size() == before) {
      out_ += fmt::format("{} : (", kFacets);
      append_phrase(kNever);
    }
    out_ += ')';
    return ok();
  }

  void append_phrase(std::string_view phrase) {
    ++written_;
    out_ += '"';
    for (const char c : phrase) {
      if (c == '\0') continue;
      out_ += c;
      if (c == '"') out_ += c;
    }
    out_ += '"';
  }

  static std::vector<std::string> facets_of_langs(const std::vector<std::string>& langs) {
    std::vector<std::string> out;
    out.reserve(langs.size());
    for (const auto& lang : langs) out.push_back(lang_facet(lang));
    return out;
  }

  Result<std::vector<std::string>> facets_of_sources(const std::vector<std::string>& ids) {
    std::vector<std::string> out;
    for (const auto& id : ids) {
      auto row = database_.query(statements::kSourceRow);
      KABAR_TRY(const bool found, row.bind(id).step());
      if (found) out.push_back(source_facet(row.integer(0)));
    }
    return out;
  }

  Database& database_;
  std::string out_;
  std::vector<std::pair<std::string, std::size_t>> phrases_;
  std::size_t written_ = 0;
};

}  // namespace

std::string common_facets(std::int64_t source, std::string_view lang) {
  return fmt::format("{} {} {}", source_facet(source), lang_facet(lang), kEvery);
}

std::vector<std::vector<std::size_t>> MatchExpression::places_of(
    const std::vector<std::vector<std::string>>& wanted) const {
  std::vector<std::vector<std::size_t>> out;
  for (const auto& forms : wanted) {
    auto& places = out.emplace_back();
    for (const auto& form : forms) {
      const auto hit = std::find_if(phrases.begin(), phrases.end(),
                                    [&](const auto& phrase) { return phrase.first == form; });
      if (hit != phrases.end()) places.push_back(hit->second);
    }
  }
  return out;
}

Result<MatchExpression> match_expression(Database& database, const SearchClause& clause) {
  ExpressionWriter writer(database);
  KABAR_CHECK(writer.write(clause));
  return std::move(writer).take();
}

}  // namespace kabar::store

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "kabar/base/log.h"
#include "kabar/cli/article_list.h"
#include "kabar/cli/commands.h"
#include "kabar/cli/open_data.h"
#include "kabar/cli/terminal.h"
#include "kabar/search/search.h"

namespace kabar::cli {
namespace {

std::string_view explanation(search::Note::Kind kind) {
  using Kind = search::Note::Kind;
  switch (kind) {
    case Kind::kOpenQuote: return "a quotation mark is not closed; the phrase goes on to the end";
    case Kind::kOpenBracket: return "a bracket is not closed; it goes on to the end";
    case Kind::kCloseBracket: return "a bracket closes what was not opened; it was passed over";
    case Kind::kNothingThere: return "a word is missing beside it; it was passed over";
    case Kind::kUnknownFilter: return "there is no such filter; its words were looked for";
    case Kind::kUnknownValue: return "not known here; nothing can match it";
    case Kind::kNoDate: return "no date that can be read; write it like 2026-11-22";
    case Kind::kWholeQuery: return "counts for the whole query, wherever it stands";
    case Kind::kTooLong: return "the query is too long; its end was left out";
    case Kind::kAlsoNames: return "looked for, too, as the same name in other spellings";
    case Kind::kOnlyNewest: return "the search would take too long; only the newest articles were looked at";
  }
  return {};
}

void tell(const std::vector<search::Note>& notes) {
  for (const auto& note : notes)
    log(LogLevel::kWarning,
        fmt::format("{}{}{}", note.what, note.what.empty() ? "" : ": ", explanation(note.kind)));
}

class SearchCommand final : public Command {
 public:
  std::string name() const override { return "search"; }
  std::string summary() const override { return "Find articles by their words"; }
  std::string details() const override {
    return "  kabar search Karabakh\n"
           "  kabar search --limit 5 cessez-le-feu lang:fr after:7d\n"
           "  kabar search --best '\"peace talks\" OR (ceasefire -football) country:germany'\n"
           "All words must be there; each is looked for by its stem in the languages of the articles. OR, "
           "NOT and\n"
           "brackets join them, quotation marks keep them together, a hyphen leaves out. Filters: source: "
           "lang:\n"
           "country: topic: place: name: title: after: before: (2026-11-22, 2026-11, 7d, 12h) in: (a "
           "story, s4f2).\n"
           "A query that begins with a hyphen comes behind --.";
  }
  void declare(ArgumentSpec& spec) override {
    spec.positionals("WORD", words_, "What to look for");
    spec.option("--source", source_, "ID", "Only of this outlet");
    spec.option("--lang", lang_, "LANG", "Only in this language");
    spec.flag("--best", best_, "The best of the newest matches first, instead of the newest");
    spec.option("--limit", limit_, "N", "Rows at most (default: 20)");
    spec.option("--offset", offset_, "N", "Rows to leave out first");
    spec.flag("--json", json_, "Print a JSON line for each article");
  }

  ExitCode run(const LoadedSettings& loaded) override {
    if (words_.empty()) return misuse({Errc::kInvalidInput, "search: say what to look for"});
    auto found = find(loaded.values);
    if (!found) return fail(found.error());
    for (const auto& row : found->rows) {
      if (!print_row(row)) return ExitCode::kFailed;
    }
    if (found->rows.empty() && !json_)
      print_line(suggestion_.empty() ? "nothing found"
                                     : fmt::format("nothing found; did you mean: {}", suggestion_));
    if (found->more && !json_) print_line(fmt::format("… more with --offset {}", offset_ + limit_));
    return ExitCode::kDone;
  }

 private:
  search::ParsedQuery filters() const {
    search::ParsedQuery out;
    if (!source_.empty()) out.root.parts.push_back(search::exactly(search::Field::kSource, source_));
    if (!lang_.empty()) out.root.parts.push_back(search::exactly(search::Field::kLang, lang_));
    return out;
  }

  Result<search::Found> find(const Settings& settings) {
    KABAR_TRY(const auto reader, open_data(settings));
    const auto now = SystemClock().now();
    const auto query = fmt::format("{}", fmt::join(words_, " "));
    KABAR_TRY(const auto search, search::Search::prepare(reader, query, now, filters()));
    tell(search.notes());
    if (search.is_empty()) return search::Found{};
    const auto order = best_ ? search::Order::kBest : search::Order::kNewest;
    KABAR_TRY(auto found, search.find(order, std::clamp(limit_, 1U, 1000U), offset_));
    if (!found.whole) tell({{search::Note::Kind::kOnlyNewest}});
    if (found.rows.empty() && offset_ == 0) {
      KABAR_TRY(suggestion_, search.suggestion());
    }
    return found;
  }

  bool print_row(const store::ArticleRow& row) const {
    if (!json_) return print_line(line_of(row));
    json::Writer json;
    write_row(json, row);
    return print_line(json.text());
  }

  std::vector<std::string> words_;
  std::string source_, lang_, suggestion_;
  bool best_ = false;
  unsigned limit_ = 20;
  unsigned offset_ = 0;
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_search_command() {
  return std::make_unique<SearchCommand>();
}

}  // namespace kabar::cli

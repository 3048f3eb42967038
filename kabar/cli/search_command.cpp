#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "kabar/cli/article_list.h"
#include "kabar/cli/commands.h"
#include "kabar/cli/open_data.h"
#include "kabar/cli/terminal.h"
#include "kabar/text/search_terms.h"

namespace kabar::cli {
namespace {

/// Words are stemmed by the languages of the articles, or by the one asked for.
Result<std::vector<std::string>> languages_of(const store::Reader& reader, const std::string& asked) {
  if (!asked.empty()) return std::vector{asked};
  return reader.languages();
}

class SearchCommand final : public Command {
 public:
  std::string name() const override { return "search"; }
  std::string summary() const override { return "Find articles by their words, newest first"; }
  std::string details() const override {
    return "  kabar search Karabakh\n"
           "  kabar search --lang fr --limit 5 cessez-le-feu\n"
           "All words must be there; each is looked for by its stem in the languages of the articles.";
  }
  void declare(ArgumentSpec& spec) override {
    spec.positionals("WORD", words_, "What to look for");
    spec.option("--source", query_.source, "ID", "Only of this outlet");
    spec.option("--lang", query_.lang, "LANG", "Only in this language");
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
    if (found->rows.empty() && !json_) print_line("nothing found");
    if (found->more && !json_) print_line(fmt::format("… more with --offset {}", offset_ + limit_));
    return ExitCode::kDone;
  }

 private:
  Result<store::SearchResult> find(const Settings& settings) {
    KABAR_TRY(const auto reader, open_data(settings));
    KABAR_TRY(const auto languages, languages_of(reader, query_.lang));
    query_.groups = text::search_terms(fmt::format("{}", fmt::join(words_, " ")), languages);
    query_.limit = std::clamp(limit_, 1U, 1000U);
    query_.offset = offset_;
    if (query_.groups.empty()) return store::SearchResult{};
    return reader.search(query_);
  }

  bool print_row(const store::ArticleRow& row) const {
    if (!json_) return print_line(line_of(row));
    json::Writer json;
    write_row(json, row);
    return print_line(json.text());
  }

  std::vector<std::string> words_;
  store::SearchQuery query_;
  unsigned limit_ = 20;
  unsigned offset_ = 0;
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_search_command() {
  return std::make_unique<SearchCommand>();
}

}  // namespace kabar::cli

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "kabar/cli/article_list.h"
#include "kabar/cli/commands.h"
#include "kabar/cli/counted.h"
#include "kabar/cli/data_owner.h"
#include "kabar/cli/open_data.h"
#include "kabar/cli/terminal.h"
#include "kabar/json/writer.h"
#include "kabar/pipeline/command_answers.h"
#include "kabar/pipeline/named_articles.h"
#include "kabar/schema/article_json.h"
#include "kabar/serve/taken_down.h"

namespace kabar::cli {
namespace {

using pipeline::RemovalReport;
using pipeline::RemovalRequest;

void write_stored(json::Writer& json, const store::ArticleRow& row, int gone) {
  json.begin_object().key("article").string(article_name(row.id));
  json.field("story", raw(row.story) == 0 ? std::string() : story_name(row.story));
  json.field("copy_of", row.copy_of ? article_name(*row.copy_of) : std::string());
  json.key("revisions").number(row.revisions).key("arrived").string(to_iso(row.arrived));
  if (gone != 0) json.key("page_status").number(gone);
  json.key("content");
  schema::write_article(json, row.article, {.text = true, .blocks = true});
  json.end_object();
}

class ArticleCommand final : public Command {
 public:
  std::string name() const override { return "article"; }
  std::string summary() const override { return "Show an article; remove one for good, and keep it out"; }
  std::string details() const override {
    return "  kabar article show a7\n"
           "  kabar article remove a7 --reason \"order of 3 May\"\n"
           "  kabar article remove https://example.org/news/1   also where kabar does not have it yet\n"
           "  kabar article removed                              what was removed, when and why\n"
           "  kabar article allow a7                             it may come again with a next ingest\n"
           "Articles go by the id that kabar prints (a7), by their own or by their URL. What was removed is\n"
           "gone with its revisions, its search terms and the pictures that no other article shows, and "
           "what\n"
           "the database file held of it is overwritten; neither ingest nor rebuild brings it back. "
           "Archives\n"
           "and backups that hold it are yours to delete.";
  }
  void declare(ArgumentSpec& spec) override {
    spec.positional("ACTION", action_, "What to do: show, remove, removed or allow");
    spec.positionals("NAME", names_, "Articles");
    spec.option("--reason", reason_, "TEXT", "remove: why, kept with it");
    spec.flag("--json", json_, "Print JSON lines");
  }

  ExitCode run(const LoadedSettings& loaded) override {
    const bool known = action_ == "show" || action_ == "remove" || action_ == "removed" || action_ == "allow";
    if (!known)
      return misuse(
          {Errc::kInvalidInput,
           action_.empty()
               ? "article: say what to do; see `kabar article --help`"
               : fmt::format("article: there is no action '{}'; see `kabar article --help`", action_)});
    if (names_.empty() != (action_ == "removed"))
      return misuse({Errc::kInvalidInput, names_.empty() ? fmt::format("article {}: name an article", action_)
                                                         : "article removed takes no names"});
    const auto status = act(loaded.values);
    return status ? ExitCode::kDone : fail(status.error());
  }

 private:
  Status act(const Settings& settings) const {
    if (action_ == "show") return show(settings);
    return action_ == "removed" ? list_removed(settings) : change(settings);
  }

  Status show(const Settings& settings) const {
    KABAR_TRY(const auto reader, open_data(settings));
    for (const auto& name : names_) {
      KABAR_TRY(const auto id, pipeline::find_article(reader, name));
      KABAR_TRY(const auto row, reader.article(id));
      KABAR_TRY(const auto gone, serve::status_when_taken_down(reader, row.article));
      if (json_) {
        json::Writer json;
        write_stored(json, row, gone);
        print_line(json.text());
        continue;
      }
      print_line(line_of(row));
      auto facts = shown(row.article.url);
      if (raw(row.story) != 0) facts += "  in " + story_name(row.story);
      if (row.copy_of) facts += "  copy of " + article_name(*row.copy_of);
      if (gone != 0) facts += fmt::format("  taken down by the outlet (HTTP status {})", gone);
      print_line(facts + "  " + counted(row.revisions, "revision"));
      for (const auto& block : row.article.blocks) print_line("\n" + shown(block.text));
    }
    return ok();
  }

  Status list_removed(const Settings& settings) const {
    KABAR_TRY(const auto reader, open_data(settings));
    KABAR_TRY(const auto tombstones, reader.tombstones());
    for (const auto& one : tombstones) {
      const auto name = raw(one.article) == 0 ? std::string() : article_name(one.article);
      json::Writer json;
      json.begin_object().field("article", name).field("key", one.key);
      json.key("removed").string(to_iso(one.removed)).field("reason", one.reason).end_object();
      print_line(json_ ? json.text()
                       : fmt::format("{:<5} {}  {}  {}", name.empty() ? "-" : name,
                                     to_iso(one.removed).substr(0, 10), shown(one.key), shown(one.reason)));
    }
    if (tombstones.empty() && !json_) print_line("nothing was removed");
    return ok();
  }

  Status change(const Settings& settings) const {
    RemovalRequest request;
    request.action = action_ == "remove" ? RemovalRequest::Action::kRemove : RemovalRequest::Action::kAllow;
    request.names = names_;
    request.reason = reason_;
    KABAR_TRY(const auto report, as_owner<RemovalReport>(
                                     settings,
                                     [&](pipeline::DataFolder& folder) {
                                       return pipeline::remove_articles(folder, request, SystemClock());
                                     },
                                     [&](pipeline::ControlConnection connection) {
                                       return pipeline::remove_articles_remotely(std::move(connection),
                                                                                 request);
                                     }));
    if (json_) {
      json::Writer json;
      json.begin_object().key("action").string(action_).key("articles");
      pipeline::write_removal_report(json, report);
      print_line(json.end_object().text());
      return ok();
    }
    for (const auto& one : report.articles) print_line(told(request.action, one));
    return ok();
  }

  static std::string told(RemovalRequest::Action action, const pipeline::RemovedArticle& one) {
    if (action == RemovalRequest::Action::kAllow) return "may come again: " + shown(one.name);
    if (raw(one.article) == 0) return "kept out from now on: " + shown(one.name);
    return fmt::format("removed {}: {}", article_name(one.article), shown(one.name));
  }

  std::string action_;
  std::vector<std::string> names_;
  std::string reason_;
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_article_command() {
  return std::make_unique<ArticleCommand>();
}

}  // namespace kabar::cli

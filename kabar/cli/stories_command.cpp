#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/cli/article_list.h"
#include "kabar/cli/commands.h"
#include "kabar/cli/counted.h"
#include "kabar/cli/open_data.h"
#include "kabar/cli/stories_correct.h"
#include "kabar/cli/stories_coverage.h"
#include "kabar/cli/stories_explain.h"
#include "kabar/cli/stories_figures.h"
#include "kabar/cli/terminal.h"
#include "kabar/pipeline/correction_json.h"
#include "kabar/serve/api_json.h"
#include "kabar/serve/library.h"

namespace kabar::cli {
namespace {

void write_story(json::Writer& json, const store::StoryRow& story) {
  json.key("story").string(story_name(story.id));
  json.key("articles").number(story.articles).key("outlets").number(story.outlets);
  json.key("languages").number(story.languages);
  json.key("first_seen").string(to_iso(story.first_seen)).key("last_seen").string(to_iso(story.last_seen));
}

std::string counts_of(const store::StoryRow& story) {
  return fmt::format("{}, {}, {}", counted(story.articles, "article"), counted(story.outlets, "outlet"),
                     counted(story.languages, "language"));
}

std::string languages_of(const serve::StoryModel& model) {
  std::string out;
  for (const auto& [lang, name, articles] : model.languages)
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", lang.empty() ? "unknown" : shown(lang), articles);
  return out;
}

/// With the articles that name each.
std::string places_of(const serve::StoryModel& model) {
  constexpr std::size_t kMostShown = 12;
  std::string out;
  for (std::size_t i = 0; i < std::min(model.places.size(), kMostShown); ++i)
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", shown(model.places[i].name),
                       model.places[i].articles);
  return out;
}

/// What can be done, and with how many names.
struct Action {
  std::string_view name;
  std::size_t least, most;
  std::string_view wants;  ///< where the names are wrong in number
};
constexpr std::size_t kAny = 100'000;
constexpr std::array kActions{
    Action{"list", 0, 0, "list takes no names"},
    Action{"show", 1, 1, "show: name one story, such as s4"},
    Action{"figures", 1, 1, "figures: name one story, such as s4"},
    Action{"explain", 2, 2, "explain: name two articles"},
    Action{"merge", 2, kAny, "merge: name at least two stories; the first one's id stays"},
    Action{"split", 2, kAny, "split: name a story, and the articles that are to leave it"},
    Action{"move", 2, 2, "move: name an article, and the story it belongs to"},
    Action{"corrections", 0, 0, "corrections takes no names"},
    Action{"undo", 1, 1, "undo: name one correction, such as c3; `kabar stories corrections` lists them"},
};

class StoriesCommand final : public Command {
 public:
  std::string name() const override { return "stories"; }
  std::string summary() const override { return "List the stories, show and explain them, correct them"; }
  std::string details() const override {
    return "  kabar stories list --limit 10     the newest stories\n"
           "  kabar stories show s2             every article of one story, oldest first\n"
           "  kabar stories figures s2          who gives which number, on whose word, since when\n"
           "  kabar stories explain a7 ab       why these two articles are together, or are not\n"
           "  kabar stories merge s2 s9         s9 tells of the same event: s2 takes it over\n"
           "  kabar stories split s2 a7 ab      these articles tell of another event than the rest of s2\n"
           "  kabar stories move a7 s9          this article belongs to s9\n"
           "  kabar stories corrections         what was corrected so far\n"
           "  kabar stories undo c3             take a correction back\n"
           "Articles go by the id that kabar prints (a7), by their own or by their URL. What a person "
           "corrected "
           "stays:\n"
           "neither later articles nor `kabar rebuild stories` undo it.";
  }
  void declare(ArgumentSpec& spec) override {
    spec.positional(
        "ACTION", action_,
        "What to do: list (default), show, figures, explain, merge, split, move, corrections or undo");
    spec.positionals("NAME", names_, "Stories, articles or a correction, as the action needs");
    spec.option("--limit", limit_, "N", "Stories at most (default: 20)");
    spec.flag("--json", json_, "Print JSON lines");
  }

  ExitCode run(const LoadedSettings& loaded) override {
    const auto action = std::find_if(kActions.begin(), kActions.end(),
                                     [&](const auto& known) { return known.name == action_; });
    if (action == kActions.end())
      return misuse({Errc::kInvalidInput,
                     fmt::format("stories: there is no action '{}'; see `kabar stories --help`", action_)});
    if (names_.size() < action->least || names_.size() > action->most)
      return misuse({Errc::kInvalidInput, fmt::format("stories {}", action->wants)});
    const auto status = act(loaded.values);
    if (status) return ExitCode::kDone;
    return status.error().code == Errc::kInvalidInput ? misuse(status.error()) : fail(status.error());
  }

 private:
  Status act(const Settings& settings) const {
    using Correction = pipeline::CorrectionRequest::Action;
    for (const auto correction :
         {Correction::kMerge, Correction::kSplit, Correction::kMove, Correction::kUndo})
      if (action_ == pipeline::to_string(correction))
        return correct_stories(settings, {correction, names_}, json_);
    if (action_ == "corrections") return list_corrections(settings, json_);
    if (action_ == "figures") return show_story_figures(settings, names_[0], json_);
    if (action_ == "explain") return explain_stories(settings, names_[0], names_[1], json_);
    KABAR_TRY(const auto reader, open_data(settings));
    return action_ == "list" ? list(reader) : show(reader);
  }

  Status list(const store::Reader& reader) const {
    KABAR_TRY(const auto stories, reader.recent_stories(Timestamp::min(), limit_));
    KABAR_TRY(const auto library, serve::Library::open(reader, {}, false));
    for (const auto& story : stories) {
      KABAR_TRY(const auto card, library.card(story));
      const auto& title = card.lead.headline;
      if (json_) {
        json::Writer json;
        json.begin_object();
        write_story(json, story);
        print_line(json.field("title", title).end_object().text());
      } else {
        print_line(fmt::format("{:<6} {:<42} {}", story_name(story.id), counts_of(story), shown(title)));
      }
    }
    return ok();
  }

  Status show(const store::Reader& reader) const {
    const auto asked = parse_story_name(names_.front());
    if (!asked)
      return Error{Errc::kInvalidInput,
                   fmt::format("stories: '{}' is no story's id, such as s4", shown(names_.front()))};
    KABAR_TRY(const auto id, reader.current_story(*asked));
    KABAR_TRY(const auto library, serve::Library::open(reader, {}, false));
    KABAR_TRY(const auto model, library.story(id, serve::StoryDepth::kCovered));
    KABAR_TRY(const auto articles, reader.story_articles(id));
    json_ ? show_json(*asked, model, articles) : show_text(*asked, model, articles);
    return ok();
  }

  using Articles = std::vector<store::ArticleRow>;

  static void show_json(StoryId asked, const serve::StoryModel& model, const Articles& articles) {
    json::Writer json;
    json.begin_object();
    if (asked != model.story.id) json.key("moved_from").string(story_name(asked));
    write_story(json, model.story);
    json.field("topic", topic_name(model.topic));
    json.field("title", model.lead.headline).key("lead").string(article_name(model.lead.id));
    serve::write_story_facts(json, model);
    json.key("members").begin_array();
    for (const auto& row : articles) write_row(json, row);
    print_line(json.end_array().end_object().text());
  }

  static void show_text(StoryId asked, const serve::StoryModel& model, const Articles& articles) {
    const auto name = story_name(model.story.id);
    if (asked != model.story.id) print_line(fmt::format("{} is a part of {} now.", story_name(asked), name));
    const auto& standing = model.standing;
    print_line(fmt::format("{}: {}", name, shown(model.lead.headline)));
    print_line(fmt::format("{}; {} with a text of their own; score {:.2f}{}{}", counts_of(model.story),
                           counted(standing.outlets, "outlet"), standing.score,
                           model.topic == Topic::kNone ? "" : "; ", topic_label(model.topic, "en")));
    print_line("Languages: " + languages_of(model));
    if (!model.places.empty()) print_line("Places: " + places_of(model));
    for (const auto& cited : model.digest)
      print_line(fmt::format("  - {} ({})", shown(cited.sentence), shown(cited.article.source_name)));
    for (const auto& line : coverage_lines(model.coverage)) print_line(line);
    print_line("");
    for (const auto& row : articles) {
      const auto agency = row.article.agency.empty() ? std::string() : "  " + shown(row.article.agency);
      print_line(line_of(row) + agency +
                 (row.copy_of ? fmt::format("  copy of {}", article_name(*row.copy_of)) : ""));
    }
  }

  std::string action_ = "list";
  std::vector<std::string> names_;
  unsigned limit_ = 20;
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_stories_command() {
  return std::make_unique<StoriesCommand>();
}

}  // namespace kabar::cli

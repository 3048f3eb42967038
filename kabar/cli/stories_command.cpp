#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "kabar/cli/article_list.h"
#include "kabar/cli/commands.h"
#include "kabar/cli/open_data.h"
#include "kabar/cli/terminal.h"

namespace kabar::cli {
namespace {

void write_story(json::Writer& json, const store::StoryRow& story) {
  json.key("story").string(story_name(story.id));
  json.key("articles")
      .number(std::int64_t{story.articles})
      .key("outlets")
      .number(std::int64_t{story.outlets});
  json.key("languages").number(std::int64_t{story.languages});
  json.key("first_seen").string(to_iso(story.first_seen)).key("last_seen").string(to_iso(story.last_seen));
}

std::string counted(std::int64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string counts_of(const store::StoryRow& story) {
  return fmt::format("{}, {}, {}", counted(story.articles, "article"), counted(story.outlets, "outlet"),
                     counted(story.languages, "language"));
}

class StoriesCommand final : public Command {
 public:
  std::string name() const override { return "stories"; }
  std::string summary() const override { return "List the stories, or show one with all its articles"; }
  std::string details() const override {
    return "  kabar stories list --limit 10     the newest stories\n"
           "  kabar stories show s2             every article of one story, oldest first";
  }
  void declare(ArgumentSpec& spec) override {
    spec.positional("ACTION", action_, "What to do: list (default) or show");
    spec.positional("STORY", story_, "A story's id, for show");
    spec.option("--limit", limit_, "N", "Stories at most (default: 20)");
    spec.flag("--json", json_, "Print JSON lines");
  }

  ExitCode run(const LoadedSettings& loaded) override {
    if (action_ != "list" && action_ != "show")
      return misuse({Errc::kInvalidInput, fmt::format("stories: '{}' is neither list nor show", action_)});
    if (action_ == "show" && !parse_story_name(story_))
      return misuse({Errc::kInvalidInput, fmt::format("stories: '{}' is no story's id, such as s4", story_)});
    auto reader = open_data(loaded.values);
    if (!reader) return fail(reader.error());
    const auto status = action_ == "list" ? list(*reader) : show(*reader);
    return status ? ExitCode::kDone : fail(status.error());
  }

 private:
  Status list(const store::Reader& reader) const {
    KABAR_TRY(const auto stories, reader.recent_stories(Timestamp::min(), std::max(limit_, 1U)));
    for (const auto& story : stories) {
      KABAR_TRY(const auto articles, reader.story_articles(story.id));
      const auto title = articles.empty() ? std::string() : articles.front().article.title;
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
    KABAR_TRY(const auto id, reader.current_story(*parse_story_name(story_)));
    KABAR_TRY(const auto story, reader.story(id));
    KABAR_TRY(const auto articles, reader.story_articles(id));
    if (json_) {
      json::Writer json;
      json.begin_object();
      write_story(json, story);
      json.key("members").begin_array();
      for (const auto& row : articles) write_row(json, row);
      print_line(json.end_array().end_object().text());
      return ok();
    }
    print_line(fmt::format("{}: {}", story_name(id), counts_of(story)));
    for (const auto& row : articles)
      print_line(line_of(row) + (row.copy_of ? fmt::format("  copy of {}", article_name(*row.copy_of)) : ""));
    return ok();
  }

  std::string action_ = "list";
  std::string story_;
  unsigned limit_ = 20;
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_stories_command() {
  return std::make_unique<StoriesCommand>();
}

}  // namespace kabar::cli

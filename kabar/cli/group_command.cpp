#include <fmt/format.h>

#include <string>
#include <vector>

#include "kabar/base/files.h"
#include "kabar/base/log.h"
#include "kabar/cli/commands.h"
#include "kabar/cli/embedding.h"
#include "kabar/cli/grouping.h"
#include "kabar/cli/progress.h"
#include "kabar/cli/stop_signals.h"
#include "kabar/cli/terminal.h"
#include "kabar/json/writer.h"
#include "kabar/pipeline/ordered.h"
#include "kabar/pipeline/story_stream.h"

namespace kabar::cli {
namespace {

using Work = Result<pipeline::Prepared>;

std::string_view to_string(StoryChange::Kind kind) {
  switch (kind) {
    case StoryChange::Kind::kOpen: return "open";
    case StoryChange::Kind::kJoin: return "join";
    case StoryChange::Kind::kMove: return "move";
    case StoryChange::Kind::kMerge: return "merge";
    case StoryChange::Kind::kSplit: return "split";
  }
  return "open";
}

class GroupCommand final : public Command {
 public:
  std::string name() const override { return "group"; }
  std::string summary() const override {
    return "Group a stream of articles into stories, without a data folder";
  }
  std::string details() const override {
    return "  kabar group --input articles.jsonl --events events.jsonl > stories.jsonl\n"
           "Reads articles of the article schema in the order of the file and prints {\"id\",\"story\"} for "
           "each, in\n"
           "the final state. The events are merges, splits and moves, in the order they happened.";
  }
  void declare(ArgumentSpec& spec) override {
    spec.option("--input", input_, "FILE", "Articles as JSON lines, gzipped or not, or -");
    spec.option("--events", events_, "FILE", "Where merges, splits and moves are written");
    spec.setting("--threads", "ingest.threads", "N");
    spec.setting("--embedder", "group.embedder", "URL");
    spec.setting("--embedder-model", "group.embedder_model", "NAME");
  }

  ExitCode run(const LoadedSettings& loaded) override {
    if (input_.empty()) return misuse({Errc::kInvalidInput, "group: name the articles with --input"});
    auto importer = collect::Importer::open_list(input_);
    if (!importer) return fail(importer.error());
    const StopSignals signals;
    const auto work = [](collect::ImportTask task) { return pipeline::prepare(std::move(task), {}); };
    pipeline::Ordered<Work> articles(*std::move(importer), worker_threads(loaded.values), work,
                                     signals.token());
    auto embedder = start_embedder(loaded.values, Waits::kYes);
    if (!embedder) return fail(embedder.error());
    pipeline::StoryStream stream(grouping(loaded.values), embedder->get());
    take_all(articles, stream);
    if (signals.token().stop_requested()) return fail({Errc::kCancelled, "stopped"});
    if (!events_.empty()) {
      const auto written = write_file_atomically(events_, event_lines_);
      if (!written) return fail(written.error());
    }
    if (!print_stories(stream)) return ExitCode::kFailed;
    return rejected_ == 0 ? ExitCode::kDone : ExitCode::kPartly;
  }

 private:
  void take_all(pipeline::Ordered<Work>& articles, pipeline::StoryStream& stream) {
    Progress progress("articles");
    while (auto article = articles.next()) {
      if (!*article) {
        ++rejected_;
        progress.clear();
        log(LogLevel::kWarning, "rejected: " + shown(article->error().message));
        continue;
      }
      ids_.push_back((*article)->article.id);
      for (const auto& change : stream.add(*std::move(*article))) note(change);
      progress.update(articles.progress(), ids_.size());
    }
  }

  /// Outside, a story goes by the id of the article that it was minted from.
  std::string outside_name(StoryId story) const { return "story-" + ids_[raw(story) - 1]; }

  void note(const StoryChange& change) {
    if (change.kind == StoryChange::Kind::kOpen || change.kind == StoryChange::Kind::kJoin) return;
    json::Writer json;
    json.begin_object().key("event").string(to_string(change.kind));
    json.key("at").string(ids_.back());
    if (change.kind != StoryChange::Kind::kMerge) json.key("article").string(ids_[raw(change.article) - 1]);
    json.key("story").string(outside_name(change.story)).key("from").string(outside_name(change.other));
    event_lines_ += json.end_object().text() + '\n';
  }

  bool print_stories(const pipeline::StoryStream& stream) const {
    std::string out;
    for (std::size_t i = 0; i < ids_.size(); ++i) {
      json::Writer json;
      const auto story = stream.stories()[i];
      json.begin_object().key("id").string(ids_[i]);
      json.key("story").string(raw(story) == 0 ? "story-" + ids_[i] : outside_name(story));
      out += json.end_object().text() + '\n';
    }
    return print(out);
  }

  std::string input_;
  std::string events_;
  std::vector<std::string> ids_;
  std::string event_lines_;
  std::uint64_t rejected_ = 0;
};

}  // namespace

std::unique_ptr<Command> make_group_command() {
  return std::make_unique<GroupCommand>();
}

}  // namespace kabar::cli

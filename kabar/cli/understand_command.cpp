#include <string>

#include "kabar/base/log.h"
#include "kabar/cli/commands.h"
#include "kabar/cli/progress.h"
#include "kabar/cli/stop_signals.h"
#include "kabar/cli/terminal.h"
#include "kabar/json/writer.h"
#include "kabar/pipeline/ordered.h"
#include "kabar/pipeline/stage.h"
#include "kabar/schema/figure_json.h"
#include "kabar/text/language.h"
#include "kabar/understand/name_index.h"

namespace kabar::cli {
namespace {

using Work = Result<pipeline::Understood>;

void put(json::Writer& json, const Figure& figure) {
  schema::write_figure_members(json.begin_object(), figure);
  json.field("sentence", figure.sentence).end_object();
}

void put(json::Writer& json, const Name& name, std::string_view lang, understand::NameIndex& index) {
  const auto& whole = name.full.empty() ? name.text : name.full;
  json.begin_object().field("text", name.text).field("kind", name_of(name.kind)).field("ref", name.ref);
  json.field("entity", name.entity.empty() ? index.entity_of(name.kind, whole, lang) : name.entity);
  json.end_object();
}

std::string line_of(const pipeline::Understood& article, understand::NameIndex& index) {
  const auto& outline = article.outline;
  json::Writer json;
  json.begin_object().field("id", article.id).field("lang", outline.lang);
  json.field("topic", topic_name(outline.topic));
  json.key("words").number(outline.words);
  json.list("numbers", outline.numbers).list("places", outline.places);
  json.field("excerpt", outline.excerpt).key("figures").begin_array();
  for (const auto& figure : article.facts.figures) put(json, figure);
  json.end_array().key("quotes").begin_array();
  for (const auto& quote : article.facts.quotes)
    json.begin_object().field("text", quote.text).field("speaker", quote.speaker).end_object();
  json.end_array().key("names").begin_array();
  for (const auto& name : article.facts.names) put(json, name, text::base_language(outline.lang), index);
  json.end_array();
  return json.end_object().take();
}

class UnderstandCommand final : public Command {
 public:
  std::string name() const override { return "understand"; }
  std::string summary() const override {
    return "Tell what is known of a text alone: language, topic, figures and more";
  }
  std::string details() const override {
    return "  kabar understand --input articles.jsonl > known.jsonl\n"
           "Reads articles of the article schema, or a page list, and prints a line of JSON for each, in "
           "the\n"
           "order of the input. A language that an article declares is believed; --detect asks the text "
           "alone.";
  }
  void declare(ArgumentSpec& spec) override {
    spec.option("--input", input_, "FILE", "Articles as JSON lines, gzipped or not, or -");
    spec.flag("--detect", detect_, "Tell the language from the text, whatever is declared");
    spec.flag("--json", json_, "Print JSON lines (this is what is printed anyway)");
    spec.setting("--threads", "ingest.threads", "N");
  }

  ExitCode run(const LoadedSettings& loaded) override {
    if (input_.empty()) return misuse({Errc::kInvalidInput, "understand: name the articles with --input"});
    auto importer = collect::Importer::open_list(input_);
    if (!importer) return fail(importer.error());
    const StopSignals signals;
    const auto work = [this](collect::ImportTask task) {
      return pipeline::understand_task(std::move(task), {}, detect_);
    };
    pipeline::Ordered<Work> articles(*std::move(importer), worker_threads(loaded.values), work,
                                     signals.token());
    const auto code = print_all(articles);
    return signals.token().stop_requested() ? fail({Errc::kCancelled, "stopped"}) : code;
  }

 private:
  static ExitCode print_all(pipeline::Ordered<Work>& articles) {
    Progress progress("articles");
    std::uint64_t count = 0, rejected = 0;
    understand::NameIndex index;
    while (const auto article = articles.next()) {
      progress.update(articles.progress(), ++count);
      if (*article) {
        if (!print_line(line_of(**article, index))) return ExitCode::kFailed;
        continue;
      }
      ++rejected;
      progress.clear();
      log(LogLevel::kWarning, "rejected: " + shown(article->error().message));
    }
    return rejected == 0 ? ExitCode::kDone : ExitCode::kPartly;
  }

  std::string input_;
  bool detect_ = false;
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_understand_command() {
  return std::make_unique<UnderstandCommand>();
}

}  // namespace kabar::cli

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/cli/commands.h"
#include "kabar/cli/eval_scores.h"
#include "kabar/cli/eval_tasks.h"
#include "kabar/cli/grouping.h"
#include "kabar/cli/terminal.h"
#include "kabar/collect/line_reader.h"
#include "kabar/json/value.h"
#include "kabar/json/writer.h"
#include "kabar/pipeline/ordered.h"
#include "kabar/pipeline/story_stream.h"
#include "kabar/text/language.h"

namespace kabar::cli {
namespace {

Result<Outcome> eval_stories(const std::string& input, const Settings& settings) {
  KABAR_TRY(const auto gold, read_gold(input));
  KABAR_TRY(auto importer, collect::Importer::open_list(input));
  const auto work = [](collect::ImportTask task) { return pipeline::prepare(std::move(task), {}); };
  pipeline::Ordered<Result<pipeline::Prepared>> articles(std::move(importer), worker_threads(settings), work,
                                                         {});
  pipeline::StoryStream stream(grouping(settings));
  std::vector<std::string> wanted;
  while (auto article = articles.next()) {
    if (!*article) return std::move(*article).error();
    wanted.push_back(gold_of(gold, (*article)->article.id)["story"].text());
    stream.add(*std::move(*article));
  }
  if (std::all_of(wanted.begin(), wanted.end(), [](const auto& story) { return story.empty(); }))
    return Error{Errc::kInvalidInput, fmt::format("{}: no line has a \"story\" to compare with", input)};
  std::vector<std::string> found;
  for (std::size_t i = 0; i < stream.stories().size(); ++i) {
    const auto story = stream.stories()[i];
    found.push_back(raw(story) == 0 ? fmt::format("alone-{}", i) : story_name(story));
  }
  const auto score = score_stories(wanted, found);
  return Outcome{
      {{"BCubed precision", score.bcubed.precision},
       {"BCubed recall", score.bcubed.recall},
       {"BCubed F1", score.bcubed.f1()},
       {"pair F1", score.pairs.f1()},
       {"stories found / gold", static_cast<double>(score.found_stories) /
                                    static_cast<double>(std::max<std::size_t>(1, score.gold_stories))}},
      wanted.size()};
}

Result<Outcome> eval_extraction(const std::string& input, const Settings& settings) {
  KABAR_TRY(const auto gold, read_gold(input));
  KABAR_TRY(auto importer, collect::Importer::open_list(input));
  const auto work = [](collect::ImportTask task) { return pipeline::extract_task(std::move(task), {}); };
  pipeline::Ordered<Result<Article>> pages(std::move(importer), worker_threads(settings), work, {});
  std::vector<BodyOverlap> bodies;
  double titles = 0;
  double equal = 0;
  std::size_t count = 0;
  for (; const auto page = pages.next(); ++count) {
    if (!*page) continue;
    const auto& wanted = gold_of(gold, (*page)->id);
    if (wanted["suspect"].boolean() || !wanted["suspect"].text().empty()) continue;
    if (!wanted["gold"]["text"].text().empty())
      bodies.push_back(compare_bodies(wanted["gold"]["text"].text(), body_text(**page)));
    const auto title = flat(wanted["gold"]["title"].text());
    if (title.empty()) continue;
    ++titles;
    equal += flat((*page)->title) == title ? 1 : 0;
  }
  const auto body = summarise(bodies);
  return Outcome{{{"body precision", body.precision},
                  {"body recall", body.recall},
                  {"body F1", body.f1()},
                  {"title equal", equal / std::max(1.0, titles)}},
                 count};
}

Result<Outcome> eval_language(const std::string& input, const Settings& settings) {
  KABAR_TRY(const auto gold, read_gold(input));
  KABAR_TRY(auto importer, collect::Importer::open_list(input));
  const auto work = [](collect::ImportTask task) {
    return pipeline::understand_task(std::move(task), {}, true);
  };
  pipeline::Ordered<Result<pipeline::Understood>> texts(std::move(importer), worker_threads(settings), work,
                                                        {});
  double right = 0;
  std::size_t count = 0;
  while (const auto text = texts.next()) {
    if (!*text) continue;
    ++count;
    const auto wanted = text::base_language(gold_of(gold, (*text)->id)["lang"].text());
    right += (*text)->outline.lang == wanted ? 1 : 0;
  }
  return Outcome{{{"language accuracy", right / std::max(1.0, static_cast<double>(count))}}, count};
}

struct Task {
  std::string_view name;
  Result<Outcome> (*run)(const std::string& input, const Settings& settings);
};
constexpr std::array kTasks{Task{"stories", eval_stories},   Task{"extraction", eval_extraction},
                            Task{"language", eval_language}, Task{"topic", eval_topic},
                            Task{"copies", eval_copies},     Task{"pairs", eval_pairs},
                            Task{"names", eval_names}};

class EvalCommand final : public Command {
 public:
  std::string name() const override { return "eval"; }
  std::string summary() const override { return "Measure kabar against gold data"; }
  std::string details() const override {
    return "kabar eval stories --input GOLD.jsonl      lines with \"story\": BCubed and pair scores of the "
           "grouping\n"
           "kabar eval extraction --input gold.jsonl   a page list with \"gold\": body 4-grams and titles\n"
           "kabar eval language --input GOLD.jsonl     lines with \"text\" and \"lang\": share that is told "
           "right\n"
           "kabar eval topic --input GOLD.jsonl        lines with \"topic\" of IPTC: share that is told "
           "right; "
           "with\n"
           "                                           other topics, or \"category\", learned in five folds\n"
           "kabar eval copies --input GOLD.jsonl       articles: near copies made of them, share that is "
           "found\n"
           "kabar eval pairs --input GOLD.jsonl        lines with \"title1\", \"text1\", \"title2\", "
           "\"text2\" and "
           "\"score\":\n"
           "                                           how well kabar's likeness follows it (Pearson)\n"
           "kabar eval names --input GOLD.jsonl        lines with \"text\", \"kind\" and \"entity\": how "
           "well\n"
           "                                           spellings of one name are joined";
  }
  void declare(ArgumentSpec& spec) override {
    spec.positional("TASK", task_,
                    "What to measure: stories, extraction, language, topic, copies, pairs or names");
    spec.option("--input", input_, "FILE", "Gold data");
    spec.setting("--threads", "ingest.threads", "N");
    spec.flag("--json", json_, "Print JSON");
  }

  ExitCode run(const LoadedSettings& loaded) override {
    if (input_.empty()) return misuse({Errc::kInvalidInput, "eval: name the gold data with --input"});
    const auto* const task =
        std::find_if(kTasks.begin(), kTasks.end(), [&](const Task& known) { return known.name == task_; });
    if (task == kTasks.end())
      return misuse(
          {Errc::kInvalidInput,
           fmt::format("eval: '{}' is none of stories, extraction, language, topic, copies, pairs, names",
                       task_)});
    const auto start = std::chrono::steady_clock::now();
    auto outcome = task->run(input_, loaded.values);
    if (!outcome) return fail(outcome.error());
    outcome->seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return print_line(json_ ? as_json(*outcome) : as_text(*outcome)) ? ExitCode::kDone : ExitCode::kFailed;
  }

 private:
  std::string as_json(const Outcome& outcome) const {
    json::Writer json;
    json.begin_object().key("task").string(task_).key("items").number(outcome.items);
    json.key("seconds").number(outcome.seconds);
    for (const auto& [name, value] : outcome.numbers) json.key(name).number(value);
    return json.end_object().take();
  }

  std::string as_text(const Outcome& outcome) const {
    auto out = fmt::format("{}: {} items in {:.2f} s ({:.0f}/s)", task_, outcome.items, outcome.seconds,
                           static_cast<double>(outcome.items) / std::max(1e-9, outcome.seconds));
    for (const auto& [name, value] : outcome.numbers) out += fmt::format("\n  {:<22} {:.4f}", name, value);
    return out;
  }

  std::string task_;
  std::string input_;
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_eval_command() {
  return std::make_unique<EvalCommand>();
}

}  // namespace kabar::cli

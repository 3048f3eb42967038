#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <filesystem>
#include <string>
#include <system_error>

#include "kabar/base/log.h"
#include "kabar/cli/article_format.h"
#include "kabar/cli/commands.h"
#include "kabar/cli/explain_format.h"
#include "kabar/cli/progress.h"
#include "kabar/cli/stop_signals.h"
#include "kabar/cli/terminal.h"
#include "kabar/json/writer.h"
#include "kabar/net/url.h"
#include "kabar/pipeline/ordered.h"
#include "kabar/pipeline/site_memories.h"
#include "kabar/pipeline/stage.h"
#include "kabar/schema/article_json.h"

namespace kabar::cli {
namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;

/// One page of a LIST, done.
struct Extracted {
  std::string id;
  std::string name;
  bool skipped = false;  ///< what an archive holds besides pages
  Result<Article> article = Error{Errc::kInternal, {}};
  Milliseconds took{0};
};

std::string id_of(const collect::ImportTask& task) {
  const auto* page = std::get_if<collect::PageTask>(&task.what);
  return page == nullptr ? task.id : page->document.id;
}

/// `extract` makes the article of a task.
template <class Extract>
Extracted timed(collect::ImportTask task, Extract extract) {
  Extracted out{id_of(task), task.name, std::holds_alternative<collect::Skipped>(task.what)};
  const auto start = std::chrono::steady_clock::now();
  out.article = extract(std::move(task));
  out.took = std::chrono::steady_clock::now() - start;
  return out;
}

std::string line_of(const Extracted& page) {
  json::Writer json;
  json.begin_object();
  if (page.article) {
    schema::write_members(json, *page.article);
    if (!page.article->warnings.empty()) json.list("warnings", page.article->warnings);
    json.key("ms").number(std::round(page.took.count() * 1000) / 1000);
  } else {
    json.field("id", page.id).key("error").string(page.article.error().message);
  }
  return json.end_object().take();
}

class ExtractCommand final : public Command {
 public:
  std::string name() const override { return "extract"; }
  std::string summary() const override {
    return "Take the clean article out of a page, or out of each page of a list";
  }
  std::string details() const override {
    return "  kabar extract page.html                     the article as JSON\n"
           "  kabar extract --format text - < page.html   only its text\n"
           "  kabar extract --explain page.html > why.html   why it is as it is, as a web page\n"
           "  kabar extract --input LIST.jsonl            a line for each page, in the order of the list\n"
           "  kabar extract --input pages.warc.gz           the same of an archive\n"
           "A LIST holds lines {\"id\",\"url\",\"html\":\"path relative to the list, may be .gz\"}, and "
           "where known\n"
           "\"charset\" or \"content_type\", \"fetched_at\", \"source\".";
  }
  void declare(ArgumentSpec& spec) override {
    spec.positional("FILE", file_, "An HTML page, gzipped or not, or - for standard input");
    spec.option("--input", list_, "LIST", "A page list, archive or folder; one JSON line a page comes out");
    spec.choice("--format", format_, {"json", "text", "markdown", "html"},
                "What a single FILE is printed as");
    spec.flag("--explain", explain_,
              "Show why each block of FILE was kept or dropped, as a web page, or with --json as JSON");
    spec.flag("--json", json_, "Print JSON");
    spec.option("--threads", threads_, "N", "Pages of a LIST worked on at once (default: 1)");
    spec.flag("--site-memory", site_memory_,
              "Let each page of a LIST learn from the earlier ones of its host");
    spec.option("--url", url_, "URL", "Where FILE was fetched: makes links whole");
  }

  ExitCode run(const LoadedSettings& loaded) override {
    limits_.max_page_bytes = std::size_t{loaded.values.max_page_mb} * 1024 * 1024;
    for (const auto why : {wrong_input(), wrong_output()})
      if (!why.empty()) return misuse({Errc::kInvalidInput, "extract: " + std::string(why)});
    return list_.empty() ? extract_one() : extract_list();
  }

 private:
  /// Why what is to be read cannot be read so; empty when it can.
  std::string_view wrong_input() const {
    if (file_.empty() == list_.empty()) return "name either one FILE or a LIST with --input";
    if (file_.starts_with("http://") || file_.starts_with("https://"))
      return "fetches nothing; save the page and say with --url where it is from";
    if (!url_.empty() && !net::Url::parse(url_))
      return "--url takes the whole address of the page, with http(s)://";
    if (threads_ == 0 || threads_ > 64) return "--threads takes a number from 1 to 64";
    if (site_memory_ && (list_.empty() || threads_ != 1)) return "--site-memory takes a LIST, and one thread";
    return {};
  }

  /// Why nothing can be written as it is asked for; empty when it can.
  std::string_view wrong_output() const {
    if (explain_ && file_.empty()) return "--explain takes one FILE, no LIST";
    if (file_.empty() && (format_ != "json" || !url_.empty()))
      return "--format and --url take one FILE, no LIST";
    if ((json_ || explain_) && format_ != "json") return "--json and --explain take no --format";
    return {};
  }

  ExitCode extract_one() {
    auto importer = collect::Importer::open({file_});
    if (!importer) return fail(importer.error());
    auto task = importer->next();
    auto* page = task ? std::get_if<collect::PageTask>(&task->what) : nullptr;
    if (task && std::holds_alternative<Error>(task->what)) return fail(std::get<Error>(task->what));
    if (page == nullptr) return misuse({Errc::kInvalidInput, file_ + ": not a page; lists go with --input"});
    if (file_ != "-" && importer->next())
      return misuse(
          {Errc::kInvalidInput, file_ + ": more than one page; lists, archives and folders go with --input"});
    page->document.url = url_;
    const auto whole = pipeline::extract_page_in_full(std::move(*page), limits_);
    if (!whole) return fail({whole.error().code, of_file(whole.error().message)});
    const auto& article = whole->article;
    for (const auto& warning : article.warnings) log(LogLevel::kWarning, shown(of_file(warning)));
    if (article.kind == ArticleKind::kOther)
      log(LogLevel::kWarning, shown(of_file("no article was found on this page")));
    const auto out = explain_ ? explained(*whole) : format_article(*whole, format_);
    return print_line(out) ? ExitCode::kDone : ExitCode::kFailed;
  }

  /// A message that says of which page it speaks.
  std::string of_file(const std::string& message) const {
    return message.find(file_) == message.npos ? file_ + ": " + message : message;
  }

  std::string explained(const extract::Extraction& whole) const {
    const auto explanation = extract::explain(whole);
    return json_ ? explanation_json(whole.article, explanation)
                 : explanation_page(whole.article, explanation);
  }

  ExitCode extract_list() {
    std::error_code ignored;
    auto importer = std::filesystem::is_directory(list_, ignored)
                        ? collect::Importer::open({list_}, limits_)
                        : collect::Importer::open_list(list_, limits_);
    if (!importer) return fail(importer.error());
    const StopSignals signals;
    Progress progress("pages");
    pipeline::SiteMemories memories;  // used by the one worker alone
    const auto extract = [&](collect::ImportTask task) {
      return site_memory_ ? memories.extract_task(std::move(task), limits_)
                          : pipeline::extract_task(std::move(task), limits_);
    };
    const auto work = [&](collect::ImportTask task) { return timed(std::move(task), extract); };
    pipeline::Ordered<Extracted> pages(*std::move(importer), threads_, work, signals.token());
    std::uint64_t count = 0;
    bool all_good = true;
    while (const auto page = pages.next()) {
      if (page->skipped) continue;
      all_good &= static_cast<bool>(page->article);
      if (!page->article) {
        progress.clear();
        log(LogLevel::kWarning, "rejected: " + shown(page->id + ": " + page->article.error().message));
      }
      if (!print_line(line_of(*page))) return ExitCode::kFailed;
      progress.update(pages.progress(), ++count);
    }
    if (signals.token().stop_requested()) return fail({Errc::kCancelled, "stopped"});
    return all_good ? ExitCode::kDone : ExitCode::kPartly;
  }

  std::string file_;
  std::string list_;
  std::string format_ = "json";
  std::string url_;
  bool explain_ = false;
  bool json_ = false;
  bool site_memory_ = false;
  unsigned threads_ = 1;
  collect::LoadLimits limits_;
};

}  // namespace

std::unique_ptr<Command> make_extract_command() {
  return std::make_unique<ExtractCommand>();
}

}  // namespace kabar::cli

#include <fmt/format.h>

#include <string>

#include "kabar/base/files.h"
#include "kabar/base/log.h"
#include "kabar/cli/commands.h"
#include "kabar/cli/counted.h"
#include "kabar/cli/terminal.h"
#include "kabar/collect/feed_parser.h"
#include "kabar/collect/feed_tasks.h"
#include "kabar/collect/html_text.h"
#include "kabar/collect/page_loader.h"
#include "kabar/json/writer.h"

namespace kabar::cli {
namespace {

void write_time(json::Writer& json, std::string_view key, const std::optional<PublishedTime>& time) {
  if (time) json.key(key).string(to_string(*time));
}

void write_text(json::Writer& json, std::string_view key, const std::string& text) {
  if (!text.empty()) json.key(key).string(text);
}

void write_list(json::Writer& json, std::string_view key, const std::vector<std::string>& items) {
  if (!items.empty()) json.list(key, items);
}

std::string json_of(const collect::Feed& feed) {
  json::Writer json;
  json.begin_object().key("format").string(feed.format);
  write_text(json, "title", feed.title);
  write_text(json, "description", feed.description);
  write_text(json, "home", feed.home);
  write_text(json, "self", feed.self);
  write_text(json, "next", feed.next);
  write_list(json, "hubs", feed.hubs);
  write_text(json, "lang", feed.lang);
  write_text(json, "image", feed.image);
  if (feed.ttl) json.key("ttl_minutes").number(feed.ttl->count());
  if (feed.update_interval) json.key("update_seconds").number(feed.update_interval->count());
  if (!feed.skip_hours.empty()) {
    json.key("skip_hours").begin_array();
    for (const auto hour : feed.skip_hours) json.number(hour);
    json.end_array();
  }
  write_list(json, "skip_days", feed.skip_days);
  json.key("items").number(feed.items.size());
  write_list(json, "warnings", feed.warnings);
  return json.end_object().take();
}

std::string json_of(const collect::Feed& feed, const collect::FeedItem& item) {
  json::Writer json;
  json.begin_object().key("id").string(item.id);
  write_text(json, "url", item.url);
  write_text(json, "title", item.title);
  write_time(json, "published", item.published);
  write_time(json, "updated", item.updated);
  write_list(json, "authors", item.authors);
  write_text(json, "lang", item.lang);
  write_text(json, "image", item.image);
  write_list(json, "categories", item.categories);
  write_text(json, "summary", collect::text_of_html(item.summary_html));
  const auto article = collect::article_of(feed, item);
  json.key("whole_text").boolean(article.has_value());
  if (article) json.key("text").string(body_text(*article));
  return json.end_object().take();
}

class SourceCommand final : public Command {
 public:
  std::string name() const override { return "source"; }
  std::string summary() const override { return "Show what a feed gives, before it is followed"; }
  std::string details() const override {
    return "  kabar source test feed.xml                      what is in a feed, item by item\n"
           "  curl -s https://example.org/feed | kabar source test --url https://example.org/feed -\n"
           "RSS, RDF, Atom and JSON Feed of every version; broken ones are read as they were meant. --json "
           "prints "
           "a line for\n"
           "the feed, then one for each item. `kabar ingest` takes in the items that carry their whole text.";
  }
  void declare(ArgumentSpec& spec) override {
    spec.positional("ACTION", action_, "What to do: test");
    spec.positional("FILE", file_, "A feed, or - for standard input");
    spec.option("--url", url_, "URL", "Where FILE was fetched: makes links whole");
    spec.flag("--json", json_, "Print JSON lines");
  }

  ExitCode run(const LoadedSettings& loaded) override {
    if (action_ != "test")
      return misuse({Errc::kInvalidInput,
                     fmt::format("source: there is no action '{}'; see `kabar source --help`", action_)});
    if (file_.empty()) return misuse({Errc::kInvalidInput, "source test: name a feed"});
    const auto feed = read(std::size_t{loaded.values.max_page_mb} * 1024 * 1024);
    if (!feed) return fail(feed.error());
    return show(*feed) ? ExitCode::kDone : ExitCode::kFailed;
  }

 private:
  Result<collect::Feed> read(std::size_t max_bytes) const {
    collect::PageTask task;
    task.document.id = "standard input";
    if (file_ == "-") {
      KABAR_TRY(task.document.bytes, read_stdin(max_bytes));
    } else {
      task.file = file_;
    }
    KABAR_CHECK(collect::load(task, {.max_page_bytes = max_bytes}));
    auto feed = collect::parse_feed(task.document.bytes, {.url = url_});
    if (!feed) return std::move(feed).error().within(file_ == "-" ? task.document.id : file_);
    return feed;
  }

  bool show(const collect::Feed& feed) const {
    if (json_) {
      bool good = print_line(json_of(feed));
      for (const auto& item : feed.items) good = good && print_line(json_of(feed, item));
      return good;
    }
    for (const auto& warning : feed.warnings) log(LogLevel::kWarning, shown(warning));
    bool good = print_line(fmt::format("{}, {}, {}: {}", shown(feed.format),
                                       feed.lang.empty() ? "no language" : feed.lang,
                                       counted(feed.items.size(), "item"), shown(feed.title)));
    for (const auto& item : feed.items) {
      const auto time = item.published ? to_string(*item.published) : std::string("no date");
      const auto text = collect::article_of(feed, item) ? "whole text" : "announces";
      good = good && print_line(fmt::format("{:<22}  {:<10}  {}\n  {}", time, text, shown(item.title),
                                            shown(item.url)));
    }
    return good;
  }

  std::string action_ = "test";
  std::string file_;
  std::string url_;
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_source_command() {
  return std::make_unique<SourceCommand>();
}

}  // namespace kabar::cli

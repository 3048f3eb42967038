#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kabar/base/ascii.h"
#include "kabar/base/log.h"
#include "kabar/cli/commands.h"
#include "kabar/cli/counted.h"
#include "kabar/cli/source_contents.h"
#include "kabar/cli/source_edit.h"
#include "kabar/cli/source_finding.h"
#include "kabar/cli/source_list.h"
#include "kabar/cli/source_words.h"
#include "kabar/cli/subscriptions.h"
#include "kabar/cli/terminal.h"
#include "kabar/net/url.h"

namespace kabar::cli {
namespace {

/// What can be done, and with how many names.
struct Action {
  std::string_view name;
  std::size_t least, most;
  std::string_view wants;  ///< where the names are wrong in number
};
constexpr std::size_t kAny = 100'000;
constexpr std::array kActions{
    Action{"list", 0, kAny, ""},
    Action{"add", 1, kAny, "add: name an address"},
    Action{"pause", 1, kAny, "pause: name a source, or the address of one feed"},
    Action{"resume", 1, kAny, "resume: name a source, or the address of one feed"},
    Action{"set", 1, kAny, "set: name a source, or the address of one feed"},
    Action{"remove", 1, kAny, "remove: name a source, or the address of one feed"},
    Action{"import", 1, 1, "import: name one file, or - for standard input"},
    Action{"export", 0, 0, "export takes no names"},
    Action{"starter", 0, 0, "starter takes no names; say --languages or --countries"},
    Action{"test", 1, 1, "test: name one file or address, or - for standard input"},
};

class SourceCommand final : public Command {
 public:
  std::string name() const override { return "source"; }
  std::string summary() const override {
    return "Say whom to collect from, see how that goes, look into feeds and sitemaps";
  }
  std::string details() const override {
    return "  kabar source starter                       what kabar comes with, by language\n"
           "  kabar source starter --languages fr,id     collect from the outlets of these\n"
           "  kabar source add example.org               asks the site for its feeds, else for its sitemaps\n"
           "  kabar source add https://example.org/feed.xml --as feed    takes it as it is, and asks nobody\n"
           "  kabar source add https://example.org/news/ --as page       follows the links of a page, those\n"
           "                                             with three hyphens in the last part of the address\n"
           "                                             or five digits in it, as articles have them\n"
           "  kabar source import subscriptions.opml     what another reader subscribes to, or JSON lines\n"
           "  kabar source list                          each source: last fetch, next fetch, items, "
           "trouble\n"
           "  kabar source list example.org              one source, with what became of its pages\n"
           "  kabar source pause example.org             until `resume`; sources go by their id, single\n"
           "                                             feeds by their address\n"
           "  kabar source resume example.org            goes on; also ends the wait after a failure\n"
           "  kabar source set example.org --full-text always    what `add` would have taken\n"
           "  kabar source remove example.org            its articles stay\n"
           "  kabar source export > kabar.opml           for other readers; with --json all of it, for "
           "import\n"
           "  kabar source test https://example.org/feed what is in a feed, which is fetched as kabar "
           "collects\n"
           "  kabar source test feed.xml                 what is in a feed, item by item\n"
           "  kabar source test news-sitemap.xml.gz      what a sitemap names, the newest first\n"
           "  kabar source test robots.txt --url https://example.org/news/1   whether kabar may fetch that\n"
           "  curl -s https://example.org/feed | kabar source test --url https://example.org/feed -\n"
           "Feeds are RSS, RDF, Atom and JSON Feed of every version; broken ones are read as they were\n"
           "meant. `test --json` prints a line for the file, then one for each item. `kabar ingest` takes "
           "in\n"
           "the items that carry their whole text.";
  }
  void declare(ArgumentSpec& spec) override {
    spec.positional(
        "ACTION", action_,
        "What to do: list (default), add, set, pause, resume, remove, import, export, starter or test");
    spec.positionals("NAME", names_, "Addresses, sources or a file, as the action needs");
    spec.choice("--as", kind_, {"feed", "sitemap", "page"},
                "add: what the address is (default: ask the site)");
    spec.option("--id", source_.id, "ID", "add: the source it belongs to (default: by its host)");
    spec.option("--name", source_.name, "NAME", "add, set: what readers know the source as");
    spec.option("--home", source_.home, "URL", "add, set: the source's front page");
    spec.choice("--full-text", full_text_, {"auto", "always", "never"},
                "add, set: whether the pages of new items are fetched (default: auto, where the feed has no "
                "whole text)");
    spec.option("--languages", languages_, "LIST", "add, set, starter: languages, with commas: fr,id");
    spec.option("--countries", countries_, "LIST", "add, set, starter: countries, with commas: FR,BE");
    spec.option("--group", source_.group, "NAME", "add, set: whom the source belongs to, as others do");
    spec.option("--url", url_, "URL",
                "test: where FILE was fetched: makes links whole; of a robots.txt: what to ask for");
    spec.flag("--json", json_, "Print JSON lines");
  }

  ExitCode run(const LoadedSettings& loaded) override {
    const auto* const action = std::find_if(kActions.begin(), kActions.end(),
                                            [&](const auto& known) { return known.name == action_; });
    if (action == kActions.end())
      return misuse({Errc::kInvalidInput,
                     fmt::format("source: there is no action '{}'; see `kabar source --help`", action_)});
    if (names_.size() < action->least || names_.size() > action->most)
      return misuse({Errc::kInvalidInput, fmt::format("source {}", action->wants)});
    rejected_ = 0;
    if (const auto sense = check_words(); !sense) return misuse(sense.error());
    const auto status = act(loaded.values);
    if (status) return rejected_ == 0 ? ExitCode::kDone : ExitCode::kPartly;
    const auto code = status.error().code;
    if (code == Errc::kCancelled) return ExitCode::kFailed;  // nobody reads any more
    const bool of_usage = (code == Errc::kInvalidInput || code == Errc::kUnsupported) &&
                          (action_ == "add" || action_ == "starter" || action_ == "set");
    return of_usage ? misuse(status.error()) : fail(status.error());
  }

 private:
  using Request = pipeline::SourceRequest;

  Status act(const Settings& settings) {
    const auto named = [&](Request::Action action) {
      return edit_sources(settings, {.action = action, .names = names_}, json_);
    };
    if (action_ == "pause") return named(Request::Action::kPause);
    if (action_ == "resume") return named(Request::Action::kResume);
    if (action_ == "remove") return named(Request::Action::kRemove);
    if (action_ == "add") return add(settings);
    if (action_ == "set") return set(settings, names_);
    if (action_ == "import") return import(settings);
    if (action_ == "starter") return starter(settings);
    if (action_ == "export") return export_sources(settings, json_);
    return action_ == "list" ? list_sources(settings, names_, json_) : test(settings);
  }

  /// What the command line says of sources, where it makes sense.
  Status check_words() const {
    if (!source_.home.empty()) {
      auto home = net::Url::parse(source_.home);
      if (!home) return std::move(home).error().within("--home");
    }
    for (const auto& language : words_between_commas(languages_)) KABAR_CHECK(check_language(language));
    for (const auto& country : words_between_commas(countries_)) KABAR_CHECK(check_country(country));
    return ok();
  }

  /// The first of the countries as codes are written; empty where none is named.
  std::string country() const {
    const auto countries = words_between_commas(countries_);
    auto out = countries.empty() ? std::string() : countries.front();
    std::transform(out.begin(), out.end(), out.begin(), [](char c) { return ascii::upper(c); });
    return out;
  }

  /// What the command line says of sources that are there.
  pipeline::SourceSettings said() const {
    return {source_.name,  source_.home,
            country(),     words_between_commas(languages_),
            source_.group, full_text_policy(full_text_)};
  }

  Status set(const Settings& settings, std::vector<std::string> names) const {
    if (said() == pipeline::SourceSettings())
      return Error{Errc::kInvalidInput,
                   "source set: say what: --full-text, --name, --home, --languages, --countries or --group"};
    return edit_sources(
        settings, {.action = Request::Action::kSet, .names = std::move(names), .settings = said()}, json_);
  }

  /// What the command line says of a source counts more than what its site says.
  void describe(Source& source) const {
    if (!source_.id.empty()) source.id = source_.id;
    if (!source_.name.empty()) source.name = source_.name;
    if (!source_.home.empty()) source.home = source_.home;
    if (!source_.group.empty()) source.group = source_.group;
    if (const auto languages = words_between_commas(languages_); !languages.empty())
      source.languages = languages;
    if (const auto one = country(); !one.empty()) source.country = one;
  }

  Result<Outlet> outlet_at(const Settings& settings, const std::string& address) const {
    if (kind_.empty()) return find_outlet(settings, address);
    KABAR_TRY(const auto url, net::Url::parse(address));
    Outlet out;
    auto& channel = out.channels.emplace_back();
    channel.url = url.to_string();
    channel.kind = *channel_kind(kind_);
    return out;
  }

  Status add(const Settings& settings) const {
    std::vector<Outlet> outlets;
    for (const auto& name : names_) {
      KABAR_TRY(auto outlet, outlet_at(settings, name));
      describe(outlet.source);
      if (const auto policy = full_text_policy(full_text_))
        for (auto& channel : outlet.channels) channel.full_text = *policy;
      outlets.push_back(std::move(outlet));
    }
    return add_and_set(settings, std::move(outlets));
  }

  /// What is known already takes what the command line says, too.
  Status add_and_set(const Settings& settings, std::vector<Outlet> outlets) const {
    std::vector<std::string> known;
    for (const auto& outlet : outlets)
      for (const auto& channel : outlet.channels) {
        KABAR_TRY(const bool there, is_collected(settings, channel.url));
        if (there) known.push_back(channel.url);
      }
    KABAR_CHECK(add(settings, std::move(outlets)));
    return known.empty() || said() == pipeline::SourceSettings() ? ok() : set(settings, std::move(known));
  }

  Status add(const Settings& settings, std::vector<Outlet> outlets) const {
    return edit_sources(settings, {.action = Request::Action::kAdd, .outlets = std::move(outlets)}, json_);
  }

  Status import(const Settings& settings) {
    constexpr std::size_t kMaxBytes = std::size_t{64} * 1024 * 1024;
    KABAR_TRY(const auto file, read_source_file(names_.front(), {}, kMaxBytes));
    auto list = read_subscriptions(file.bytes);
    if (!list) return std::move(list).error().within(file.name);
    for (const auto& why : list->rejected)
      log(LogLevel::kWarning, fmt::format("{}: {}", file.name, shown(why)));
    rejected_ = list->rejected.size();
    return add(settings, std::move(list->outlets));
  }

  Status starter(const Settings& settings) const {
    if (languages_.empty() && countries_.empty()) return list_starters(json_);
    KABAR_TRY(auto outlets, starter_outlets());
    const auto languages = words_between_commas(languages_), countries = words_between_commas(countries_);
    for (const auto& language : languages)
      if (!any_is_wanted(outlets, {language}, {})) return no_outlet(language);
    for (const auto& country : countries)
      if (!any_is_wanted(outlets, {}, {country})) return no_outlet(country);
    std::erase_if(outlets, [&](const auto& one) { return !is_wanted(one.source, languages, countries); });
    if (outlets.empty())
      return Error{Errc::kInvalidInput,
                   "source starter: no outlet is of these; `kabar source starter` tells which there are"};
    return add(settings, std::move(outlets));
  }

  static bool any_is_wanted(const std::vector<Outlet>& outlets, const std::vector<std::string>& languages,
                            const std::vector<std::string>& countries) {
    return std::any_of(outlets.begin(), outlets.end(),
                       [&](const auto& one) { return is_wanted(one.source, languages, countries); });
  }
  static Error no_outlet(const std::string& what) {
    return {Errc::kInvalidInput,
            fmt::format("source starter: no outlet is of '{}'; `kabar source starter` tells which there are",
                        what)};
  }

  Result<SourceFile> what_to_test(const Settings& settings) const {
    const auto& name = names_.front();
    if (name.find("://") != std::string::npos) return fetch_source(settings, name);
    return read_source_file(name, url_, std::size_t{settings.max_page_mb} * 1024 * 1024);
  }

  Status test(const Settings& settings) const {
    KABAR_TRY(const auto file, what_to_test(settings));
    KABAR_TRY(const auto lines, lines_of(file, json_));
    const bool printed = std::all_of(lines.begin(), lines.end(), print_line);
    return printed ? ok() : Status(Error{Errc::kCancelled, "standard output is closed"});
  }

  std::string action_ = "list";
  std::vector<std::string> names_;
  std::string kind_;
  Source source_;
  std::string full_text_;
  std::string languages_;
  std::string countries_;
  std::string url_;
  bool json_ = false;
  std::size_t rejected_ = 0;
};

}  // namespace

std::unique_ptr<Command> make_source_command() {
  return std::make_unique<SourceCommand>();
}

}  // namespace kabar::cli

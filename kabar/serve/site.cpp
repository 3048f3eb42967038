#include "kabar/serve/site.h"

#include <fmt/format.h>

#include <chrono>
#include <exception>
#include <mutex>
#include <optional>
#include <vector>

#include "kabar/base/log.h"
#include "kabar/model/story.h"
#include "kabar/serve/api.h"
#include "kabar/serve/assets.h"
#include "kabar/serve/host_guard.h"
#include "kabar/serve/http_server.h"
#include "kabar/serve/media.h"
#include "kabar/serve/operations.h"
#include "kabar/serve/operator_page.h"
#include "kabar/serve/owner_token.h"
#include "kabar/serve/pages.h"
#include "kabar/serve/picture_answer.h"
#include "kabar/serve/response_cache.h"
#include "kabar/serve/response_finish.h"
#include "kabar/serve/router.h"
#include "kabar/serve/story_map.h"
#include "kabar/serve/story_warmer.h"
#include "kabar/store/store.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kCacheBytes = std::size_t{64} * 1024 * 1024;
constexpr std::size_t kStoryBytes = std::size_t{96} * 1024 * 1024;

/// The site in one language, ready to write pages.
struct Press {
  Language language;
  Renderer renderer;
};

/// What one request needs for itself alone: a connection to the data and the templates.
struct Desk {
  store::Reader reader;
  std::vector<Press> presses;

  Press& press(std::string_view code) {
    for (auto& press : presses) {
      if (press.language.code() == code) return press;
    }
    return presses.front();
  }
};

Result<std::unique_ptr<Desk>> open_desk(const SiteOptions& options) {
  KABAR_TRY(auto reader, store::Reader::open(options.data_folder));
  std::vector<Press> presses;
  for (const auto& info : interface_languages()) {
    KABAR_TRY(auto language, Language::load(info, options.time_zone));
    KABAR_TRY(auto renderer, Renderer::load([&](std::string_view text) { return language.text(text); }));
    presses.push_back({std::move(language), std::move(renderer)});
  }
  return std::make_unique<Desk>(Desk{std::move(reader), std::move(presses)});
}

/// The desks that nobody sits at; as many are opened as requests run at a time.
class Desks {
 public:
  explicit Desks(const SiteOptions& options) : options_(options) {}

  Result<std::unique_ptr<Desk>> take() {
    if (auto idle = take_idle()) return idle;
    return open_desk(options_);  // takes long: nobody else waits for it
  }
  void give_back(std::unique_ptr<Desk> desk) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(desk));
  }

 private:
  std::unique_ptr<Desk> take_idle() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return nullptr;
    auto desk = std::move(idle_.back());
    idle_.pop_back();
    return desk;
  }

  const SiteOptions& options_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Desk>> idle_;
};

std::vector<std::string> names_of(const SiteOptions& options) {
  auto names = options.hosts;
  names.push_back(options.base_url);
  if (options.host.find(':') != std::string::npos) {
    names.push_back("[" + options.host + "]");
  } else {
    names.push_back(options.host);
  }
  return names;
}

SiteFace face_of(const SiteOptions& options) {
  return {options.base_url, options.default_ui};
}

/// What all requests share.
struct House {
  const SiteOptions& options;
  const Assets& assets;
  const HostGuard& guard;
  ResponseCache& cache;
  KeptStories& stories;
  StoryWarmer* warmer;  ///< null: not yet there
  Desks& desks;
};

/// For answers that are made while they are sent: a desk for each part of them, so that a slow client holds
/// none.
LibraryLoan loan_of(const House& house) {
  return [&desks = house.desks, &options = house.options](const auto& use) -> Status {
    KABAR_TRY(auto desk, desks.take());
    auto done = [&]() -> Status {
      const auto state = desk->reader.hold_state();  // a story must not go between its row and its articles
      KABAR_TRY(const auto library,
                Library::open(desk->reader, {{}, {}, options.default_ui}, options.full_text));
      return use(library);
    }();
    desks.give_back(std::move(desk));
    return done;
  };
}

constexpr std::string_view kCallbacks = "/websub/";

bool is_callback(const SiteOptions& options, const Request& request) {
  return options.websub && request.path.starts_with(kCallbacks);
}

/// A refusal that needs no data; nothing for a request that deserves an answer.
std::optional<Response> refuse(const House& house, Press& press, const Request& request) {
  const Visit visit(request, press.language, press.renderer, house.assets, face_of(house.options),
                    Timestamp{});
  const bool api = is_api_path(request.path);
  const auto refused = [&](int status, std::string_view reason) {
    return api ? problem_response(status, reason) : error_page(visit, status, reason);
  };
  if (const auto refusal = house.guard.refuse(request)) return refused(refusal->status, refusal->reason);
  if (request.method == "GET" || request.method == "HEAD") return std::nullopt;
  if (request.method == "POST" && is_callback(house.options, request)) return std::nullopt;
  const bool open = api || request.path.starts_with("/feed/");
  if (request.method == "OPTIONS" && open) return allow_all_pages();
  return refused(405, request.method + ": only GET and HEAD.")
      .with("Allow", open ? "GET, HEAD, OPTIONS" : "GET, HEAD");
}

Response answer_from_data(const House& house, Desk& desk, Press& press, const Request& request) {
  const bool api = is_api_path(request.path);  // programs get the same whatever their language
  Readership readership{{}, {}, house.options.default_ui};
  if (!api) {
    readership.ui = press.language.code();
    readership.langs = content_languages(request);
  }
  auto library =
      Library::open(desk.reader, std::move(readership), house.options.full_text, house.options.pictures);
  if (library) library->keep_stories_in(house.stories);
  const auto now = library ? library->now() : Timestamp{};
  const Visit visit(request, press.language, press.renderer, house.assets, face_of(house.options), now);
  if (!library && api) return problem_response(500, "the data cannot be read");
  if (!library) return failure_page(visit, library.error());
  return api ? answer_api(request, *library, loan_of(house), house.options.base_url)
             : answer_page(visit, *library);
}

/// Only whole pages that do not depend on who asks are worth keeping. Those of sources tell how collecting
/// goes and what is collected, which changes without any change of the articles.
bool may_be_kept(const Request& request, const Response& response) {
  return response.status == 200 && response.header("Set-Cookie").empty() && !response.stream &&
         !request.path.starts_with("/source/") && !request.path.starts_with("/api/v1/sources");
}

/// Pages of one story are good as long as the story is the same, all others for a moment, none once an
/// article was removed or the owner changed stories or sources; what programs read is as the data are.
Freshness freshness_of(const House& house, const Desk& desk, const Request& request,
                       const store::Totals& totals, const store::SourceList& sources) {
  constexpr std::string_view kStory = "/story/";
  if (is_api_path(request.path) || request.path.starts_with("/feed/"))
    return freshness_of_data(totals, sources);
  auto page = freshness_of_pages(totals, sources, house.options.pictures);
  if (!request.path.starts_with(kStory)) return page;
  const auto name = std::string_view(request.path).substr(kStory.size());
  const auto id = parse_story_name(name.substr(0, name.find('-')));
  const auto story = desk.reader.story(id.value_or(StoryId{}));
  if (!story) return {page.version, {}, {}};
  return freshness_of_story(std::move(page), *story, kStoryPagePatience);
}

Response answer_cached(const House& house, Desk& desk, Press& press, const Request& request) {
  const auto totals = desk.reader.totals();
  const auto sources = desk.reader.sources();
  if (!totals || !sources) return finish(request, answer_from_data(house, desk, press, request));
  const auto key = cache_key(request, press.language.code());
  const auto freshness = freshness_of(house, desk, request, *totals, **sources);
  const auto now = std::chrono::steady_clock::now();
  if (const auto kept = house.cache.find(key, freshness, now)) return *kept;
  auto response = finish(request, answer_from_data(house, desk, press, request));
  if (may_be_kept(request, response)) house.cache.keep(key, freshness, now, response);
  return response;
}

Response answer_operations(const House& house, const Desk& desk, const Request& request) {
  const auto& options = house.options;
  if (request.path == "/readyz") return answer_ready(desk.reader.totals(), options.vitals());
  if (!may_read_metrics(request, options.token, options.open_metrics))
    return text_response(options.token.empty() ? 403 : 401,
                         "Only with the owner's token: see serve.token and serve.open_metrics.\n")
        .with("WWW-Authenticate", "Bearer");
  return answer_metrics(desk.reader, options.vitals(), SystemClock().now(), options.pictures);
}

/// The owner's page; a browser asks for the token as a password.
Response answer_operator(const House& house, const Desk& desk, Press& press, const Request& request) {
  const auto& options = house.options;
  const auto now = SystemClock().now();
  const Visit visit(request, press.language, press.renderer, house.assets, face_of(options), now);
  if (!shows_token(request, options.token)) {
    const auto& language = press.language;
    const auto reason = options.token.empty() ? language.text("This page needs a token: see serve.token.")
                                              : language.text("This page is for who has the owner’s token.");
    auto refusal = error_page(visit, options.token.empty() ? 403 : 401, reason);
    if (options.token.empty()) return refusal;  // no password would be right
    return refusal.with("WWW-Authenticate", "Basic realm=\"kabar\", charset=\"UTF-8\"");
  }
  auto model = operator_model(desk.reader, options.data_folder, options.vitals(), now);
  if (model && options.pictures != nullptr) model->pictures = options.pictures->usage();
  auto page = model ? operator_page(visit, *model) : failure_page(visit, model.error());
  std::erase_if(page.headers, [](const auto& header) { return header.first == "Cache-Control"; });
  return page.with("Cache-Control", "no-store");
}

Response answer_with(const House& house, Desk& desk, const Request& request) {
  auto& press = desk.press(choose_language(request, house.options.default_ui));
  if (auto refusal = refuse(house, press, request)) return finish(request, *std::move(refusal));
  if (is_callback(house.options, request)) return finish(request, house.options.websub(request));
  if (is_operations_path(request.path)) return finish(request, answer_operations(house, desk, request));
  if (request.path == "/operator") return finish(request, answer_operator(house, desk, press, request));
  if (house.options.pictures != nullptr && is_picture_path(request.path))
    return finish(request, answer_picture(request, desk.reader, *house.options.pictures));
  if (request.path == "/media") return finish(request, answer_media(request, desk.reader));
  auto response = answer_cached(house, desk, press, request);
  if (house.warmer != nullptr && is_visit(request, response))
    house.warmer->somebody_came(StoryWarmer::Clock::now());
  return response;
}

/// Nothing in the data changes an outline.
Response answer_outlines(const House& house, const Request& request) {
  const auto key = cache_key(request, {});
  const auto now = std::chrono::steady_clock::now();
  if (const auto kept = house.cache.find(key, {}, now)) return *kept;
  auto response = finish(request, answer_map(request.path));
  if (may_be_kept(request, response)) house.cache.keep(key, {}, now, response);
  return response;
}

Response broken(const Request& request, const std::string& words) {
  return is_api_path(request.path) ? problem_response(500, words) : text_response(500, words + "\n");
}

}  // namespace

struct Site::State {
  explicit State(const SiteOptions& given)
      : options(given), guard(names_of(given), !given.base_url.empty()), desks(options) {}

  SiteOptions options;
  Assets assets;
  HostGuard guard;
  Desks desks;
  ResponseCache cache{kCacheBytes};
  KeptStories stories{kStoryBytes};
  std::unique_ptr<StoryWarmer> warmer;
  std::unique_ptr<HttpServer> server;  // last: stops before the rest goes

  House house() { return {options, assets, guard, cache, stories, warmer.get(), desks}; }

  Response answer(const Request& request) {
    if (is_asset_path(request.path) && !guard.refuse(request)) {
      return finish(request, assets.serve(request.path));
    }
    if (is_map_path(request.path) && !guard.refuse(request)) return answer_outlines(house(), request);
    auto desk = desks.take();
    if (!desk) {
      log(LogLevel::kError, desk.error().message);
      return finish(request, broken(request, "The data cannot be read."));
    }
    auto response = [&] {
      // One state for the whole answer: a story must not go while its page is made. Where that cannot be had,
      // each part sees its own.
      const auto state = (*desk)->reader.hold_state();
      return answer_with(house(), **desk, request);
    }();
    desks.give_back(*std::move(desk));
    return response;
  }

  Response answer_safely(const Request& request) {
    try {
      return leave_out_known(request, answer(request));
    } catch (const std::exception& failure) {
      log(LogLevel::kError, fmt::format("{}: {}", request.path, failure.what()));
    }
    return finish(request, broken(request, "Something went wrong."));
  }
};

Site::Site(std::unique_ptr<State> state) : state_(std::move(state)) {}

Site::~Site() {
  stop();
}

Result<std::unique_ptr<Site>> Site::start(const SiteOptions& options) {
  if (find_language(options.default_ui) == nullptr) {
    return Error{Errc::kInvalidInput, fmt::format("the interface does not speak \"{}\"", options.default_ui)};
  }
  auto state = std::make_unique<State>(options);
  while (state->options.base_url.ends_with('/')) state->options.base_url.pop_back();
  KABAR_TRY(auto desk, state->desks.take());  // the data must be readable, the templates sound
  state->desks.give_back(std::move(desk));
  state->warmer = std::make_unique<StoryWarmer>(state->options, state->stories);
  state->warmer->start();
  HttpOptions http;
  http.host = options.host;
  http.port = options.port;
  http.threads = options.threads;
  if (options.websub) http.body_prefix = kCallbacks;
  auto* const raw = state.get();
  KABAR_TRY(state->server,
            HttpServer::start(http, [raw](const Request& request) { return raw->answer_safely(request); }));
  return std::unique_ptr<Site>(new Site(std::move(state)));
}

std::uint16_t Site::port() const noexcept {
  return state_->server->port();
}

std::string Site::address() const {
  const auto& host = state_->options.host;
  const bool six = host.find(':') != std::string::npos;
  return fmt::format("http://{}{}{}:{}/", six ? "[" : "", host, six ? "]" : "", port());
}

void Site::stop() noexcept {
  if (state_ != nullptr && state_->server != nullptr) state_->server->stop();
}

Response Site::answer(const Request& request) const {
  return state_->answer_safely(request);
}

}  // namespace kabar::serve

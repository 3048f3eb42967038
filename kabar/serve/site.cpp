#include "kabar/serve/site.h"

#include <fmt/format.h>

#include <exception>
#include <mutex>
#include <vector>

#include "kabar/base/log.h"
#include "kabar/serve/api.h"
#include "kabar/serve/assets.h"
#include "kabar/serve/host_guard.h"
#include "kabar/serve/http_server.h"
#include "kabar/serve/media.h"
#include "kabar/serve/pages.h"
#include "kabar/serve/response_finish.h"
#include "kabar/serve/router.h"
#include "kabar/store/store.h"

namespace kabar::serve {
namespace {

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
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return open_desk(options_);
    auto desk = std::move(idle_.back());
    idle_.pop_back();
    return desk;
  }
  void give_back(std::unique_ptr<Desk> desk) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(desk));
  }

 private:
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

Response answer_with(Desk& desk, const SiteOptions& options, const Assets& assets, const HostGuard& guard,
                     const Request& request) {
  auto& press = desk.press(choose_language(request, options.default_ui));
  const Visit refused(request, press.language, press.renderer, assets, options.base_url, Timestamp{});
  if (const auto refusal = guard.refuse(request))
    return error_page(refused, refusal->status, refusal->reason);
  if (request.method != "GET" && request.method != "HEAD") {
    return error_page(refused, 405, request.method + ": only GET and HEAD.").with("Allow", "GET, HEAD");
  }
  if (request.path == "/media") return answer_media(request, desk.reader);
  const bool api = is_api_path(request.path);  // programs get the same whatever their language
  const auto library =
      Library::open(desk.reader, api ? std::string_view() : press.language.code(), options.full_text);
  if (!library) return failure_page(refused, library.error());
  if (api) return answer_api(request, *library, options.base_url);
  const Visit visit(request, press.language, press.renderer, assets, options.base_url, library->now());
  return answer_page(visit, *library);
}

}  // namespace

struct Site::State {
  explicit State(const SiteOptions& given)
      : options(given), guard(names_of(given), given.behind_proxy), desks(options) {}

  SiteOptions options;
  Assets assets;
  HostGuard guard;
  Desks desks;
  std::unique_ptr<HttpServer> server;  // last: stops before the rest goes

  Response answer(const Request& request) {
    if (request.path.starts_with("/assets/") && !guard.refuse(request)) return assets.serve(request.path);
    auto desk = desks.take();
    if (!desk) {
      log(LogLevel::kError, desk.error().message);
      return text_response(500, "The data cannot be read.\n");
    }
    auto response = answer_with(**desk, options, assets, guard, request);
    desks.give_back(*std::move(desk));
    return response;
  }

  Response answer_safely(const Request& request) {
    try {
      return answer(request);
    } catch (const std::exception& failure) {
      log(LogLevel::kError, fmt::format("{}: {}", request.path, failure.what()));
    }
    return text_response(500, "Something went wrong.\n");
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
  HttpOptions http;
  http.host = options.host;
  http.port = options.port;
  http.threads = options.threads;
  auto* const raw = state.get();
  KABAR_TRY(state->server, HttpServer::start(http, [raw](const Request& request) {
              return finish(request, raw->answer_safely(request));
            }));
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
  return finish(request, state_->answer_safely(request));
}

}  // namespace kabar::serve

#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/serve/http_message.h"
#include "kabar/serve/operations.h"
#include "kabar/serve/picture_desk.h"

namespace kabar::serve {

struct SiteOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;  ///< nought: any free one
  std::string base_url;       ///< "https://news.example", how the public reaches the site by a reverse proxy
  std::vector<std::string> hosts;     ///< further names that the site answers to
  std::filesystem::path data_folder;  ///< where kabar.db lies
  std::string default_ui = "en";      ///< for readers whose language the interface does not speak
  std::string time_zone = "UTC";      ///< of the edition, an IANA name
  bool full_text = false;             ///< show every article's whole text to all
  unsigned threads = 4;               ///< so that short answers need not wait behind long pages
  std::string token;                  ///< the owner's, who may read /metrics; empty: there is none
  bool open_metrics = false;          ///< everybody may read /metrics
  /// Answers GET and POST below /websub/, whose bodies are read; any thread. Empty: there is no such path.
  std::function<Response(const Request&)> websub = nullptr;
  PictureDesk* pictures = nullptr;  ///< gets the pictures of articles; null: only saved ones are shown
  std::function<Vitals()> vitals = [] { return Vitals{}; };  ///< any thread
};

/// The news site: its pages, JSON API and pictures, served from a data folder that another process (or this
/// one) may be writing to. Answers until stopped or destroyed.
class Site {
 public:
  /// kNotFound when there is no data yet, kInvalidInput for a bad option, kBusy when the port is taken.
  static Result<std::unique_ptr<Site>> start(const SiteOptions& options);
  ~Site();

  std::uint16_t port() const noexcept;
  /// "http://127.0.0.1:8080/": where a browser finds it.
  std::string address() const;
  void stop() noexcept;

  /// Answers one request as the server would; for tests. Any thread.
  Response answer(const Request& request) const;

 private:
  struct State;
  explicit Site(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace kabar::serve

#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "kabar/base/result.h"
#include "kabar/base/time.h"
#include "kabar/cli/settings.h"
#include "kabar/collect/archiving_fetcher.h"
#include "kabar/collect/first_answers.h"
#include "kabar/collect/robots_cache.h"
#include "kabar/collect/visitor.h"
#include "kabar/net/curl_fetcher.h"
#include "kabar/net/polite_fetcher.h"
#include "kabar/net/site_book.h"

namespace kabar::cli {

/// All that fetches in one kabar, as the settings of [collect] want it: libcurl behind the address guard,
/// behind the rates of sites, behind robots.txt. Rates and rests of sites are shared with the other kabar
/// processes of the data folder, where there is one. One thread.
class Fetching {
 public:
  /// kInvalidInput, kNotFound or kIo name the setting that is wrong.
  static Result<std::unique_ptr<Fetching>> make(const Settings& settings);
  /// The same for the collector, which takes what `kabar source add` was answered with. `archive`, where
  /// there is one, gets all answers; it must live longer.
  static Result<std::unique_ptr<Fetching>> for_collecting(const Settings& settings,
                                                          collect::WarcWriter* archive);

  /// The same for pictures that readers wait for: a site is asked more often, as a browser would that shows
  /// a page of it, whatever collecting asks of it.
  static Result<std::unique_ptr<Fetching>> for_pictures(const Settings& settings);

  /// Keeps the rates; for what robots.txt has no say in.
  net::Fetcher& fetcher() noexcept { return polite_; }
  collect::RobotsCache& robots() noexcept { return robots_; }
  collect::Visitor& visitor() noexcept { return visitor_; }
  const Clock& clock() const noexcept { return clock_; }
  /// What kept an answer out of the archive, since the last call.
  std::optional<Error> archive_trouble() { return archiving_ ? archiving_->trouble() : std::nullopt; }

 private:
  struct Parts {
    std::chrono::milliseconds interval{0};  ///< between two requests to a site
    std::optional<net::SiteBook> book = {};
    std::optional<collect::FirstAnswers> answers = {};
    collect::WarcWriter* archive = nullptr;
  };
  static Result<std::unique_ptr<Fetching>> with(const Settings& settings, Parts parts);
  Fetching(std::unique_ptr<net::CurlFetcher> curl, Parts parts);
  net::Fetcher& innermost() noexcept;

  SystemClock clock_;
  std::unique_ptr<net::CurlFetcher> curl_;
  std::unique_ptr<collect::FirstAnswerFetcher> answered_;  ///< null: nothing was kept for it
  std::unique_ptr<collect::ArchivingFetcher> archiving_;   ///< null: nothing is archived
  std::optional<net::SiteBook> book_;
  net::PoliteFetcher polite_;
  collect::RobotsCache robots_;
  collect::Visitor visitor_;
};

/// Where collect::FirstAnswers are kept.
std::filesystem::path first_answers_folder(const Settings& settings);

/// "kabar/0.1.0 (+https://kabar.example/)": the contact of the settings, else the site's own address.
std::string user_agent(const Settings& settings);

/// What to do where the settings name no contact.
std::optional<std::string> contact_words(const Settings& settings);

}  // namespace kabar::cli

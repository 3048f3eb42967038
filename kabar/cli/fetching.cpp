#include "kabar/cli/fetching.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "kabar/base/ascii.h"
#include "kabar/base/files.h"
#include "kabar/collect/freshness.h"
#include "kabar/net/address_guard.h"

namespace kabar::cli {
namespace {

using std::chrono::milliseconds;

using HostTable = std::map<std::string, std::vector<net::IpAddress>, std::less<>>;

/// The words of a line, without its comment.
std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> out;
  line = line.substr(0, line.find('#'));
  while (!(line = ascii::trim(line)).empty()) {
    const auto end = std::min(line.find_first_of(" \t"), line.size());
    out.push_back(line.substr(0, end));
    line.remove_prefix(end);
  }
  return out;
}

/// Reads a file like /etc/hosts: an address, then its names.
Result<HostTable> read_hosts(const std::string& path) {
  constexpr std::size_t kMaxBytes = std::size_t{64} * 1024 * 1024;
  HostTable out;
  KABAR_TRY(const auto text, read_text_file(path, kMaxBytes));
  std::size_t number = 0;
  for (std::string_view rest = text; !rest.empty();) {
    const auto end = std::min(rest.find('\n'), rest.size());
    const auto words = words_of(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    ++number;
    if (words.empty()) continue;
    const auto address = net::IpAddress::parse(words.front());
    if (!address || words.size() < 2)
      return Error{Errc::kInvalidInput, fmt::format("{}:{}: not an address and its names", path, number)};
    for (std::size_t i = 1; i < words.size(); ++i) out[ascii::lower(words[i])].push_back(*address);
  }
  return out;
}

Result<net::CurlFetcherOptions> options_of(const Settings& settings) {
  net::CurlFetcherOptions out;
  KABAR_TRY(out.guard, net::AddressGuard::parse(settings.allow_private, settings.fetch_ports));
  out.user_agent = user_agent(settings);
  out.connect_to = settings.connect_to;
  out.ca_file = settings.ca_file;
  std::error_code failed;
  if (!out.ca_file.empty() && !std::filesystem::is_regular_file(out.ca_file, failed))
    return Error{Errc::kNotFound, fmt::format("collect.ca_file: {}: no such file", out.ca_file)};
  if (settings.hosts_file.empty()) return out;
  auto hosts = read_hosts(settings.hosts_file);
  if (!hosts) return std::move(hosts).error().within("collect.hosts_file");
  out.resolve = [table = *std::move(hosts)](std::string_view host) {
    const auto known = table.find(host);
    return known == table.end() ? std::nullopt : std::optional(known->second);
  };
  return out;
}

/// Nothing where there is no data folder, and so no other kabar, or where nothing may be written to it.
std::optional<net::SiteBook> open_book(const Settings& settings) {
  std::error_code failed;
  if (!std::filesystem::is_directory(settings.data, failed)) return std::nullopt;
  auto book = net::SiteBook::open(std::filesystem::path(settings.data) / "sites");
  return book ? std::optional(*std::move(book)) : std::nullopt;
}

}  // namespace

std::string user_agent(const Settings& settings) {
  const auto& contact = settings.contact.empty() ? settings.base_url : settings.contact;
  return contact.empty() ? "kabar/" KABAR_VERSION : fmt::format("kabar/" KABAR_VERSION " (+{})", contact);
}

std::optional<std::string> contact_words(const Settings& settings) {
  if (!settings.contact.empty() || !settings.base_url.empty()) return std::nullopt;
  return fmt::format(
      "sites are told nothing but \"{}\": set collect.contact to a web or mailto: address, so that their "
      "owners "
      "can write to you before they block you",
      user_agent(settings));
}

std::filesystem::path first_answers_folder(const Settings& settings) {
  return std::filesystem::path(settings.data) / "first";
}

Result<std::unique_ptr<Fetching>> Fetching::with(const Settings& settings, Parts parts) {
  KABAR_TRY(auto options, options_of(settings));
  auto curl = net::CurlFetcher::make(std::move(options));
  if (!curl) return std::move(curl).error().within("collect.connect_to");
  return std::unique_ptr<Fetching>(new Fetching(*std::move(curl), std::move(parts)));
}

Result<std::unique_ptr<Fetching>> Fetching::make(const Settings& settings) {
  return with(settings, {.interval = milliseconds(settings.site_interval_ms), .book = open_book(settings)});
}

Result<std::unique_ptr<Fetching>> Fetching::for_collecting(const Settings& settings,
                                                           collect::WarcWriter* archive) {
  return with(settings, {.interval = milliseconds(settings.site_interval_ms),
                         .book = open_book(settings),
                         .answers = collect::FirstAnswers(first_answers_folder(settings)),
                         .archive = archive});
}

Result<std::unique_ptr<Fetching>> Fetching::for_pictures(const Settings& settings) {
  constexpr milliseconds kInterval{150};
  return with(settings, {.interval = std::min(kInterval, milliseconds(settings.site_interval_ms))});
}

Fetching::Fetching(std::unique_ptr<net::CurlFetcher> curl, Parts parts)
    : curl_(std::move(curl)),
      answered_(parts.answers
                    ? std::make_unique<collect::FirstAnswerFetcher>(*curl_, *std::move(parts.answers), clock_)
                    : nullptr),
      archiving_(parts.archive != nullptr
                     ? std::make_unique<collect::ArchivingFetcher>(innermost(), *parts.archive)
                     : nullptr),
      book_(std::move(parts.book)),
      polite_(archiving_ ? static_cast<net::Fetcher&>(*archiving_) : innermost(),
              {.interval = parts.interval,
               .rest =
                   [this](const auto& answer) {
                     return collect::rest_asked(answer.status, answer.fields, clock_.now());
                   },
               .book = book_ ? &*book_ : nullptr}),
      robots_(
          polite_, clock_,
          {.on_crawl_delay = [this](const std::string& host,
                                    std::chrono::seconds delay) { polite_.set_crawl_delay(host, delay); }}),
      visitor_(polite_, robots_) {}

net::Fetcher& Fetching::innermost() noexcept {
  return answered_ ? static_cast<net::Fetcher&>(*answered_) : *curl_;
}

}  // namespace kabar::cli

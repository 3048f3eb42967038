#include "kabar/cli/source_finding.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "kabar/cli/fetching.h"
#include "kabar/cli/source_edit.h"
#include "kabar/collect/discovery.h"
#include "kabar/collect/first_answers.h"
#include "kabar/net/url.h"

namespace kabar::cli {
namespace {

Result<collect::Discovery> discover(Fetching& fetching, const std::string& address) {
  KABAR_TRY(auto url, net::Url::parse(address));
  url.fragment.clear();
  return collect::Discoverer(fetching.fetcher(), fetching.visitor(), fetching.robots()).run(url.to_string());
}

/// Whether nobody answered there, not even with a robots.txt.
bool is_silent(Fetching& fetching, const std::string& address) {
  const auto url = net::Url::parse(address);
  const auto robots = url ? fetching.robots().known(*url) : std::nullopt;
  return robots && (*robots)->kind == collect::RobotsFile::Kind::kUnreachable;
}

/// An address without a scheme is one of https, or where nobody answers, of http.
Result<collect::Discovery> discover_anywhere(Fetching& fetching, const std::string& address) {
  if (address.find("://") != std::string::npos) return discover(fetching, address);
  const auto safe = "https://" + address;
  auto found = discover(fetching, safe);
  if (found || !is_silent(fetching, safe)) return found;
  const auto open = "http://" + address;
  auto plain = discover(fetching, open);
  if (plain || !is_silent(fetching, open)) return plain;
  return std::move(found).error().within("neither https nor http answers");
}

/// For the first look at what is not collected from yet. What cannot be kept is fetched again.
Status keep_answers(const Settings& settings, const collect::Discovery& found) {
  const collect::FirstAnswers answers(first_answers_folder(settings));
  for (const auto& channel : found.channels) {
    KABAR_TRY(const bool known, is_collected(settings, channel.url));
    if (!known && channel.answer) (void)answers.keep(channel.url, *channel.answer);
  }
  return ok();
}

}  // namespace

Result<Outlet> find_outlet(const Settings& settings, const std::string& address) {
  KABAR_TRY(const auto fetching, Fetching::make(settings));
  KABAR_TRY(auto found, discover_anywhere(*fetching, address));
  KABAR_CHECK(keep_answers(settings, found));
  Outlet out;
  out.source.name = std::move(found.name);
  out.source.home = std::move(found.home);
  if (!found.lang.empty()) out.source.languages.push_back(std::move(found.lang));
  for (auto& one : found.channels) {
    auto& channel = out.channels.emplace_back();
    channel.kind = one.kind;
    channel.url = std::move(one.url);
    channel.title = std::move(one.title);
    channel.verified = true;
  }
  return out;
}

Result<SourceFile> fetch_source(const Settings& settings, const std::string& address) {
  KABAR_TRY(const auto fetching, Fetching::make(settings));
  net::FetchRequest request;
  request.url = address;
  KABAR_TRY(auto visit, fetching->visitor().visit(std::move(request)));
  if (visit.response.status != 200)
    return Error{Errc::kNotFound, fmt::format("{}: HTTP status {}", visit.url, visit.response.status)};
  return SourceFile{address, visit.url, std::move(visit.response.body)};
}

}  // namespace kabar::cli

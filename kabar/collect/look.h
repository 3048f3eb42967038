#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/collect/import_task.h"
#include "kabar/collect/schedule.h"
#include "kabar/collect/visitor.h"
#include "kabar/collect/websub.h"
#include "kabar/model/channel.h"
#include "kabar/model/page.h"

namespace kabar::collect {

/// What is decided about all channels and pages alike.
struct LookOptions {
  ScheduleOptions schedule;
  std::string agent = "kabar";                            ///< product token, for X-Robots-Tag
  std::chrono::hours too_old = std::chrono::days{14};     ///< items of this age are not fetched any more
  std::chrono::hours moved_after = std::chrono::days{7};  ///< a move that held so long is believed
  std::size_t first_pages = 60;                           ///< of what lies there at the first look
  std::size_t max_child_sitemaps = 10;
};

/// What is known before a look.
struct LookedAt {
  Channel channel;
  std::vector<SeenItem> seen;
  /// The page of that family (net::url_family()), where it is known already.
  std::function<std::optional<Page>(const std::string& family)> known_page;
};

/// What a look at a channel brought, to be kept in one transaction.
struct ChannelHarvest {
  Channel channel;        ///< as it is now
  bool verified = false;  ///< it gave what its kind promises
  bool moved = false;     ///< its address is another
  std::vector<SeenItem> seen;
  std::vector<Page> pages;           ///< announced for the first time, or by their own site at last
  std::vector<Channel> channels;     ///< sitemaps of its own site that it names
  std::vector<ImportTask> articles;  ///< that it carries whole
  std::optional<HubOffer> hub;       ///< that tells of what is new
};

/// What a visit to a page brought.
struct PageHarvest {
  Page page;  ///< as it is now
  std::optional<ImportTask> article;
};

// Pure: the time is given. Nothing here fails, as trouble is a state.

/// The request for a channel or a page: with validators, wherever they are known.
net::FetchRequest request_for(const Channel& channel);
net::FetchRequest request_for(const Page& page, const std::string& source);

/// Takes in what came of it.
ChannelHarvest look(LookedAt before, Result<Visit> visit, Timestamp now, const LookOptions& options);
PageHarvest visit_page(Page page, const std::string& source, Result<Visit> visit, Timestamp now,
                       const LookOptions& options);

/// Whether the answer is a redirect that was not followed, as it leads to a page that is known.
bool is_led_away(const net::FetchResponse& response);
/// The page after an answer that led to another, which has the article from then on; `status` is the
/// redirect's. Looked at again where that is not for good.
Page led_away(Page page, int status, Timestamp now);

/// Whether nothing came of the page and it is given up: it was not there (yet), or could not be had.
bool is_given_up(const Page& page);

/// When a page is looked at again, by how long it has been known: after half an hour, three hours, a day, a
/// week, then never.
std::optional<Timestamp> next_visit(Timestamp announced, Timestamp now);

}  // namespace kabar::collect

#pragma once

#include <string>
#include <string_view>

#include "kabar/serve/assets.h"
#include "kabar/serve/http_message.h"
#include "kabar/serve/json_ld.h"
#include "kabar/serve/language.h"
#include "kabar/serve/renderer.h"
#include "kabar/serve/template_data.h"
#include "kabar/serve/view_models.h"

namespace kabar::serve {

/// What a page says about itself in its head.
struct PageInfo {
  std::string title;        ///< empty for the front page
  std::string description;  ///< one sentence
  std::string path;         ///< where it lives, without parameters: the canonical address
  NamedValues params;       ///< of the canonical address
  std::string section;      ///< the entry of the navigation that it belongs to: "front", "sources", …
  bool indexed = true;      ///< whether search engines should keep it
  std::string feed = {};    ///< path of its feeds, without the suffix of the format; empty where it has none
  std::vector<ListedItem> items = {};  ///< what it lists
  std::string picture = {};            ///< that stands for it: an address of this site
};

/// What the site is to those who come from elsewhere. Views: what they see must outlive it.
struct SiteFace {
  std::string_view base_url = {};  ///< without a slash at the end; empty: none is known
  std::string_view ui = "en";      ///< what its addresses speak where they do not say
};

/// One reader's request on its way to a page: the language that was chosen, links, and the frame that all
/// pages share. Lives as long as the request, on its thread; what it is made of must outlive it.
class Visit {
 public:
  Visit(const Request& request, const Language& language, const Renderer& renderer, const Assets& assets,
        const SiteFace& site, Timestamp now);

  const Request& request() const noexcept { return request_; }
  const Language& language() const noexcept { return language_; }
  const Formats& formats() const noexcept { return language_.formats(); }
  Timestamp now() const noexcept { return now_; }

  /// An address of this site; the same for all readers, whatever the interface speaks to them.
  std::string link(std::string_view path, const NamedValues& params = {}) const;
  /// The same in the language of this visit where that is not the site's: for feed readers, which have no
  /// cookies.
  std::string link_in_language(std::string_view path, NamedValues params = {}) const;
  /// A link() as a whole URL, by the base URL, else by the name that the request came under: for what is read
  /// elsewhere.
  std::string whole(std::string_view link) const;
  /// The host of that URL, without port.
  std::string host() const;

  /// The page's HTML in the site's frame.
  Response page(std::string_view name, const PageInfo& info, TemplateData data, int status = 200) const;

 private:
  TemplateData frame(const PageInfo& info) const;
  TemplateData::List feed_links(const PageInfo& info) const;
  TemplateData::List topic_links(const PageInfo& info) const;
  NamedValues spoken(NamedValues params, std::string_view language) const;
  std::string address(const PageInfo& info, std::string_view language) const;
  TemplateData::List language_links(const PageInfo& info) const;

  const Request& request_;
  const Language& language_;
  const Renderer& renderer_;
  const Assets& assets_;
  SiteFace site_;
  Timestamp now_;
};

/// The language that a request asks for: ?ui=, then the cookie, then Accept-Language, then `fallback`.
std::string_view choose_language(const Request& request, std::string_view fallback);

}  // namespace kabar::serve

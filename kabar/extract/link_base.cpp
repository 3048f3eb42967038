#include "kabar/extract/link_base.h"

#include <algorithm>

#include "kabar/base/ascii.h"

namespace kabar::extract {
namespace {

using markup::HtmlTree;
using markup::NodeIndex;
using markup::Tag;

std::string_view base_element(const HtmlTree& tree) {
  for (NodeIndex i = 0; i < tree.nodes().size() && tree[i].tag != Tag::kBody; ++i) {
    if (tree[i].tag == Tag::kBase && !tree.attribute(i, "href").empty()) return tree.attribute(i, "href");
  }
  return {};
}

// Whether a URL parser would leave every letter as it is.
bool is_plain(std::string_view reference) {
  const bool letters = std::all_of(reference.begin(), reference.end(), [](char c) {
    return ascii::is_alpha(c) || ascii::is_digit(c) ||
           std::string_view("-._~/?=&+,:;@!$*").find(c) != std::string_view::npos;
  });
  return letters && reference.find("/.") == std::string_view::npos;
}

bool is_plain_absolute(std::string_view reference) {
  const std::size_t scheme = reference.starts_with("https://") ? 8 : reference.starts_with("http://") ? 7 : 0;
  if (scheme == 0 || !is_plain(reference)) return false;
  const std::size_t path = reference.find('/', scheme);
  if (path == std::string_view::npos || path == scheme) return false;
  const std::string_view host = reference.substr(scheme, path - scheme);
  return std::all_of(host.begin(), host.end(),
                     [](char c) {
                       return (ascii::is_alpha(c) && ascii::lower(c) == c) || ascii::is_digit(c) ||
                              c == '-' || c == '.';
                     }) &&
         !host.ends_with('.');
}

}  // namespace

LinkBase::LinkBase(const HtmlTree& tree, std::string_view page_url) {
  if (auto page = net::Url::parse(page_url)) {
    host_ = host_of(page->to_string());
    base_ = *std::move(page);
  }
  if (const std::string_view href = base_element(tree); !href.empty()) {
    auto base = base_ ? base_->resolve(href) : net::Url::parse(href);
    if (base) base_ = *std::move(base);
  }
  if (!base_) return;
  origin_ = base_->scheme + "://" + base_->host;
  if (base_->port != 0) origin_ += ':' + std::to_string(base_->port);
}

std::string LinkBase::absolute(std::string_view reference) const {
  reference = ascii::trim(reference);
  if (reference.empty() || reference[0] == '#') return {};
  if (is_plain_absolute(reference)) return std::string(reference);
  const bool rooted = reference[0] == '/' && !reference.starts_with("//");
  if (rooted && base_ && is_plain(reference)) return origin_ + std::string(reference);
  const auto url = base_ ? base_->resolve(reference) : net::Url::parse(reference);
  return url ? url->to_string() : std::string();
}

std::string LinkBase::host_of(std::string_view address) {
  const std::size_t scheme = address.find("://");
  if (scheme == std::string_view::npos) return {};
  address.remove_prefix(scheme + 3);
  const std::string host = ascii::lower(address.substr(0, address.find_first_of("/?#:")));
  return std::string(net::bare_host(host));
}

}  // namespace kabar::extract

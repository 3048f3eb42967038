#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kabar/extract/link_base.h"
#include "kabar/extract/segmenter.h"
#include "kabar/markup/html_tree.h"

namespace kabar::extract {

/// A post, video, sound or chart of another service that a page shows.
struct Embed {
  markup::NodeIndex element = 0;
  std::string url;   ///< where a reader can see it, absolute
  std::string text;  ///< the post's words, or the title; the address where there is neither
};

/// The embeds among the nodes from `first` on and before `last`, in order, each address once: frames of
/// services that are made for it (video and sound players, social networks, charts, maps), other frames that
/// may fill the screen, quoted posts, their AMP forms. Not those in adverts, offers and related links. Linear
/// in the nodes.
std::vector<Embed> find_embeds(const markup::HtmlTree& tree, const PageText& page, const LinkBase& links,
                               markup::NodeIndex first, markup::NodeIndex last);

/// The address at which a service shows what a player's address embeds: youtube.com/embed/ID gives
/// youtube.com/watch?v=ID. Others come back as they are; empty for a service that is not known.
std::string embedded_page(std::string_view player);

}  // namespace kabar::extract

#pragma once

#include <span>
#include <vector>

#include "kabar/store/store.h"

namespace kabar::search {

/// The candidates with the best first: BM25F (Robertson, Zaragoza and Taylor 2004; a word of the title counts
/// as five of the body) over what was asked for, with word weights of the candidates themselves; a share
/// falls off with the days behind the newest, and copies come behind what they are copies of. All have
/// counts of the same `wanted` words. The same candidates give the same order. Pure; any thread.
std::vector<ArticleId> ranked(std::span<const store::SearchMatch> candidates, std::size_t wanted);

}  // namespace kabar::search

#pragma once

#include <string>
#include <utility>
#include <vector>

#include "kabar/store/store.h"

namespace kabar::search {

/// A match and its words as they are indexed: of title and body.
struct Candidate {
  store::SearchMatch match;
  std::pair<std::string, std::string> terms;
};

/// The candidates with the best first: BM25F (Robertson, Zaragoza and Taylor 2004; a word of the title counts
/// as five of the body) over what was asked for, with word weights of the candidates themselves; a share
/// falls off with the days behind the newest, and copies come behind what they are copies of. The same
/// candidates give the same order.
std::vector<ArticleId> ranked(const std::vector<Candidate>& candidates,
                              const std::vector<std::vector<std::string>>& wanted);

}  // namespace kabar::search

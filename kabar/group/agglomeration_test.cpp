#include "kabar/group/agglomeration.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kabar::group {
namespace {

using testing::ElementsAre;
using Cluster = Agglomeration::Cluster;

float each(std::size_t articles) {
  return static_cast<float>(articles);
}

bool always(const Cluster& /*a*/, const Cluster& /*b*/) {
  return true;
}

TEST(Agglomeration, UnitesWhatIsMostAlikeFirst) {
  Agglomeration clusters({1, 1, 1}, each);
  clusters.link(0, 1, 0.6F);
  clusters.link(1, 2, 0.9F);
  clusters.unite(0.5F, always);  // beside both of the others the first is too little like them: 0.6 / 2
  EXPECT_THAT(clusters.clusters(), ElementsAre(Cluster{0}, Cluster{1, 2}, Cluster{}));
}

TEST(Agglomeration, SumsWhatLinksTheNodesOfTwoClusters) {
  Agglomeration clusters({1, 1, 1}, each);
  clusters.link(0, 1, 0.6F);
  clusters.link(0, 2, 0.6F);
  clusters.link(1, 2, 0.9F);
  clusters.unite(0.5F, always);
  EXPECT_THAT(clusters.clusters(), ElementsAre(Cluster{0, 1, 2}, Cluster{}, Cluster{}));
}

TEST(Agglomeration, TheEarlierOfEqualPairsComesFirst) {
  Agglomeration clusters({1, 1, 1, 1}, each);
  clusters.link(1, 2, 0.9F);
  clusters.link(0, 1, 0.9F);
  clusters.link(2, 3, 0.9F);
  clusters.unite(0.5F, always);
  EXPECT_THAT(clusters.clusters(), ElementsAre(Cluster{0, 1}, Cluster{}, Cluster{2, 3}, Cluster{}));
}

TEST(Agglomeration, WhatMayNotUniteStaysApartAndTheRestGoesOn) {
  Agglomeration clusters({1, 1, 1}, each);
  clusters.link(0, 1, 0.9F);
  clusters.link(1, 2, 0.8F);
  clusters.unite(0.5F, [](const Cluster& a, const Cluster& b) { return a.front() != 0 || b.front() != 1; });
  EXPECT_THAT(clusters.clusters(), ElementsAre(Cluster{0}, Cluster{1, 2}, Cluster{}));
}

TEST(Agglomeration, WhatIsJoinedCountsAsOne) {
  Agglomeration clusters({1, 1, 2}, each);
  clusters.join(0, 1);
  clusters.link(0, 2, 1.5F);
  clusters.unite(0.5F, always);  // 1.5 / (2 * 2)
  EXPECT_THAT(clusters.clusters(), ElementsAre(Cluster{0, 1}, Cluster{}, Cluster{2}));
}

}  // namespace
}  // namespace kabar::group

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

constexpr Linkage kEach{each, 1.0F};

bool always(const Cluster& /*a*/, const Cluster& /*b*/) {
  return true;
}

TEST(Agglomeration, UnitesWhatIsMostAlikeFirst) {
  Agglomeration clusters({1, 1, 1}, kEach);
  clusters.link(0, 1, 0.6F);
  clusters.link(1, 2, 0.9F);
  clusters.unite(0.5F, always);  // beside both of the others the first is too little like them: 0.6 / 2
  EXPECT_THAT(clusters.clusters(), ElementsAre(Cluster{0}, Cluster{1, 2}, Cluster{}));
}

TEST(Agglomeration, SumsWhatLinksTheNodesOfTwoClusters) {
  Agglomeration clusters({1, 1, 1}, kEach);
  clusters.link(0, 1, 0.6F);
  clusters.link(0, 2, 0.6F);
  clusters.link(1, 2, 0.9F);
  clusters.unite(0.5F, always);
  EXPECT_THAT(clusters.clusters(), ElementsAre(Cluster{0, 1, 2}, Cluster{}, Cluster{}));
}

TEST(Agglomeration, TheEarlierOfEqualPairsComesFirst) {
  Agglomeration clusters({1, 1, 1, 1}, kEach);
  clusters.link(1, 2, 0.9F);
  clusters.link(0, 1, 0.9F);
  clusters.link(2, 3, 0.9F);
  clusters.unite(0.5F, always);
  EXPECT_THAT(clusters.clusters(), ElementsAre(Cluster{0, 1}, Cluster{}, Cluster{2, 3}, Cluster{}));
}

TEST(Agglomeration, WhatMayNotUniteStaysApartAndTheRestGoesOn) {
  Agglomeration clusters({1, 1, 1}, kEach);
  clusters.link(0, 1, 0.9F);
  clusters.link(1, 2, 0.8F);
  clusters.unite(0.5F, [](const Cluster& a, const Cluster& b) { return a.front() != 0 || b.front() != 1; });
  EXPECT_THAT(clusters.clusters(), ElementsAre(Cluster{0}, Cluster{1, 2}, Cluster{}));
}

TEST(Agglomeration, WhatIsJoinedCountsAsOne) {
  Agglomeration clusters({1, 1, 2}, kEach);
  clusters.join(0, 1);
  clusters.link(0, 2, 1.5F);
  clusters.unite(0.5F, always);  // 1.5 / (2 * 2)
  EXPECT_THAT(clusters.clusters(), ElementsAre(Cluster{0, 1}, Cluster{}, Cluster{2}));
}

/// Two articles with a link of 0.5, and the first with two others.
Agglomeration with_company(float company) {
  Agglomeration clusters({1, 1}, Linkage{each, 0.3F});
  clusters.link(0, 1, 0.5F, 0.5F);
  clusters.add_company(0, company);
  return clusters;
}

TEST(Agglomeration, WhatIsLinkedElsewhereTooNeedsMore) {
  auto clusters = with_company(0.5F);
  clusters.unite(0.5F, always);  // all that the second is linked to is the first
  EXPECT_THAT(clusters.clusters(), ElementsAre(Cluster{0, 1}, Cluster{}));
  clusters = with_company(0.5F);
  clusters.add_company(1, 0.5F);
  clusters.unite(0.5F, always);
  EXPECT_THAT(clusters.clusters(), ElementsAre(Cluster{0}, Cluster{1}));
}

TEST(Agglomeration, LinksWithinAClusterAreNoCompany) {
  Agglomeration clusters({1, 1, 1, 1}, Linkage{each, 0.3F});
  for (const auto& [a, b] : {std::pair<std::size_t, std::size_t>{0, 1}, {2, 3}})
    clusters.link(a, b, 0.9F, 0.9F);
  for (const std::size_t a : {0U, 1U})
    for (const std::size_t b : {2U, 3U}) clusters.link(a, b, 0.4F, 0.4F);
  clusters.unite(0.4F, always);
  EXPECT_THAT(clusters.clusters(), ElementsAre(Cluster{0, 1, 2, 3}, Cluster{}, Cluster{}, Cluster{}));
}

}  // namespace
}  // namespace kabar::group

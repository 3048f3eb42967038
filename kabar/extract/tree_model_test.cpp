#include "kabar/extract/tree_model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "kabar/extract/block_features.h"
#include "kabar/extract/page_kind.h"

namespace kabar::extract {
namespace {

// The sum of the leaves that a row reaches when each tree is walked from its root.
float walked(const TreeModel& model, std::span<const float> row) {
  float sum = 0;
  for (const std::uint16_t root : model.roots()) {
    const TreeModel::StoredNode* node = &model.nodes()[root];
    while (node->left >= 0) {
      const bool right = row[node->feature] > node->threshold;
      node = &model.nodes()[static_cast<std::size_t>(right ? node->right : node->left)];
    }
    sum += node->threshold;
  }
  return sum;
}

struct ModelCase {
  const char* name;
  const TreeModel& (*model)();
  std::size_t features;
};

class TreeModelScores : public testing::TestWithParam<ModelCase> {};

// Rows are made of the model's own thresholds, so that each split is met on both sides and on its edge.
TEST_P(TreeModelScores, AreThoseOfTheTreesWalkedOneByOne) {
  const TreeModel& model = GetParam().model();
  std::vector<std::vector<float>> values;
  for (const auto& node : model.nodes()) {
    if (node.left < 0) continue;
    values.resize(std::max(values.size(), node.feature + std::size_t{1}));
    for (const float by : {-0.01F, 0.0F, 0.01F}) values[node.feature].push_back(node.threshold + by);
  }
  ASSERT_LE(values.size(), GetParam().features);
  std::mt19937 random(7);
  FeatureBatch batch(values.size());
  std::vector<std::vector<float>> rows(kLanes, std::vector<float>(values.size()));
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (!values[i].empty()) rows[lane][i] = values[i][random() % values[i].size()];
    }
    batch.set_row(lane, rows[lane]);
  }
  const auto scores = model.scores(batch);
  for (std::size_t lane = 0; lane < kLanes; ++lane) EXPECT_EQ(scores[lane], walked(model, rows[lane]));
}

INSTANTIATE_TEST_SUITE_P(Shipped, TreeModelScores,
                         testing::Values(ModelCase{"block", block_model, kOwnFeatures},
                                         ModelCase{"context", context_model, kAllFeatures},
                                         ModelCase{"page", page_model, kPageFeatures}),
                         [](const auto& tested) { return std::string(tested.param.name); });

}  // namespace
}  // namespace kabar::extract

#include "kabar/extract/contributions.h"

#include <cstdint>

namespace kabar::extract {
namespace {

// Calls visit(node index) from the root to the leaf that a row comes to, and gives the leaf's score.
template <class Visit>
float walk(const TreeModel& model, std::uint16_t root, std::span<const float> row, Visit visit) {
  std::size_t at = root;
  visit(at);
  while (model.nodes()[at].left >= 0) {
    const TreeModel::StoredNode& node = model.nodes()[at];
    at = static_cast<std::size_t>(row[node.feature] > node.threshold ? node.right : node.left);
    visit(at);
  }
  return model.nodes()[at].threshold;
}

}  // namespace

Contributions::Contributions(const TreeModel& model, std::span<const float> rows, std::size_t width)
    : model_(model), width_(width), means_(model.nodes().size()) {
  std::vector<float> counts(model.nodes().size());
  std::vector<std::size_t> path;
  for (std::size_t from = 0; from + width <= rows.size(); from += width) {
    for (const std::uint16_t root : model.roots()) {
      path.clear();
      const float leaf =
          walk(model, root, rows.subspan(from, width), [&](std::size_t at) { path.push_back(at); });
      for (const std::size_t at : path) {
        means_[at] += leaf;
        ++counts[at];
      }
    }
  }
  for (std::size_t at = 0; at < means_.size(); ++at) {
    if (counts[at] > 0) means_[at] /= counts[at];
  }
  for (const std::uint16_t root : model.roots()) mean_ += means_[root];
}

std::vector<float> Contributions::of(std::span<const float> row) const {
  std::vector<float> out(width_);
  for (const std::uint16_t root : model_.roots()) {
    std::size_t above = root;
    walk(model_, root, row, [&](std::size_t at) {
      if (at != above) out[model_.nodes()[above].feature] += means_[at] - means_[above];
      above = at;
    });
  }
  return out;
}

float Contributions::score(std::span<const float> row) const noexcept {
  float sum = 0;
  for (const std::uint16_t root : model_.roots()) sum += walk(model_, root, row, [](std::size_t) {});
  return sum;
}

}  // namespace kabar::extract

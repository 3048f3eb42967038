#include "kabar/understand/likeness_model.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <string_view>
#include <vector>

#include "kabar/base/assert.h"
#include "kabar/understand/embedded.h"

namespace kabar::understand {
namespace {

/// A pair that was judged, in steps of Model::step from the middle, which makes all evidence weigh alike.
using Vector = std::array<std::int8_t, kEvidence>;

struct Model {
  float narrowness = 0, base = 0, step = 0;
  EvidenceRow middle{}, scale{};
  std::vector<float> says;  ///< of each vector
  std::vector<Vector> vectors;
};

/// Reads likeness.bin, which learn.py wrote on a machine of the same order of bytes.
class File {
 public:
  explicit File(std::string_view bytes) : left_(bytes) {}
  bool done() const { return left_.empty(); }

  Model read_model() {
    Model out;
    std::uint32_t count = 0;
    copy(&count, sizeof(count));
    for (float* value : {&out.narrowness, &out.base, &out.step}) copy(value, sizeof(*value));
    copy(out.middle.data(), sizeof(out.middle));
    copy(out.scale.data(), sizeof(out.scale));
    KABAR_ASSERT(count <= left_.size());
    out.says.resize(count);
    copy(out.says.data(), count * sizeof(float));
    out.vectors.resize(count);
    copy(out.vectors.data(), count * sizeof(Vector));
    return out;
  }

 private:
  void copy(void* to, std::size_t size) {
    KABAR_ASSERT(size <= left_.size());
    std::memcpy(to, left_.data(), size);
    left_.remove_prefix(size);
  }

  std::string_view left_;
};

struct Models {
  Models() {
    File file(embedded_file("likeness.bin"));
    headlines = file.read_model();
    texts = file.read_model();
    KABAR_ASSERT(file.done());
  }

  Model headlines, texts;
};

/// The square of the distance, in steps.
float distance(const EvidenceRow& row, const Vector& vector) {
  float out = 0;
  for (std::size_t i = 0; i < kEvidence; ++i) {
    const float apart = row[i] - static_cast<float>(vector[i]);
    out += apart * apart;
  }
  return out;
}

}  // namespace

float weigh(const EvidenceRow& row, LikenessOf what) noexcept {
  static const Models kModels;
  const auto& model = what == LikenessOf::kHeadlines ? kModels.headlines : kModels.texts;
  constexpr float kMost = 127;
  EvidenceRow steps;
  for (std::size_t i = 0; i < kEvidence; ++i)
    steps[i] = std::clamp((row[i] - model.middle[i]) * model.scale[i], -kMost, kMost);
  float sum = model.base;
  const float factor = -model.narrowness * model.step * model.step;
  for (std::size_t i = 0; i < model.vectors.size(); ++i)
    sum += model.says[i] * std::exp(factor * distance(steps, model.vectors[i]));
  return std::clamp(sum, 0.0F, 1.0F);
}

}  // namespace kabar::understand

#include "kabar/understand/sketch.h"

#include <algorithm>

#include "kabar/model/analysis.h"

namespace kabar::understand {
namespace {

constexpr std::size_t kShingle = 4;

std::uint32_t mix(std::span<const std::uint64_t> run) {
  std::uint64_t hash = 0x9E3779B97F4A7C15U;
  for (const auto word : run) {
    hash = (hash ^ word) * 0xFF51AFD7ED558CCDU;
    hash ^= hash >> 32U;
  }
  return static_cast<std::uint32_t>(hash >> 16U);
}

}  // namespace

std::vector<std::uint32_t> make_sketch(std::span<const std::uint64_t> word_hashes) {
  std::vector<std::uint32_t> out;
  for (std::size_t i = 0; i + kShingle <= word_hashes.size(); ++i)
    out.push_back(mix(word_hashes.subspan(i, kShingle)));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  if (out.size() < kLeastShingles) return {};
  out.resize(std::min(out.size(), kSketchSize));
  return out;
}

}  // namespace kabar::understand

#include "kabar/pipeline/embedding_answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kabar/json/value.h"
#include "kabar/json/writer.h"

namespace kabar::pipeline {
namespace {

/// Numbers of one vector at most, as sent.
constexpr std::size_t kMostSent = 16'384;

/// A long vector in kMostDimensions numbers: each is added to one of them, or taken from it, so that the
/// cosines of vectors stay about the same (feature hashing: Weinberger et al., ICML 2009).
std::vector<double> folded(const json::Value::Array& numbers) {
  std::vector<double> out(std::min(numbers.size(), kMostDimensions));
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const bool plus = i < kMostDimensions || ((i * 0x9E37'79B9U) >> 16U) % 2 == 0;
    out[i % kMostDimensions] += plus ? numbers[i].number() : -numbers[i].number();
  }
  return out;
}

Result<Embedding> embedding_of(const json::Value& value) {
  const auto& numbers = value.items();
  if (numbers.empty() || numbers.size() > kMostSent)
    return Error{Errc::kInvalidInput, fmt::format("a vector of {} numbers", numbers.size())};
  if (!std::all_of(numbers.begin(), numbers.end(), [](const auto& one) { return one.is_number(); }))
    return Error{Errc::kInvalidInput, "a vector of other things than numbers"};
  const auto values = folded(numbers);
  double squares = 0.0;
  for (const double one : values) squares += one * one;
  const double length = std::sqrt(squares);
  if (!std::isfinite(length) || length < 1e-12)
    return Error{Errc::kInvalidInput, "a vector without a direction"};
  Embedding out;
  out.reserve(values.size());
  for (const double one : values)
    out.push_back(
        static_cast<std::int16_t>(std::lround(one / length * static_cast<double>(kEmbeddingLength))));
  return out;
}

/// Which text a vector is of: as it says, or by its place.
std::size_t index_of(const json::Value& item, std::size_t place) {
  const auto& index = item["index"];
  if (!index.is_number()) return place;
  const double number = index.number();
  return number >= 0.0 && number < 1e6 ? static_cast<std::size_t>(number) : kMostSent;
}

}  // namespace

std::string embedding_request(std::string_view model, const std::vector<std::string>& texts) {
  json::Writer json;
  json.begin_object();
  if (!model.empty()) json.key("model").string(model);
  json.key("input").begin_array();
  for (const auto& text : texts) json.string(text);
  json.end_array().end_object();
  return json.take();
}

Result<std::vector<Embedding>> read_embedding_answer(std::string_view answer, std::size_t texts) {
  KABAR_TRY(const auto document, json::parse(answer));
  const auto& data = document["data"].items();
  if (data.size() != texts)
    return Error{Errc::kInvalidInput, fmt::format("{} vectors for {} texts", data.size(), texts)};
  std::vector<Embedding> out(texts);
  for (std::size_t i = 0; i < data.size(); ++i) {
    KABAR_TRY(auto vector, embedding_of(data[i]["embedding"]));
    const auto index = index_of(data[i], i);
    if (index >= texts || !out[index].empty())
      return Error{Errc::kInvalidInput, "vectors that do not say which text each is of"};
    if (vector.size() != (i == 0 ? vector.size() : out[index_of(data[0], 0)].size()))
      return Error{Errc::kInvalidInput, "vectors of different sizes"};
    out[index] = std::move(vector);
  }
  return out;
}

}  // namespace kabar::pipeline

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "kabar/pipeline/embedding_answer.h"

/// What a server of embeddings sends: it is refused, or gives as many vectors as were asked for, all of one
/// size and none longer than those that are kept.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view answer(reinterpret_cast<const char*>(data), size);
  for (const std::size_t texts : {1U, 2U}) {
    const auto vectors = kabar::pipeline::read_embedding_answer(answer, texts);
    if (!vectors) continue;
    if (vectors->size() != texts) __builtin_trap();
    for (const auto& vector : *vectors)
      if (vector.empty() || vector.size() > kabar::kMostDimensions ||
          vector.size() != vectors->front().size())
        __builtin_trap();
  }
  return 0;
}

#pragma once

#include <array>
#include <span>

#include "kabar/model/topic.h"
#include "kabar/text/words.h"

namespace kabar::understand {

/// How much speaks for each topic, by its number less one; log-odds.
using TopicScores = std::array<float, kTopicCount>;

/// Reads title and the first words of the body; `known` tells of how many of them the table knew.
struct TopicReading {
  TopicScores scores{};
  std::size_t known = 0;

  /// The topic that most speaks for; kNone where no word is known.
  Topic best() const noexcept;
};
TopicReading read_topics(std::span<const text::Word> title, std::span<const text::Word> body);

}  // namespace kabar::understand

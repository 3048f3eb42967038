#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kabar::cli {

struct Score {
  double precision = 0;
  double recall = 0;

  double f1() const noexcept;
};

struct StoryScore {
  Score bcubed;
  Score pairs;
  std::size_t gold_stories = 0;
  std::size_t found_stories = 0;
};

/// How well one grouping agrees with another: BCubed (Amigó et al. 2009) averaged over articles, and pairs of
/// articles that share a story. The lists are parallel: the story of each article.
StoryScore score_stories(const std::vector<std::string>& gold, const std::vector<std::string>& found);

/// Word 4-grams that two texts share, as multisets, as shares of one page: precision and recall. Characters
/// of scripts without spaces are words.
struct BodyOverlap {
  double hit = 0;
  double extra = 0;
  double missed = 0;
};
BodyOverlap compare_bodies(std::string_view gold, std::string_view found);

/// Mean precision over pages with output and mean recall over pages with gold text.
Score summarise(const std::vector<BodyOverlap>& pages);

/// Pearson's correlation; nought where one of the two does not vary. The lists are parallel.
double pearson(const std::vector<double>& a, const std::vector<double>& b);

/// Text with everything but letters and digits folded to single blanks, in lower case: how titles are
/// compared.
std::string flat(std::string_view text);

}  // namespace kabar::cli

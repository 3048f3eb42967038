#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "kabar/model/ids.h"
#include "kabar/model/topic.h"

namespace kabar {

/// A term and how often it stands in its space, at most kMostCounted.
struct TermCount {
  TermId term;
  std::uint32_t count;

  friend bool operator==(const TermCount&, const TermCount&) = default;
};

constexpr std::uint32_t kMostCounted = 15;

/// Hashes of a sketch; a shorter one holds all that the text has.
constexpr std::size_t kSketchSize = 64;

/// Where a text points among meanings, whatever its language: kMeaningLength long, or all noughts where
/// nothing is known. Directions differ by language on the whole, so compare what is left without the mean of
/// each language.
constexpr std::size_t kMeaningSize = 64;
constexpr float kMeaningLength = 320.0F;
using Meaning = std::array<std::int8_t, kMeaningSize>;

/// What grouping and search need to know about a text; a pure function of the article. Each term list is
/// sorted by term and holds each term once. Term ids are hashes cut to 32 bits, so that they store well.
struct Analysis {
  std::string lang;                    ///< as declared, or as detected where nothing is declared
  std::vector<TermCount> title;        ///< stems of the title, function words left out
  std::vector<TermCount> lead;         ///< stems of title and first 60 words
  std::vector<TermCount> body;         ///< stems of title and first 400 words
  std::vector<TermCount> title_grams;  ///< character n-grams of the title
  std::vector<TermCount> names;    ///< capitalised words that are not mere sentence starts (or runs of kana)
  std::vector<TermCount> numbers;  ///< numbers of title and first 400 words, normalised
  std::vector<TermCount> figures;  ///< those of them that can be no day, hour or year: above 31, or decimals
  /// Language-neutral: consonant keys (text::consonant_key) of the words of title and lead; each word of the
  /// title counts twice.
  std::vector<TermCount> keys;
  std::vector<TermCount> name_keys;  ///< those of them that are names
  std::vector<TermCount> places;     ///< language-neutral: countries, by ISO 3166 code
  /// Language-neutral: what data/concepts has words for, of the title and the start of the body; each of the
  /// title counts twice.
  std::vector<TermCount> concepts;
  Meaning meaning{};  ///< of the title and the start of the body
  /// Smallest shingle hashes, ascending; empty where the text is too short.
  std::vector<std::uint32_t> sketch;
  std::uint32_t words = 0;  ///< words of the body, grams not counted; capped
  Topic topic = Topic::kNone;
  std::string excerpt;       ///< whole sentences from the start of the body, at most about 300 characters
  std::string search_title;  ///< folded stems with blanks between: what full-text search indexes
  std::string search_body;

  friend bool operator==(const Analysis&, const Analysis&) = default;
};

}  // namespace kabar

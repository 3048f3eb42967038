#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kabar {

/// Stored by its number: append only. What the order of these is tells nothing; the functions below do.
enum class FigureKind : std::uint8_t {
  kKilled,
  kInjured,
  kMissing,
  kDisplaced,
  kArrested,
  kRescued,
  kInfected,
  kPresent,
  kVotes,
  kMoney,
  kPercent,
  kMagnitude,
  kArea,
  kLength,
  kDuration,
  kCount,
};
inline constexpr std::array<std::string_view, 16> kFigureKinds{
    "killed", "injured", "missing", "displaced", "arrested", "rescued", "infected", "present",
    "votes",  "money",   "percent", "magnitude", "area",     "length",  "duration", "count"};
static_assert(kFigureKinds.size() == static_cast<std::size_t>(FigureKind::kCount) + 1);

enum class Qualifier : std::uint8_t { kExact, kAtLeast, kAtMost, kAbout, kMoreThan, kFewerThan, kBetween };
inline constexpr std::array<std::string_view, 7> kQualifiers{"exact",     "at_least",   "at_most", "about",
                                                             "more_than", "fewer_than", "between"};
static_assert(kQualifiers.size() == static_cast<std::size_t>(Qualifier::kBetween) + 1);

constexpr std::string_view name_of(FigureKind kind) noexcept {
  return kFigureKinds[static_cast<std::size_t>(kind)];
}
constexpr std::string_view name_of(Qualifier qualifier) noexcept {
  return kQualifiers[static_cast<std::size_t>(qualifier)];
}

/// Whom something took: the dead, the injured, the missing.
constexpr bool is_loss(FigureKind kind) noexcept {
  return kind == FigureKind::kKilled || kind == FigureKind::kInjured || kind == FigureKind::kMissing;
}
/// What was done to people.
constexpr bool befalls(FigureKind kind) noexcept {
  return is_loss(kind) || kind == FigureKind::kDisplaced || kind == FigureKind::kArrested ||
         kind == FigureKind::kRescued;
}
/// All that, and who is ill.
constexpr bool is_harm(FigureKind kind) noexcept {
  return befalls(kind) || kind == FigureKind::kInfected;
}
/// People in an event.
constexpr bool counts_people(FigureKind kind) noexcept {
  return is_harm(kind) || kind == FigureKind::kPresent;
}
/// What every language pack knows, and what a story shows first.
constexpr bool is_main(FigureKind kind) noexcept {
  return counts_people(kind) || kind == FigureKind::kVotes || kind == FigureKind::kMagnitude;
}

/// A number that a sentence states of something. Without either end the text gives no number ("dozens").
struct Figure {
  FigureKind kind = FigureKind::kCount;
  std::optional<double> low, high;  ///< both ends; one is open where the qualifier says so
  Qualifier qualifier = Qualifier::kExact;
  std::string unit;         ///< ISO 4217 code, symbol or "%"; may be empty
  std::string about;        ///< the words that say what was counted, as they stand; may be empty
  std::string attribution;  ///< who vouches, as the text says it; may be empty
  bool background = false;  ///< of an event long before the news
  std::string sentence;     ///< the sentence that states it

  friend bool operator==(const Figure&, const Figure&) = default;
};

}  // namespace kabar

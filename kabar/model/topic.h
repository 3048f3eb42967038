#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kabar {

/// What a text is about: the top level of the IPTC Media Topics, by their numbers there.
enum class Topic : std::uint8_t {
  kNone,  ///< not known
  kCulture,
  kCrime,
  kDisaster,
  kEconomy,
  kEducation,
  kEnvironment,
  kHealth,
  kHumanInterest,
  kLabour,
  kLifestyle,
  kPolitics,
  kReligion,
  kScience,
  kSociety,
  kSport,
  kConflict,
  kWeather,
};

constexpr std::size_t kTopicCount = 17;  ///< without kNone

/// "medtop:15000000"; empty for kNone. And back; nothing for other text.
std::string topic_name(Topic topic);
std::optional<Topic> parse_topic_name(std::string_view name) noexcept;

/// What readers call it, in a base language ("fr"): one of the 18 of the interface, else in English. Empty
/// for kNone.
std::string_view topic_label(Topic topic, std::string_view lang) noexcept;
/// The same in each of these languages; none for kNone.
std::vector<std::string_view> topic_labels(Topic topic);

}  // namespace kabar

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/base/result.h"

namespace kabar::collect {

/// What one robots.txt file tells one crawler (RFC 9309), and the sitemaps that it names for all.
///
/// Immutable once parsed, so any number of threads may ask. All patterns live in one buffer.
class RobotsRules {
 public:
  /// Bytes read; RFC 9309 asks for at least 500 KiB, the rest is ignored.
  static constexpr std::size_t kMaxBytes = std::size_t{500} * 1024;
  static constexpr std::size_t kMaxSitemaps = 100;
  /// A longer delay is taken for a mistake, and is this one.
  static constexpr std::chrono::seconds kMaxDelay{300};

  /// Reads the groups that name `agent` (a product token such as "kabar"), or else the "*" groups. Lines that
  /// make no sense are skipped, NUL bytes and marks of byte order too. Fails with kInvalidInput only when the
  /// body is no robots.txt at all (many sites answer with an HTML page) and names no agent; what to do then
  /// is the caller's policy.
  static Result<RobotsRules> parse(std::string_view body, std::string_view agent);

  /// Whether `path` ("/a/b?c") may be fetched. The longest matching pattern wins, and allow wins a tie. How
  /// characters are percent-encoded does not matter.
  bool allows(std::string_view path) const;

  /// As most crawlers have it, outside of the RFC; parts of a second count as a whole one.
  std::optional<std::chrono::seconds> crawl_delay() const noexcept { return crawl_delay_; }
  /// Addresses as they stand there.
  const std::vector<std::string>& sitemaps() const noexcept { return sitemaps_; }
  std::size_t size() const noexcept { return rules_.size(); }

 private:
  struct Rule {
    std::uint32_t offset;
    std::uint32_t length;
    bool allow;
  };

  void apply(std::string_view key, std::string_view value);
  void add(std::string_view pattern, bool allow);
  void set_delay(std::string_view seconds);
  void seal();
  std::string_view pattern(const Rule& rule) const noexcept;

  std::string text_;         // every pattern, back to back, in one spelling
  std::vector<Rule> rules_;  // longest first, allow before disallow
  std::optional<std::chrono::seconds> crawl_delay_;
  std::vector<std::string> sitemaps_;
};

/// Whether text is of a robots.txt, by its first lines.
bool looks_like_robots(std::string_view head) noexcept;

}  // namespace kabar::collect

#include "kabar/understand/city_table.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>
#include <utility>
#include <vector>

#include "kabar/understand/embedded.h"

namespace kabar::understand {
namespace {

template <class Number>
Number number(std::string_view text) {
  Number out{};
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

City read_city(std::string_view line) {
  City out;
  out.id = number<std::uint32_t>(take_until(line, '\t'));
  out.country = take_until(line, '\t');
  take_until(line, '\t');
  out.lat = number<double>(take_until(line, ','));
  out.lon = number<double>(take_until(line, '\t'));
  out.name = take_until(line, '|');
  return out;
}

/// Where in the table each city stands.
class CityTable {
 public:
  CityTable() : table_(embedded_file("places/cities")) {
    auto rest = table_;
    while (!rest.empty()) {
      const auto at = static_cast<std::uint32_t>(rest.data() - table_.data());
      auto line = take_until(rest, '\n');
      lines_.emplace_back(number<std::uint32_t>(take_until(line, '\t')), at);
      largest_.try_emplace(take_until(line, '\t'), at);  // they stand in this order
    }
    std::sort(lines_.begin(), lines_.end());
  }

  std::optional<City> find(std::uint32_t id) const {
    const auto hit = std::lower_bound(lines_.begin(), lines_.end(), std::pair(id, std::uint32_t{0}));
    return hit == lines_.end() || hit->first != id ? std::nullopt : std::optional(at(hit->second));
  }

  std::optional<City> largest(std::string_view country) const {
    const auto hit = largest_.find(country);
    return hit == largest_.end() ? std::nullopt : std::optional(at(hit->second));
  }

 private:
  City at(std::uint32_t offset) const {
    auto rest = table_.substr(offset);
    return read_city(take_until(rest, '\n'));
  }

  std::string_view table_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> lines_;  ///< id and offset
  std::unordered_map<std::string_view, std::uint32_t> largest_;
};

const CityTable& cities() {
  static const CityTable kCities;
  return kCities;
}

}  // namespace

std::optional<City> find_city(std::uint32_t id) {
  return cities().find(id);
}

std::optional<City> city_of_ref(std::string_view ref) {
  constexpr std::string_view kGeoNames = "geonames:";
  if (!ref.starts_with(kGeoNames)) return std::nullopt;
  const auto digits = ref.substr(kGeoNames.size());
  std::uint32_t id = 0;
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), id);
  if (failure != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return find_city(id);
}

std::optional<City> largest_city(std::string_view country) {
  return cities().largest(country);
}

}  // namespace kabar::understand

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kabar::serve {

/// Writes measurements as OpenMetrics 1.0, which Prometheus reads. One family after the other; one thread.
class MetricsText {
 public:
  using Labels = std::vector<std::pair<std::string_view, std::string_view>>;
  static constexpr std::string_view kType = "application/openmetrics-text; version=1.0.0; charset=utf-8";

  void gauge(std::string_view name, std::string_view help, double value);
  /// `name` without "_total".
  void counter(std::string_view name, std::string_view help, double value);
  /// A family of gauges that are told apart by one label.
  void gauges(std::string_view name, std::string_view help, std::string_view label,
              const std::vector<std::pair<std::string_view, double>>& values);
  /// What is always 1 and tells by its labels.
  void info(std::string_view name, std::string_view help, const Labels& labels);

  std::string take() &&;

 private:
  void family(std::string_view name, std::string_view type, std::string_view help);
  void sample(std::string_view name, std::string_view suffix, const Labels& labels, double value);

  std::string text_;
};

}  // namespace kabar::serve

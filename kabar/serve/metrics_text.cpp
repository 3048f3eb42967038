#include "kabar/serve/metrics_text.h"

#include <fmt/format.h>

namespace kabar::serve {
namespace {

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '\\' || c == '"') out += '\\';
    out += c;
  }
}

}  // namespace

void MetricsText::gauge(std::string_view name, std::string_view help, double value) {
  family(name, "gauge", help);
  sample(name, "", {}, value);
}

void MetricsText::counter(std::string_view name, std::string_view help, double value) {
  family(name, "counter", help);
  sample(name, "_total", {}, value);
}

void MetricsText::gauges(std::string_view name, std::string_view help, std::string_view label,
                         const std::vector<std::pair<std::string_view, double>>& values) {
  family(name, "gauge", help);
  for (const auto& [of, value] : values) sample(name, "", {{label, of}}, value);
}

void MetricsText::info(std::string_view name, std::string_view help, const Labels& labels) {
  family(name, "info", help);
  sample(name, "_info", labels, 1);
}

std::string MetricsText::take() && {
  text_ += "# EOF\n";
  return std::move(text_);
}

void MetricsText::family(std::string_view name, std::string_view type, std::string_view help) {
  text_ += fmt::format("# TYPE {} {}\n# HELP {} ", name, type, name);
  append_escaped(text_, help);
  text_ += '\n';
}

void MetricsText::sample(std::string_view name, std::string_view suffix, const Labels& labels, double value) {
  text_ += name;
  text_ += suffix;
  char before = '{';
  for (const auto& [label, of] : labels) {
    text_ += std::exchange(before, ',');
    text_ += label;
    text_ += "=\"";
    append_escaped(text_, of);
    text_ += '"';
  }
  if (!labels.empty()) text_ += '}';
  text_ += fmt::format(" {}\n", value);
}

}  // namespace kabar::serve

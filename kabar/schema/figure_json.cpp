#include "kabar/schema/figure_json.h"

#include <optional>
#include <string_view>

namespace kabar::schema {
namespace {

void write_end(json::Writer& json, std::string_view key, const std::optional<double>& end) {
  json.key(key);
  if (end)
    json.number(*end);
  else
    json.null();
}

}  // namespace

void write_figure_members(json::Writer& json, const Figure& figure) {
  json.key("kind").string(name_of(figure.kind));
  write_end(json, "low", figure.low);
  write_end(json, "high", figure.high);
  json.key("qualifier").string(name_of(figure.qualifier)).field("unit", figure.unit);
  json.field("about", figure.about).field("attribution", figure.attribution);
  json.key("background").boolean(figure.background);
}

}  // namespace kabar::schema

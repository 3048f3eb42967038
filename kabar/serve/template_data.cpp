#include "kabar/serve/template_data.h"

namespace kabar::serve {

// An empty text is false, so that {{#byline}} asks whether there is one.
TemplateData& TemplateData::set(std::string name, std::string value) {
  if (value.empty()) return set(std::move(name), false);
  members_.emplace_back(std::move(name), std::move(value));
  return *this;
}

TemplateData& TemplateData::set(std::string name, bool value) {
  members_.emplace_back(std::move(name), value);
  return *this;
}

TemplateData& TemplateData::set(std::string name, List list) {
  if (list.empty()) return set(std::move(name), false);
  members_.emplace_back(std::move(name), std::move(list));
  return *this;
}

TemplateData& TemplateData::set(std::string name, TemplateData object) {
  List list;
  list.push_back(std::move(object));
  return set(std::move(name), std::move(list));
}

TemplateData& TemplateData::merge(TemplateData other) {
  for (auto& member : other.members_) members_.push_back(std::move(member));
  return *this;
}

}  // namespace kabar::serve

#include "kabar/serve/template_data.h"

namespace kabar::serve {

namespace {

constexpr std::size_t kFirstRoom = 8;

}  // namespace

// An empty text is false, so that {{#byline}} asks whether there is one.
TemplateData& TemplateData::set(FieldName name, std::string value) {
  if (value.empty()) return set(name, false);
  add(name, std::move(value));
  return *this;
}

TemplateData& TemplateData::set(FieldName name, bool value) {
  add(name, value);
  return *this;
}

TemplateData& TemplateData::set(FieldName name, List list) {
  if (list.empty()) return set(name, false);
  add(name, std::move(list));
  return *this;
}

TemplateData& TemplateData::set(FieldName name, TemplateData object) {
  List list;
  list.push_back(std::move(object));
  return set(name, std::move(list));
}

void TemplateData::add(FieldName name, Value value) {
  if (members_.empty()) members_.reserve(kFirstRoom);
  members_.emplace_back(name, std::move(value));
}

TemplateData& TemplateData::merge(TemplateData other) {
  for (auto& member : other.members_) members_.push_back(std::move(member));
  return *this;
}

}  // namespace kabar::serve

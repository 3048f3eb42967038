#include "kabar/serve/template.h"

#include <fmt/format.h>

#include <algorithm>

#include "kabar/base/ascii.h"
#include "kabar/markup/html_escape.h"

namespace kabar::serve {
namespace {

constexpr std::string_view kOpen = "{{", kClose = "}}", kCloseRaw = "}}}";

}  // namespace

/// Reads a template from front to end.
class TemplateParser {
 public:
  explicit TemplateParser(std::string_view text) : rest_(text) {}

  Result<std::vector<Template::Node>> run() {
    sections_.emplace_back();
    while (!rest_.empty()) {
      const auto open = std::min(rest_.find(kOpen), rest_.size());
      add_text(rest_.substr(0, open));
      rest_.remove_prefix(open);
      if (!rest_.empty()) KABAR_CHECK(take_tag());
    }
    if (sections_.size() > 1)
      return Error{Errc::kInvalidInput, fmt::format("section {} is not closed", sections_.back().text)};
    return std::move(sections_.front().nodes);
  }

 private:
  using Node = Template::Node;

  void add(Node::Kind kind, std::string_view text) {
    sections_.back().nodes.push_back({kind, std::string(text), {}});
  }

  void add_text(std::string_view text) {
    while (!text.empty()) {
      const auto end = std::min(text.find('\n'), text.size());
      if (end > 0) add(Node::Kind::kText, text.substr(0, end));
      if (end < text.size()) add(Node::Kind::kNewLine, "\n");
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  Status take_tag() {
    rest_.remove_prefix(kOpen.size());
    const bool raw = rest_.starts_with('{');
    const auto close = raw ? kCloseRaw : kClose;
    const auto end = rest_.find(close);
    if (end == rest_.npos) return Error{Errc::kInvalidInput, "a tag is not closed"};
    const auto content = ascii::trim(rest_.substr(raw ? 1 : 0, raw ? end - 1 : end));
    rest_.remove_prefix(end + close.size());
    if (raw) add(Node::Kind::kRawValue, content);
    return raw ? ok() : take(content);
  }

  Status take(std::string_view tag) {
    const auto name = tag.empty() ? tag : ascii::trim(tag.substr(1));
    if (tag.starts_with('#'))
      sections_.push_back({Node::Kind::kSection, std::string(name), {}});
    else if (tag.starts_with('^'))
      sections_.push_back({Node::Kind::kInverted, std::string(name), {}});
    else if (tag.starts_with('/'))
      return close(name);
    else
      add(Node::Kind::kValue, tag);
    return ok();
  }

  Status close(std::string_view name) {
    if (sections_.size() == 1 || sections_.back().text != name)
      return Error{Errc::kInvalidInput, fmt::format("section {} is closed but not open", name)};
    auto closed = std::move(sections_.back());
    sections_.pop_back();
    sections_.back().nodes.push_back(std::move(closed));
    return ok();
  }

  std::string_view rest_;
  std::vector<Node> sections_;  ///< that are open, the whole template first
};

/// Writes a template once.
class TemplateFilling {
 public:
  explicit TemplateFilling(const TemplateData& data) : objects_{&data} {}

  std::string run(const std::vector<Template::Node>& nodes) {
    write(nodes);
    end_line({});
    return std::move(out_);
  }

 private:
  using Node = Template::Node;
  using Value = TemplateData::Value;

  void write(const std::vector<Node>& nodes) {
    for (const auto& node : nodes) write(node);
  }

  void write(const Node& node) {
    switch (node.kind) {
      case Node::Kind::kText: out_ += node.text; return;
      case Node::Kind::kNewLine: return end_line(node.text);
      case Node::Kind::kValue:
      case Node::Kind::kRawValue: return write_value(node);
      case Node::Kind::kSection: return write_section(node);
      case Node::Kind::kInverted:
        if (const auto* value = find(node); value == nullptr || is_false(*value)) write_once(node);
    }
  }

  void write_value(const Node& node) {
    const auto* const value = find(node);
    const auto* const text = value == nullptr ? nullptr : std::get_if<std::string>(value);
    if (text == nullptr) return;
    if (node.kind == Node::Kind::kValue)
      markup::append_escaped(out_, *text);
    else
      out_ += *text;
  }

  void write_section(const Node& node) {
    const auto* const value = find(node);
    if (value == nullptr || is_false(*value)) return;
    const auto* const list = std::get_if<TemplateData::List>(value);
    if (list == nullptr) return write_once(node);
    for (const auto& item : *list) {
      objects_.push_back(&item);
      write_once(node);
      objects_.pop_back();
    }
  }

  void write_once(const Node& node) {
    tagged_ = true;
    write(node.nodes);
    tagged_ = true;
  }

  /// Of the innermost object that has it.
  const Value* find(const Node& node) const {
    const auto name = FieldName::of(node.text);
    for (auto left = objects_.size(); left > 0; --left)
      if (const auto* const value = member(*objects_[left - 1], name)) return value;
    return nullptr;
  }

  /// The one that was set last.
  static const Value* member(const TemplateData& object, FieldName name) {
    const auto& members = object.members();
    const auto hit = std::find_if(members.rbegin(), members.rend(),
                                  [name](const auto& member) { return member.first == name; });
    return hit == members.rend() ? nullptr : &hit->second;
  }

  static bool is_false(const Value& value) {
    const auto* const flag = std::get_if<bool>(&value);
    return flag != nullptr && !*flag;
  }

  void end_line(std::string_view end) {
    const auto line = std::string_view(out_).substr(line_);
    if (tagged_ && line.find_first_not_of(" \t") == line.npos)
      out_.resize(line_);
    else
      out_ += end;
    line_ = out_.size();
    tagged_ = false;
  }

  std::vector<const TemplateData*> objects_;
  std::string out_;
  std::size_t line_ = 0;  ///< where the line begins
  bool tagged_ = false;   ///< a section begins or ends in it
};

Result<Template> Template::parse(std::string_view text) {
  Template out;
  KABAR_TRY(out.nodes_, TemplateParser(text).run());
  return out;
}

std::string Template::fill(const TemplateData& data) const {
  return TemplateFilling(data).run(nodes_);
}

}  // namespace kabar::serve

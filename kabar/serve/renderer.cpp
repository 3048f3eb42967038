#include "kabar/serve/renderer.h"

#include <fmt/format.h>

#include <map>

#include "kabar/markup/html_escape.h"
#include "kabar/serve/embedded.h"
#include "kabar/serve/template.h"

namespace kabar::serve {
namespace {

constexpr std::string_view kFolder = "templates/";
constexpr std::string_view kSuffix = ".mustache";
constexpr std::string_view kTextOpen = "{{#t}}";
constexpr std::string_view kTextClose = "{{/t}}";
constexpr int kMaxPartialDepth = 8;

/// What stands between `open` and `close` in `text` is replaced by what `replace` makes of it.
template <class Replace>
Result<std::string> replace_between(std::string_view text, std::string_view open, std::string_view close,
                                    const Replace& replace) {
  std::string out;
  while (true) {
    const auto start = text.find(open);
    out += text.substr(0, start);
    if (start == text.npos) return out;
    text.remove_prefix(start + open.size());
    const auto end = text.find(close);
    if (end == text.npos) return Error{Errc::kInvalidInput, fmt::format("{} without {}", open, close)};
    KABAR_TRY(const std::string replaced, replace(text.substr(0, end)));
    out += replaced;
    text.remove_prefix(end + close.size());
  }
}

Result<std::string> with_partials(std::string_view name, int depth) {
  const auto source = embedded_file(fmt::format("{}{}{}", kFolder, name, kSuffix));
  if (source.empty() || depth > kMaxPartialDepth) {
    return Error{Errc::kInvalidInput, fmt::format("no template \"{}\"", name)};
  }
  const auto insert = [&](std::string_view partial) { return with_partials(partial, depth + 1); };
  return replace_between(source, "{{>", "}}", insert);
}

/// A translation's HTML, with its own tags ("{{source}}") left alone: none of < > & " ' stands inside one.
Result<std::string> translated_html(const std::function<std::string(std::string_view)>& translate,
                                    std::string_view text) {
  return markup::escaped(translate(text));
}

}  // namespace

Result<std::string> expand_template(std::string_view name,
                                    const std::function<std::string(std::string_view)>& translate) {
  KABAR_TRY(const auto whole, with_partials(name, 0));
  return replace_between(whole, kTextOpen, kTextClose,
                         [&](std::string_view text) { return translated_html(translate, text); });
}

std::vector<std::string> template_texts() {
  std::vector<std::string> texts;
  const auto collect = [&](std::string_view text) -> Result<std::string> {
    texts.emplace_back(text);
    return std::string();
  };
  for (const auto& file : embedded_files()) {
    if (!file.name.starts_with(kFolder)) continue;
    static_cast<void>(replace_between(file.bytes, kTextOpen, kTextClose, collect));
  }
  return texts;
}

struct Renderer::State {
  std::map<std::string, Template, std::less<>> pages;
};

Renderer::Renderer(std::unique_ptr<State> state) : state_(std::move(state)) {}
Renderer::Renderer(Renderer&&) noexcept = default;
Renderer& Renderer::operator=(Renderer&&) noexcept = default;
Renderer::~Renderer() = default;

Result<Renderer> Renderer::load(const std::function<std::string(std::string_view)>& translate) {
  auto state = std::make_unique<State>();
  for (const auto& file : embedded_files()) {
    if (!file.name.starts_with(kFolder)) continue;
    const auto name = file.name.substr(kFolder.size(), file.name.size() - kFolder.size() - kSuffix.size());
    if (name.starts_with('_')) continue;  // a partial
    KABAR_TRY(const auto text, expand_template(name, translate));
    auto parsed = Template::parse(text);
    if (!parsed)
      return Error{Errc::kInvalidInput, fmt::format("template {}: {}", name, parsed.error().message)};
    state->pages.emplace(name, *std::move(parsed));
  }
  return Renderer(std::move(state));
}

std::string Renderer::render(std::string_view page, const TemplateData& data) const {
  const auto found = state_->pages.find(page);
  return found == state_->pages.end() ? std::string() : found->second.fill(data);
}

}  // namespace kabar::serve

#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "kabar/base/result.h"
#include "kabar/serve/template_data.h"

namespace kabar::serve {

/// A template's text with its partials ("{{>teaser}}") put in and its texts ("{{#t}}Latest{{/t}}")
/// translated, escaped for HTML. A translation may hold the tags that its text holds.
Result<std::string> expand_template(std::string_view name,
                                    const std::function<std::string(std::string_view)>& translate);

/// The texts to translate that the templates hold, in order, each as often as it stands there.
std::vector<std::string> template_texts();

/// All pages' templates in one language, parsed once. Filling them changes nothing: any thread.
class Renderer {
 public:
  /// kInvalidInput names the template that does not parse.
  static Result<Renderer> load(const std::function<std::string(std::string_view)>& translate);
  Renderer(Renderer&&) noexcept;
  Renderer& operator=(Renderer&&) noexcept;
  ~Renderer();

  /// The page of that name filled with `data`, every value escaped. Empty for an unknown name.
  std::string render(std::string_view page, const TemplateData& data) const;

 private:
  struct State;
  explicit Renderer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace kabar::serve

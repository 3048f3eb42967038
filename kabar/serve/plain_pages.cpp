#include "kabar/serve/pages.h"

namespace kabar::serve {

Response about_page(const Visit& visit, const store::Totals& totals) {
  const auto& language = visit.language();
  TemplateData data;
  data.set("articles", language.plural("{n} article", "{n} articles", totals.articles));
  data.set("stories", language.plural("{n} story", "{n} stories", totals.stories));
  data.set("outlets", language.plural("{n} outlet", "{n} outlets", totals.sources));
  return visit.page(
      "about",
      {language.text("About kabar"), language.text("What kabar is and how it works."), "/about", {}, "about"},
      std::move(data));
}

Response error_page(const Visit& visit, int status, std::string_view detail) {
  const auto& language = visit.language();
  const bool missing = status == 404;
  TemplateData data;
  data.set("missing", missing).set("broken", status >= 500).set("refused", status < 500 && !missing);
  data.set("status", std::to_string(status)).set("detail", detail);
  const auto title = missing         ? language.text("Page not found")
                     : status >= 500 ? language.text("Something went wrong")
                                     : language.text("This request cannot be answered");
  return visit.page("error", {title, title, "/", {}, "", false}, std::move(data), status);
}

}  // namespace kabar::serve

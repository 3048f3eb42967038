#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "kabar/serve/pages.h"

namespace kabar::serve {

/// A visit of a reader to a test edition whose newest article is of 21 September 2023, noon.
class PageFixture : public testing::Test {
 protected:
  Visit visit(std::string_view ui = "en", std::string_view base_url = "", std::string_view own_ui = "en") {
    auto language = Language::load(*find_language(ui), "UTC");
    EXPECT_TRUE(language);
    language_.emplace(*std::move(language));
    auto renderer = Renderer::load([&](std::string_view text) { return language_->text(text); });
    EXPECT_TRUE(renderer) << renderer.error().message;
    renderer_.emplace(*std::move(renderer));
    return Visit(request_, *language_, *renderer_, assets_, {base_url, own_ui}, now());
  }

  static Timestamp now() { return *parse_iso("2023-09-21T12:00:00Z"); }

  static Teaser teaser(std::uint64_t id, std::string source) {
    Teaser out;
    out.id = ArticleId{id};
    out.story = StoryId{1};
    out.headline = "Headline " + std::to_string(id);
    out.lang = "fr";
    out.excerpt = "Whole sentence.";
    out.url = "https://" + source + ".example/a";
    out.source_name = source + " News";
    out.source = std::move(source);
    out.when = now() - std::chrono::hours(3);
    return out;
  }

  Request request_;
  Assets assets_;
  std::optional<Language> language_;
  std::optional<Renderer> renderer_;
};

}  // namespace kabar::serve

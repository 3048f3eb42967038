#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>

#include "kabar/base/test_folder.h"
#include "kabar/net/url.h"
#include "kabar/serve/site.h"
#include "kabar/store/store.h"
#include "kabar/text/search_terms.h"

namespace kabar::serve {

inline constexpr std::string_view kJpeg = "\xFF\xD8\xFF\xE0 a picture";

/// A small edition: one story of three outlets, its first story merged into it, a picture, a hostile title.
class SiteTest : public InFolder {
 protected:
  void SetUp() override {
    InFolder::SetUp();
    fill();
    site_ = start();
  }
  void TearDown() override {
    site_.reset();
    InFolder::TearDown();
  }

  static store::ArticleWrite article(std::uint64_t id, const std::string& source, std::string lang,
                                     std::string title) {
    store::ArticleWrite write;
    write.id = ArticleId{id};
    write.identity = {source + std::to_string(id), id};
    write.article.id = source + "/" + std::to_string(id);
    write.article.url = "https://" + source + ".example/" + std::to_string(id);
    write.article.source = source;
    write.article.lang = std::move(lang);
    write.article.title = std::move(title);
    write.article.blocks = paragraphs_of("The whole text of it.\nSecond part.");
    write.when = write.arrived = *parse_iso("2023-09-21T10:00:00Z") + std::chrono::minutes(10 * id);
    write.analysis.excerpt = "An excerpt.";
    write.analysis.search_title = text::index_terms(write.article.title, write.article.lang);
    write.analysis.search_body = text::index_terms("The whole text of it.", write.article.lang);
    return write;
  }

  void fill() {
    auto opened = store::Writer::open(folder_);
    ASSERT_TRUE(opened) << opened.error().message;
    auto& writer = *opened;
    for (const std::string id : {"north", "est", "kawan"}) {
      // What an outlet says of its languages is no matter: articles have theirs.
      writer.put(Source{id, id + " News", "https://" + id + ".example/", "FR", {}, id == "est"});
    }
    using Kind = StoryChange::Kind;
    auto first = article(1, "north", "en", "Ferry burns off Bornholm");
    first.placement.changes = {{Kind::kOpen, ArticleId{1}, StoryId{1}, {}}};
    first.article.image = "https://north.example/ferry.jpg";
    writer.add(first);
    auto second = article(2, "est", "fr", "Un ferry en feu au large de Bornholm");
    second.placement.changes = {{Kind::kOpen, ArticleId{2}, StoryId{2}, {}}};
    writer.add(second);
    auto third = article(3, "kawan", "en", "<script>alert('x')</script> ferry \"Aurelia\"");
    third.placement.changes = {{Kind::kJoin, ArticleId{3}, StoryId{1}, {}},
                               {Kind::kMerge, {}, StoryId{1}, StoryId{2}}};
    writer.add(third);
    writer.add(store::MediaWrite{"https://north.example/ferry.jpg", "image/jpeg", std::string(kJpeg)});
    writer.add(store::MediaWrite{"https://north.example/evil.svg", "image/svg+xml", "<svg onload='x'/>"});
    kabar::Page gone;
    gone.family = net::url_family(first.article.url);
    gone.url = first.article.url;
    gone.status = 410;
    writer.put(gone);
    const auto done = writer.commit();
    ASSERT_TRUE(done) << done.error().message;
  }

  std::unique_ptr<Site> start(std::string base_url = {}) const {
    SiteOptions options;
    options.port = 0;
    options.base_url = std::move(base_url);
    options.data_folder = folder_;
    auto started = Site::start(options);
    EXPECT_TRUE(started) << started.error().message;
    return *std::move(started);
  }

  Response get(std::string path, NamedValues params = {}, std::string host = "localhost") const {
    Request request;
    request.path = std::move(path);
    request.params = std::move(params);
    request.headers.emplace_back("host", std::move(host));
    return site_->answer(request);
  }

  std::unique_ptr<Site> site_;
};

}  // namespace kabar::serve

#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/group/grouper.h"
#include "kabar/model/story.h"
#include "kabar/pipeline/embedder.h"
#include "kabar/store/store.h"

namespace kabar::pipeline {

/// Has the articles embedded that lead stories of a data folder, keeps what comes in the store, and brings it
/// to the grouping whenever that is about to look back. What was asked for is in the store from the start, so
/// that nothing is lost at a kill and a failure of the server. The folder's thread.
class EmbeddingDesk {
 public:
  /// Without `waits` what has come by then is brought, and the rest later.
  EmbeddingDesk(std::unique_ptr<Embedder> embedder, bool waits)
      : embedder_(std::move(embedder)), waits_(waits) {}

  /// Of the live articles, the first of which is given: puts back what is stored, asks again for the rest.
  Status read_back(const store::Reader& reader, ArticleId first, group::Grouper& grouper);

  /// To be called before the grouping adds an article.
  void bring(ArticleId next, group::Grouper& grouper, store::Writer& writer);
  /// And after it; `text` is what text_to_embed() gives.
  Status ask(ArticleId article, std::string text, store::Writer& writer);

  /// What is stored of a text, without asking anybody.
  Result<std::optional<Embedding>> find(const std::string& text, const store::Writer& writer) const {
    return writer.find_embedding(embedder_->model(), text);
  }

 private:
  std::unique_ptr<Embedder> embedder_;
  bool waits_;
  std::vector<Embedder::Answer> known_;  ///< what the store had of the same text; brought like any answer
};

}  // namespace kabar::pipeline

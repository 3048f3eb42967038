#include "kabar/pipeline/embedding_desk.h"

#include <iterator>
#include <utility>

namespace kabar::pipeline {
namespace {

/// Brought at once where nobody waits: each makes the grouping look back at one more article.
constexpr std::size_t kMostBrought = 128;

}  // namespace

Status EmbeddingDesk::read_back(const store::Reader& reader, ArticleId first, group::Grouper& grouper) {
  embedder_->forget();
  known_.clear();
  KABAR_TRY(auto leads, reader.leads(embedder_->model(), first));
  for (auto& lead : leads) {
    if (!lead.vector.empty())
      grouper.restore_embedding(lead.id, std::move(lead.vector));
    else if (!lead.text.empty())
      embedder_->ask(lead.id, std::move(lead.text));
  }
  return ok();
}

void EmbeddingDesk::bring(ArticleId next, group::Grouper& grouper, store::Writer& writer) {
  if (!grouper.looks_back_at(next)) return;
  auto answers = waits_ ? embedder_->wait() : embedder_->take(kMostBrought);
  std::move(known_.begin(), known_.end(), std::back_inserter(answers));
  known_.clear();
  for (auto& answer : answers) {
    if (answer.vector.empty()) continue;  // it is asked for again at the next start
    writer.put_embedding(answer.article, answer.vector);
    grouper.embed(answer.article, std::move(answer.vector));
  }
}

Status EmbeddingDesk::ask(ArticleId article, std::string text, store::Writer& writer) {
  if (text.empty()) return ok();
  KABAR_TRY(auto known, find(text, writer));
  writer.ask_embedding(article, embedder_->model(), text);
  if (known)
    known_.push_back({article, *std::move(known)});
  else
    embedder_->ask(article, std::move(text));
  return ok();
}

}  // namespace kabar::pipeline

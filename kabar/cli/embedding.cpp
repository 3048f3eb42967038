#include "kabar/cli/embedding.h"

#include <utility>

namespace kabar::cli {

Result<std::unique_ptr<pipeline::Embedder>> start_embedder(const Settings& settings, Waits waits) {
  if (settings.embedder.empty()) return std::unique_ptr<pipeline::Embedder>();
  pipeline::EmbedderOptions options;
  options.url = settings.embedder;
  options.model = settings.embedder_model;
  options.key = settings.embedder_key;
  options.ca_file = settings.ca_file;
  options.in_rounds = waits == Waits::kYes;
  return pipeline::Embedder::start(std::move(options));
}

Status use_embedder(pipeline::DataFolder& folder, const Settings& settings, Waits waits) {
  KABAR_TRY(auto embedder, start_embedder(settings, waits));
  if (!embedder) return ok();
  return folder.embed_by(
      std::make_unique<pipeline::EmbeddingDesk>(std::move(embedder), waits == Waits::kYes));
}

}  // namespace kabar::cli

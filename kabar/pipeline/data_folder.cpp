#include "kabar/pipeline/data_folder.h"

#include <fmt/format.h>

#include <system_error>
#include <utility>

#include "kabar/pipeline/closed_articles.h"
#include "kabar/store/source_list.h"

namespace kabar::pipeline {
namespace {

Status review_closed(const store::Reader& reader, const group::GroupOptions& options,
                     group::Grouper& grouper) {
  KABAR_TRY(const auto totals, reader.totals());
  if (!totals.newest || options.reopen.count() == 0) {
    grouper.begin_review();  // nothing stands any more
    grouper.end_review();
    return ok();
  }
  return restore_closed(reader, closed_bounds(options, *totals.newest), grouper);
}

Status restore(const store::Reader& reader, const group::GroupOptions& options, group::Grouper& grouper,
               EmbeddingDesk* embeddings) {
  KABAR_TRY(auto verdicts, read_verdicts(reader));
  grouper.set_verdicts(std::move(verdicts));
  KABAR_TRY(const auto totals, reader.totals());
  if (!totals.newest) return review_closed(reader, options, grouper);
  KABAR_TRY(auto live, reader.live_window(*totals.newest - options.live_window, options.always_live));
  for (auto& row : live)
    grouper.restore({row.id, std::move(row.source), row.time, std::move(row.analysis)},
                    {row.story, row.copy_of, row.named_a_story, std::move(row.links), row.cluster});
  KABAR_CHECK(review_closed(reader, options, grouper));
  if (embeddings == nullptr) return ok();
  return embeddings->read_back(reader, live.empty() ? ArticleId{} : live.front().id, grouper);
}

}  // namespace

Result<std::vector<Correction>> standing_corrections(const store::Reader& reader) {
  KABAR_TRY(auto corrections, reader.corrections());
  std::erase_if(corrections, [](const auto& correction) { return correction.undone; });
  return corrections;
}

Result<group::Verdicts> read_verdicts(const store::Reader& reader) {
  KABAR_TRY(const auto corrections, standing_corrections(reader));
  group::Verdicts verdicts(corrections);
  KABAR_TRY(const auto articles, reader.corrected_articles());
  for (const auto& [article, story] : articles) verdicts.place(article, story);
  return verdicts;
}

Result<DataFolder> DataFolder::open(const std::filesystem::path& path, const group::GroupOptions& options) {
  std::error_code code;
  std::filesystem::create_directories(path, code);
  if (code)
    return Error{Errc::kIo,
                 fmt::format("{}: {}; choose another folder with --data", path.string(), code.message())};
  KABAR_TRY(auto lock, store::DataLock::acquire(path));
  KABAR_TRY(auto writer, store::Writer::open(path));
  DataFolder folder{path, std::move(lock), std::move(writer), options};
  KABAR_CHECK(folder.read_back());
  return folder;
}

Status DataFolder::embed_by(std::unique_ptr<EmbeddingDesk> desk) {
  embeddings = std::move(desk);
  return embeddings ? read_back() : ok();
}

void DataFolder::roll_back() {
  writer.roll_back();
  grouper.reset();
}

Status DataFolder::read_back() {
  KABAR_TRY(const auto reader, store::Reader::open(path));
  auto restored = std::make_unique<group::Grouper>(options);
  // Gone if anything below fails: whoever needs it next reads all.
  if (const auto before = std::exchange(grouper, nullptr)) restored->take_closed(*before);
  KABAR_CHECK(restore(reader, options, *restored, embeddings.get()));
  KABAR_TRY(const auto known, reader.sources());
  sources.clear();
  for (const auto& row : known->rows()) sources.insert(row.source.id);
  KABAR_TRY(const auto tombstones, reader.tombstones());
  removed.clear();
  for (const auto& tombstone : tombstones) removed.insert(tombstone.key);
  grouper = std::move(restored);
  return ok();
}

Status DataFolder::read_back_closed() {
  auto kept = std::exchange(grouper, nullptr);  // likewise
  KABAR_TRY(const auto reader, store::Reader::open(path));
  KABAR_CHECK(review_closed(reader, options, *kept));
  grouper = std::move(kept);
  return ok();
}

}  // namespace kabar::pipeline

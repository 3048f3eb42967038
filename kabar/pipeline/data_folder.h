#pragma once

#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/group/grouper.h"
#include "kabar/model/correction.h"
#include "kabar/pipeline/embedding_desk.h"
#include "kabar/store/data_lock.h"
#include "kabar/store/store.h"

namespace kabar::pipeline {

/// The corrections that were not undone, in order.
Result<std::vector<Correction>> standing_corrections(const store::Reader& reader);

/// What persons decided, as the store says, with their articles where they stand.
Result<group::Verdicts> read_verdicts(const store::Reader& reader);

/// A data folder opened by its one owner: lock, writer, and the grouping with the live window put back.
/// One thread at a time.
struct DataFolder {
  /// Takes the lock (kBusy names the owner), creates folder and database where there are none.
  static Result<DataFolder> open(const std::filesystem::path& path, const group::GroupOptions& options);

  /// From now on this one has the leads of stories embedded; null: nobody.
  Status embed_by(std::unique_ptr<EmbeddingDesk> desk);

  /// For after a failure: takes back what was not committed. The grouping is gone until read_back().
  void roll_back();
  /// Makes all below what the store says. Of closed stories the grouping, where there is one, keeps what it
  /// knows and still stands there; it must be gone where analyses have changed. After a failure it is gone.
  Status read_back();
  /// The same only of what the grouping knows of articles that are no longer live.
  Status read_back_closed();

  std::filesystem::path path;
  store::DataLock lock;
  store::Writer writer;
  group::GroupOptions options;
  std::unique_ptr<group::Grouper> grouper = nullptr;  ///< null after roll_back()
  std::set<std::string, std::less<>> sources = {};    ///< ids that the store knows
  std::set<std::string, std::less<>> removed = {};    ///< keys of what was removed for good (removal_keys())
  std::unique_ptr<EmbeddingDesk> embeddings = nullptr;
};

}  // namespace kabar::pipeline

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/base/time.h"
#include "kabar/collect/import_task.h"
#include "kabar/collect/page_loader.h"
#include "kabar/pipeline/data_folder.h"
#include "kabar/pipeline/stage.h"

namespace kabar::pipeline {

/// What became of one input, told once it is durable.
struct Settled {
  enum class Outcome : std::uint8_t { kAdded, kRevised, kUnchanged, kSkipped, kRejected };

  std::string input;
  Outcome outcome = Outcome::kRejected;
  std::optional<ArticleId> article;
  std::string id;      ///< the article's outside id
  bool other = false;  ///< a page without an article
  std::vector<std::string> warnings;
  std::string error;   ///< why it was rejected
  std::string reason;  ///< why it was skipped: what is no article by its nature
};

std::string_view to_string(Settled::Outcome outcome) noexcept;

/// An input as far as it can be worked on by itself.
struct PreparedInput {
  std::string name;
  std::variant<Prepared, Source, collect::Skipped, Error> what{Error{Errc::kInternal, {}}};
};

/// Loads, extracts and analyses; what is no article is passed on. Safe from any thread.
PreparedInput prepare_input(collect::ImportTask task, const collect::LoadLimits& limits);

/// Decides what each input is, in the order in which they are given, and writes it into the open transaction
/// of the data folder, which its user commits. One thread; the folder's grouping must be there.
class Intake {
 public:
  /// `arrived`: when inputs come that have no time of their own.
  Intake(DataFolder& folder, Timestamp arrived) : folder_(folder), arrived_(arrived) {}

  /// Nothing for a Source, which is no article. An Error is of the store.
  Result<std::optional<Settled>> take(PreparedInput input);

 private:
  Status admit(Prepared prepared, Settled& settled);
  Result<Placement> group(const group::GroupInput& input, const Article& article);
  bool was_removed(const Article& article) const;
  void drop_time_to_come(Article& article) const;
  void meet_source(const Article& article);
  void keep_picture(const Article& article, const std::vector<SavedFile>& files, Settled& settled);

  DataFolder& folder_;
  Timestamp arrived_;
};

}  // namespace kabar::pipeline

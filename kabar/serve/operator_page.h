#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kabar/picture/picture_files.h"
#include "kabar/serve/operations.h"
#include "kabar/serve/visit.h"

namespace kabar::serve {

/// The channels and the announced pages of one host that fail.
struct HostFailure {
  std::string host;
  std::uint64_t channels = 0;
  std::uint64_t pages = 0;
  std::string reason;  ///< of one of them, in the words of kabar
};

/// What the owner is shown of a running kabar.
struct OperatorModel {
  store::Totals totals;
  store::ChannelTotals channels;
  std::vector<HostFailure> failures;  ///< the most first
  Vitals vitals;
  std::uint64_t database_bytes = 0;  ///< with what is not yet merged into it
  std::uint64_t free_bytes = 0;      ///< on the disk of the data
  std::uint64_t memory_bytes = 0;
  std::optional<picture::PictureFiles::Usage> pictures = {};  ///< nothing: none are got
};

/// Reads the channels and the data folder, on the thread of the reader. Fails as Reader does.
Result<OperatorModel> operator_model(const store::Reader& reader, const std::filesystem::path& folder,
                                     Vitals vitals, Timestamp now);

Response operator_page(const Visit& visit, const OperatorModel& model);

}  // namespace kabar::serve

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/collect/websub.h"
#include "kabar/store/store.h"

namespace kabar::pipeline {

/// Something that a hub said, for the subscriber.
struct HubMessage {
  enum class Kind : std::uint8_t { kConfirmed, kDenied, kPush };

  Kind kind{};
  ChannelId channel{};
  std::string token;
  std::chrono::seconds lease{0};  ///< of kConfirmed
  std::string reason;             ///< of kDenied, as the hub says it
};

/// Answers what hubs ask and push at the callbacks, and keeps what the subscriber must know. Any thread.
///
/// A push is a hint and nothing else: what it carries is thrown away, and where its signature is wrong
/// nothing comes of it. Never more than a few thousand messages wait, one push of a channel at most.
class WebSubDesk {
 public:
  static Result<std::unique_ptr<WebSubDesk>> open(const std::filesystem::path& data_folder);

  /// The challenge, to be sent back; nothing where the answer is 404. A denial has an empty one.
  std::optional<std::string> answer(std::string_view token, const collect::HubQuestion& question);
  /// False where nobody has that token: the hub may forget us.
  bool push(std::string_view token, std::string_view signature, std::string_view body);

  /// What came in since the last call.
  std::vector<HubMessage> take();

 private:
  explicit WebSubDesk(store::Reader reader) : reader_(std::move(reader)) {}

  std::optional<Subscription> find(std::string_view token);
  void keep(HubMessage message);

  std::mutex mutex_;
  store::Reader reader_;
  std::vector<HubMessage> messages_;
};

}  // namespace kabar::pipeline

#include "kabar/pipeline/websub_desk.h"

#include <algorithm>
#include <utility>

namespace kabar::pipeline {
namespace {

constexpr std::size_t kMostMessages = 4'000;
constexpr std::size_t kTokenSize = 64;
constexpr std::size_t kLongestReason = 200;

}  // namespace

Result<std::unique_ptr<WebSubDesk>> WebSubDesk::open(const std::filesystem::path& data_folder) {
  KABAR_TRY(auto reader, store::Reader::open(data_folder));
  return std::unique_ptr<WebSubDesk>(new WebSubDesk(std::move(reader)));
}

std::optional<std::string> WebSubDesk::answer(std::string_view token, const collect::HubQuestion& question) {
  const std::lock_guard lock(mutex_);
  const auto known = find(token);
  if (!known) return std::nullopt;
  if (question.mode == "denied" && question.topic == known->topic) {
    keep({HubMessage::Kind::kDenied,
          known->channel,
          known->token,
          {},
          question.reason.substr(0, kLongestReason)});
    return "";
  }
  const auto lease = collect::confirmed_lease(*known, question);
  if (!lease) return std::nullopt;
  keep({HubMessage::Kind::kConfirmed, known->channel, known->token, *lease, {}});
  return question.challenge;
}

bool WebSubDesk::push(std::string_view token, std::string_view signature, std::string_view body) {
  const std::lock_guard lock(mutex_);
  const auto known = find(token);
  if (!known) return false;
  if (collect::is_signed(signature, known->secret, body))
    keep({HubMessage::Kind::kPush, known->channel, known->token, {}, {}});
  return true;
}

std::vector<HubMessage> WebSubDesk::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(messages_, {});
}

std::optional<Subscription> WebSubDesk::find(std::string_view token) {
  if (token.size() != kTokenSize) return std::nullopt;
  auto known = reader_.subscription(token);
  return known ? *std::move(known) : std::nullopt;
}

void WebSubDesk::keep(HubMessage message) {
  const bool again = std::any_of(messages_.begin(), messages_.end(), [&](const HubMessage& one) {
    return one.kind == message.kind && one.channel == message.channel;
  });
  if (!again && messages_.size() < kMostMessages) messages_.push_back(std::move(message));
}

}  // namespace kabar::pipeline

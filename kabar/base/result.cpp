#include "kabar/base/result.h"

namespace kabar {

std::string_view to_string(Errc code) noexcept {
  switch (code) {
    case Errc::kInvalidInput: return "invalid input";
    case Errc::kNotFound: return "not found";
    case Errc::kTooLarge: return "too large";
    case Errc::kIo: return "i/o error";
    case Errc::kCorrupt: return "corrupt";
    case Errc::kUnsupported: return "unsupported";
    case Errc::kCancelled: return "cancelled";
    case Errc::kBusy: return "busy";
    case Errc::kRefused: return "refused";
    case Errc::kTimeout: return "timeout";
    case Errc::kInternal: return "internal error";
  }
  return "unknown error";
}

Error Error::within(std::string_view context) && {
  message.insert(0, ": ");
  message.insert(0, context);
  return std::move(*this);
}

}  // namespace kabar

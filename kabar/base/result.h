#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace kabar {

/// What kind of failure it was; callers branch on this, never on the message.
enum class Errc : std::uint8_t {
  kInvalidInput,  ///< the bytes are not what they claim to be
  kNotFound,
  kTooLarge,  ///< a limit was reached before the input ended
  kIo,
  kCorrupt,  ///< our own data does not read back
  kUnsupported,
  kCancelled,
  kBusy,     ///< somebody else holds what was asked for
  kRefused,  ///< a rule of ours forbids it: an address, a robots.txt
  kTimeout,
  kInternal,
};

std::string_view to_string(Errc code) noexcept;

/// A failure on its way to someone who can act on it.
struct [[nodiscard]] Error {
  Errc code;
  std::string message;  ///< for people: lower case, no full stop

  /// Says what was being done, outermost first: "feed 12: item 3: bad date".
  Error within(std::string_view context) &&;
};

/// A value or the reason there is none. Ignoring one is a compile error.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const noexcept { return state_.index() == 0; }

  T& operator*() & { return *std::get_if<0>(&state_); }
  const T& operator*() const& { return *std::get_if<0>(&state_); }
  T&& operator*() && { return std::move(*std::get_if<0>(&state_)); }
  T* operator->() { return std::get_if<0>(&state_); }
  const T* operator->() const { return std::get_if<0>(&state_); }

  Error& error() & { return *std::get_if<1>(&state_); }
  const Error& error() const& { return *std::get_if<1>(&state_); }
  Error&& error() && { return std::move(*std::get_if<1>(&state_)); }

 private:
  std::variant<T, Error> state_;
};

using Status = Result<std::monostate>;
inline Status ok() {
  return std::monostate{};
}

}  // namespace kabar

#define KABAR_CONCAT_IMPL(a, b) a##b
#define KABAR_CONCAT(a, b) KABAR_CONCAT_IMPL(a, b)
#define KABAR_TRY_IMPL(tmp, decl, expr)                    \
  auto tmp = (expr);                                       \
  if (!tmp) return ::kabar::Error(std::move(tmp).error()); \
  decl = *std::move(tmp)

/// KABAR_TRY(auto page, fetch(url)); returns the error to the caller, or unpacks the value.
/// KABAR_CHECK(write(row)); the same for a call whose value is of no interest.
#define KABAR_TRY(decl, expr) KABAR_TRY_IMPL(KABAR_CONCAT(kabar_try_, __LINE__), decl, expr)
#define KABAR_CHECK_IMPL(tmp, expr) \
  if (auto tmp = (expr); !tmp) return ::kabar::Error(std::move(tmp).error())
#define KABAR_CHECK(expr) KABAR_CHECK_IMPL(KABAR_CONCAT(kabar_check_, __LINE__), expr)

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "kabar/base/result.h"

namespace kabar::serve {

/// The translations of one language: a compiled gettext catalogue. Texts are named by their English.
/// Read by any thread.
class Catalogue {
 public:
  /// From the bytes of a .mo file; an empty catalogue, which translates nothing, from no bytes.
  static Result<Catalogue> load(std::string_view language, std::string_view mo_bytes);
  Catalogue(Catalogue&&) noexcept;
  Catalogue& operator=(Catalogue&&) noexcept;
  ~Catalogue();

  std::optional<std::string> find(std::string_view text) const;
  /// The plural form for `count` by the language's own rule.
  std::optional<std::string> find_plural(std::string_view text, std::uint64_t count) const;

 private:
  struct State;
  explicit Catalogue(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace kabar::serve

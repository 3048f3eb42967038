#include "kabar/serve/catalogue.h"

#include <boost/locale/gnu_gettext.hpp>
#include <boost/locale/message.hpp>
#include <exception>
#include <locale>
#include <vector>

namespace kabar::serve {
namespace {

using Messages = boost::locale::message_format<char>;

std::locale locale_with(std::string_view language, std::string_view mo_bytes) {
  boost::locale::gnu_gettext::messages_info info;
  info.language = std::string(language);
  info.encoding = "UTF-8";
  info.paths.emplace_back("");
  info.domains.emplace_back("kabar");
  info.callback = [mo_bytes](const std::string&, const std::string&) {
    return std::vector<char>(mo_bytes.begin(), mo_bytes.end());
  };
  return {std::locale::classic(), boost::locale::gnu_gettext::create_messages_facet<char>(info)};
}

std::optional<std::string> as_text(const char* found) {
  if (found == nullptr || *found == '\0') return std::nullopt;
  return std::string(found);
}

}  // namespace

struct Catalogue::State {
  std::optional<std::locale> locale;

  const Messages& messages() const { return std::use_facet<Messages>(*locale); }
};

Catalogue::Catalogue(std::unique_ptr<State> state) : state_(std::move(state)) {}
Catalogue::Catalogue(Catalogue&&) noexcept = default;
Catalogue& Catalogue::operator=(Catalogue&&) noexcept = default;
Catalogue::~Catalogue() = default;

Result<Catalogue> Catalogue::load(std::string_view language, std::string_view mo_bytes) {
  auto state = std::make_unique<State>();
  if (mo_bytes.empty()) return Catalogue(std::move(state));
  try {
    state->locale = locale_with(language, mo_bytes);
  } catch (const std::exception& failure) {
    return Error{Errc::kCorrupt, "translations " + std::string(language) + ": " + failure.what()};
  }
  return Catalogue(std::move(state));
}

std::optional<std::string> Catalogue::find(std::string_view text) const {
  if (!state_->locale) return std::nullopt;
  return as_text(state_->messages().get(0, nullptr, std::string(text).c_str()));
}

std::optional<std::string> Catalogue::find_plural(std::string_view text, std::uint64_t count) const {
  if (!state_->locale) return std::nullopt;
  constexpr std::uint64_t kLargest = 1'000'000'000;  // plural rules look at the last digits
  const auto number = static_cast<int>(count < kLargest ? count : kLargest + count % kLargest % 100);
  return as_text(state_->messages().get(0, nullptr, std::string(text).c_str(), number));
}

}  // namespace kabar::serve

#include "kabar/store/analysis_codec.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace kabar::store {
namespace {

constexpr char kFormat = 1;

constexpr std::array kTermLists{&Analysis::title,       &Analysis::lead,  &Analysis::body,
                                &Analysis::title_grams, &Analysis::names, &Analysis::numbers};

void put_varint(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7U) out += static_cast<char>((value & 0x7FU) | 0x80U);
  out += static_cast<char>(value);
}

void put_fixed(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i, value >>= 8U) out += static_cast<char>(value & 0xFFU);
}

/// Reads from the front; after the first byte too few everything is 0 and sound() is false.
class Input {
 public:
  explicit Input(std::string_view bytes) : rest_(bytes) {}

  std::uint64_t fixed(int bytes) noexcept {
    std::uint64_t value = 0;
    for (int i = 0; i < bytes; ++i) value |= std::uint64_t{byte()} << (8U * static_cast<unsigned>(i));
    return value;
  }

  std::uint64_t varint() noexcept {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const auto next = byte();
      value |= std::uint64_t{next & 0x7FU} << shift;
      if ((next & 0x80U) == 0) return value;
    }
    sound_ = false;
    return 0;
  }

  std::string text() {
    const auto size = count(1);
    std::string out(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return out;
  }

  /// A number of items of at least `item_bytes` each, which must be there.
  std::size_t count(std::size_t item_bytes) noexcept {
    const auto value = varint();
    if (value <= rest_.size() / item_bytes) return static_cast<std::size_t>(value);
    sound_ = false;
    return 0;
  }

  bool sound() const noexcept { return sound_; }
  bool at_end() const noexcept { return rest_.empty(); }

 private:
  std::uint8_t byte() noexcept {
    if (rest_.empty()) {
      sound_ = false;
      return 0;
    }
    const auto value = static_cast<std::uint8_t>(rest_.front());
    rest_.remove_prefix(1);
    return value;
  }

  std::string_view rest_;
  bool sound_ = true;
};

}  // namespace

std::string encode(const Analysis& analysis) {
  std::string out(1, kFormat);
  put_varint(out, analysis.lang.size());
  out += analysis.lang;
  put_varint(out, analysis.words);
  for (const auto list : kTermLists) {
    put_varint(out, (analysis.*list).size());
    for (const auto& [term, count] : analysis.*list) {
      put_fixed(out, raw(term), 8);
      put_varint(out, count);
    }
  }
  put_varint(out, analysis.sketch.size());
  for (const auto value : analysis.sketch) put_fixed(out, value, 4);
  return out;
}

Result<Analysis> decode_analysis(ByteView bytes) {
  Input in(as_chars(bytes));
  Analysis out;
  const bool known = in.fixed(1) == static_cast<std::uint64_t>(kFormat);
  out.lang = in.text();
  out.words = static_cast<std::uint32_t>(in.varint());
  for (const auto list : kTermLists) {
    constexpr std::size_t kLeastBytes = 9;
    auto& terms = out.*list;
    terms.resize(in.count(kLeastBytes));
    for (auto& [term, count] : terms) {
      term = TermId{in.fixed(8)};
      count = static_cast<std::uint32_t>(in.varint());
    }
  }
  out.sketch.resize(in.count(4));
  std::generate(out.sketch.begin(), out.sketch.end(),
                [&] { return static_cast<std::uint32_t>(in.fixed(4)); });
  if (!known || !in.sound() || !in.at_end())
    return Error{Errc::kCorrupt, "a stored analysis does not read back"};
  return out;
}

}  // namespace kabar::store

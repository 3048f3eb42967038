#include "kabar/understand/number_sum.h"

#include <cmath>
#include <cstdint>

namespace kabar::understand {
namespace {

bool is_ten(double value) {
  return value >= 10 && value < 100 && static_cast<std::uint64_t>(value) % 10 == 0;
}

}  // namespace

bool NumberSum::add(double value) {
  if (!open_) {
    current_ = value;
    open_ = true;
    return true;
  }
  const bool reversed = units_first_ && current_ > 0 && current_ < 10 && is_ten(value);
  if (!reversed && !(value < room())) return false;
  const bool behind_hundreds = units_first_ && current_ >= 100;
  current_ += value;
  last_unit_ = behind_hundreds && value < 10;
  return true;
}

bool NumberSum::add_reversed(double value) {
  if (!open_ || !last_unit_ || !is_ten(value)) return false;
  current_ += value;
  last_unit_ = false;
  return true;
}

bool NumberSum::multiply(double scale) {
  if (scale == 100) {
    if (open_ && current_ >= 100) return false;
    current_ = open_ ? current_ * scale : scale;
    open_ = true;
    return true;
  }
  if (!open_ && closed_) return false;
  if (closed_ && scale >= scale_) return false;
  total_ += (open_ ? current_ : 1) * scale;
  current_ = 0;
  open_ = false;
  closed_ = true;
  scale_ = scale;
  return true;
}

void NumberSum::add_half() {
  if (open_)
    current_ += 0.5;
  else
    total_ += scale_ / 2;
}

double NumberSum::tidy_value() const {
  constexpr double kLeast = 1e3, kMost = 1e15, kParts = 100;
  const auto out = value();
  return out < kLeast || out > kMost ? out : std::round(out * kParts) / kParts;
}

/// What may be added stays below this.
double NumberSum::room() const {
  if (current_ < 1) return 0;
  if (current_ != static_cast<double>(static_cast<std::uint64_t>(current_))) return 0;
  const auto whole = static_cast<std::uint64_t>(current_);
  return whole % 100 == 0 ? 100 : whole % 10 == 0 && (whole >= 20 || !teens_) ? 10 : 0;
}

}  // namespace kabar::understand

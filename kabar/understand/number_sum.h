#pragma once

namespace kabar::understand {

/// Adds the words of one number up: "two hundred and sixty", "zwei und zwanzig", "1.2 million". What does not
/// fit behind the words so far is refused with false and changes nothing.
class NumberSum {
 public:
  NumberSum(bool units_first, bool teens) : units_first_(units_first), teens_(teens) {}

  bool add(double value);

  /// German and Arabic put the units of the last two places first: "hundertzweiundzwanzig".
  bool add_reversed(double value);

  bool multiply(double scale);
  void add_half();

  bool empty() const { return !open_ && !closed_; }
  bool has_open() const { return open_; }
  double value() const { return total_ + current_; }
  /// Without the rest that 273.1 billion has in binary.
  double tidy_value() const;
  double scale() const { return scale_; }

 private:
  double room() const;

  bool units_first_, teens_;
  bool open_ = false, closed_ = false, last_unit_ = false;
  double current_ = 0, total_ = 0, scale_ = 1;
};

}  // namespace kabar::understand

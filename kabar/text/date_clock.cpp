#include "kabar/text/date_clock.h"

#include <algorithm>
#include <string_view>

namespace kabar::text {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

struct Zone {
  std::string_view name;
  int offset;  // minutes east of UTC
};

constexpr Zone kZones[] = {
    {"z", 0},      {"utc", 0},    {"gmt", 0},     {"ut", 0},     {"wet", 0},    {"est", -300}, {"edt", -240},
    {"et", -300},  {"cst", -360}, {"cdt", -300},  {"ct", -360},  {"mst", -420}, {"mdt", -360}, {"pst", -480},
    {"pdt", -420}, {"pt", -480},  {"akst", -540}, {"hst", -600}, {"ast", -240}, {"adt", -180}, {"brt", -180},
    {"art", -180}, {"clt", -240}, {"bst", 60},    {"ist", 330},  {"west", 60},  {"cet", 60},   {"cest", 120},
    {"mez", 60},   {"mesz", 120}, {"eet", 120},   {"eest", 180}, {"msk", 180},  {"мск", 180},  {"trt", 180},
    {"sast", 120}, {"cat", 120},  {"wat", 60},    {"eat", 180},  {"gst", 240},  {"pkt", 300},  {"npt", 345},
    {"wib", 420},  {"wita", 480}, {"wit", 540},   {"ict", 420},  {"hkt", 480},  {"sgt", 480},  {"myt", 480},
    {"pht", 480},  {"awst", 480}, {"jst", 540},   {"kst", 540},  {"acst", 570}, {"aest", 600}, {"aedt", 660},
    {"nzst", 720}, {"nzdt", 780},
};

/// Zones of the United States that mean winter time or summer time, whichever is in force.
bool is_one_of_both(std::string_view zone) noexcept {
  return zone == "et" || zone == "ct" || zone == "pt";
}

constexpr int kNoMeridiem = -1;

/// Nought for before noon, 12 for after, kNoMeridiem for neither.
int meridiem_of(std::string_view word) noexcept {
  constexpr std::string_view kBefore[] = {"am", "오전", "ص", "πμ", "sa"};
  constexpr std::string_view kAfter[] = {"pm", "오후", "م", "μμ", "ch"};
  if (std::find(std::begin(kBefore), std::end(kBefore), word) != std::end(kBefore)) return 0;
  return std::find(std::begin(kAfter), std::end(kAfter), word) != std::end(kAfter) ? 12 : kNoMeridiem;
}

class ClockReader {
 public:
  ClockReader(const DateTokens& tokens, std::size_t at, bool marked)
      : tokens_(tokens), at_(at), marked_(marked) {}

  std::optional<ClockTime> read() {
    if (tokens_.is_word(at_, "t") || tokens_.is_word(at_, "в")) ++at_;
    take_meridiem_before();
    if (!tokens_.is_number(at_) || tokens_[at_].value > 24 || tokens_[at_].digits > 2) return std::nullopt;
    hour_ = static_cast<int>(tokens_[at_++].value);
    if (!take_minutes()) return std::nullopt;
    take_meridiem_after();
    return finish();
  }

 private:
  /// 午前 and 午後 (two tokens), 오전, AM and the like in front of the hour.
  void take_meridiem_before() {
    const bool is_pair =
        (tokens_.is_word(at_, "午") && (tokens_.is_word(at_ + 1, "前") || tokens_.is_word(at_ + 1, "後"))) ||
        ((tokens_.is_word(at_, "上") || tokens_.is_word(at_, "下")) && tokens_.is_word(at_ + 1, "午"));
    if (is_pair) {
      meridiem_ = tokens_.is_word(at_ + 1, "後") || tokens_.is_word(at_, "下") ? 12 : 0;
      at_ += 2;
    } else if (tokens_[at_].kind == DateToken::Kind::kWord && meridiem_of(tokens_[at_].word) != kNoMeridiem) {
      meridiem_ = meridiem_of(tokens_[at_++].word);
    }
  }

  bool take_minutes() {
    const auto& mark = tokens_[at_];
    const bool two_digits =
        tokens_.is_number(at_ + 1) && tokens_[at_ + 1].digits == 2 && tokens_[at_ + 1].value < 60;
    const bool colon = tokens_.is_sign(at_, ':');
    if (two_digits && (colon || is_hour_word(mark))) return take_two_digits(colon);
    if (two_digits && tokens_.is_sign(at_, '.') && is_dotted_time()) return take_two_digits(false);
    if (is_hour_word(mark)) return take_cjk_minutes();
    if (mark.kind == DateToken::Kind::kWord && meridiem_of(mark.word) != kNoMeridiem) return true;
    if (is_spelt_meridiem(at_)) return true;
    return mark.kind == DateToken::Kind::kWord && mark.word == "uhr";
  }

  bool take_two_digits(bool with_seconds) {
    minute_ = static_cast<int>(tokens_[at_ + 1].value);
    at_ += 2;
    if (tokens_.is_word(at_, "分") || tokens_.is_word(at_, "분")) ++at_;
    if (with_seconds && tokens_.is_sign(at_, ':') && tokens_.is_number(at_ + 1)) at_ += 2;
    const bool fraction = tokens_.is_sign(at_, '.') || tokens_.is_sign(at_, ':');
    if (with_seconds && fraction && tokens_.is_number(at_ + 1) && !tokens_[at_ + 1].blank_before) at_ += 2;
    return true;
  }

  /// "18h", "6時", "6시 5분".
  bool take_cjk_minutes() {
    ++at_;
    const bool minutes_follow = tokens_.is_number(at_) && tokens_[at_].value < 60 &&
                                (tokens_.is_word(at_ + 1, "分") || tokens_.is_word(at_ + 1, "분"));
    if (!minutes_follow) return true;
    minute_ = static_cast<int>(tokens_[at_].value);
    at_ += 2;
    return true;
  }

  static bool is_hour_word(const DateToken& token) noexcept {
    constexpr std::string_view kWords[] = {"h", "時", "时", "點", "点", "시", "giờ", "ч"};
    return token.kind == DateToken::Kind::kWord &&
           std::find(std::begin(kWords), std::end(kWords), token.word) != std::end(kWords);
  }

  /// "18.30" is a time when a word before or after says so; else it may be a day and month.
  bool is_dotted_time() const {
    const auto& after = tokens_[at_ + 2];
    if (tokens_.is_sign(at_ + 2, '.') && tokens_.is_number(at_ + 3)) return false;
    if (marked_) return true;
    return after.kind == DateToken::Kind::kWord &&
           (after.word == "uhr" || after.word == "u" || meridiem_of(after.word) != kNoMeridiem ||
            after.word == "wib" || after.word == "wita" || after.word == "wit");
  }

  /// "p.m." comes as four tokens.
  bool is_spelt_meridiem(std::size_t i) const {
    const auto& first = tokens_[i];
    const bool letter = first.kind == DateToken::Kind::kWord &&
                        (first.word == "a" || first.word == "p" || first.word == "μ" || first.word == "π");
    return letter && tokens_.is_sign(i + 1, '.') &&
           (tokens_.is_word(i + 2, "m") || tokens_.is_word(i + 2, "μ"));
  }

  void take_meridiem_after() {
    if (tokens_.is_word(at_, "uhr") || tokens_.is_word(at_, "h") || tokens_.is_word(at_, "hs")) ++at_;
    const auto& token = tokens_[at_];
    if (is_spelt_meridiem(at_)) {
      meridiem_ = token.word == "p" || (token.word == "μ") ? 12 : 0;
      at_ += tokens_.is_sign(at_ + 3, '.') ? std::size_t{4} : std::size_t{3};
    } else if (token.kind == DateToken::Kind::kWord && meridiem_of(token.word) != kNoMeridiem) {
      meridiem_ = meridiem_of(token.word);
      ++at_;
    }
  }

  std::optional<ClockTime> finish() {
    if (meridiem_ != kNoMeridiem && hour_ <= 12) hour_ = hour_ % 12 + meridiem_;
    if (hour_ > 23) return std::nullopt;
    ClockTime out;
    out.time_of_day = hours{hour_} + minutes{minute_};
    out.offset = take_zone();
    out.in_american_summer = american_;
    if (!out.offset && has_impossible_offset()) return std::nullopt;
    out.next = at_;
    return out;
  }

  /// "+99:00" makes a time that nobody can place.
  bool has_impossible_offset() const {
    return tokens_.is_sign(at_, '+') && tokens_.is_number(at_ + 1) && !tokens_[at_ + 1].blank_before &&
           tokens_.is_sign(at_ + 2, ':') && tokens_.is_number(at_ + 3);
  }

  std::optional<minutes> take_zone() {
    const std::size_t start = at_;
    if (tokens_.is_sign(at_, '(')) ++at_;
    const auto& token = tokens_[at_];
    const auto* zone = token.kind != DateToken::Kind::kWord
                           ? std::end(kZones)
                           : std::find_if(std::begin(kZones), std::end(kZones),
                                          [&](const Zone& entry) { return entry.name == token.word; });
    if (zone != std::end(kZones)) ++at_;
    const auto figures = take_offset();
    if (figures) return figures;
    if (zone != std::end(kZones)) {
      american_ = is_one_of_both(zone->name);
      return minutes{zone->offset};
    }
    at_ = start;
    return std::nullopt;
  }

  /// "+0200", "+02:00", "+2" behind GMT or the time itself.
  std::optional<minutes> take_offset() {
    const int sign = tokens_.is_sign(at_, '+') ? 1 : tokens_.is_sign(at_, '-') ? -1 : 0;
    const auto& figures = tokens_[at_ + 1];
    if (sign == 0 || !tokens_.is_number(at_ + 1) || figures.blank_before) return std::nullopt;
    const bool colon = tokens_.is_sign(at_ + 2, ':') && tokens_.is_number(at_ + 3);
    if (sign < 0 && figures.digits != 4 && !colon) return std::nullopt;
    if (figures.digits > 4 || (colon && tokens_[at_ + 3].digits > 2)) return std::nullopt;
    int total = static_cast<int>(figures.value) * 60;
    if (figures.digits == 4)
      total = static_cast<int>(figures.value / 100 * 60 + figures.value % 100);
    else if (colon)
      total += static_cast<int>(tokens_[at_ + 3].value);
    if (total > 15 * 60) return std::nullopt;
    at_ += colon ? std::size_t{4} : std::size_t{2};
    return minutes{sign * total};
  }

  const DateTokens& tokens_;
  std::size_t at_;
  bool marked_;
  int hour_ = 0;
  int minute_ = 0;
  int meridiem_ = kNoMeridiem;
  bool american_ = false;
};

}  // namespace

std::optional<ClockTime> read_clock(const DateTokens& tokens, std::size_t i, bool marked) {
  return ClockReader(tokens, i, marked).read();
}

}  // namespace kabar::text

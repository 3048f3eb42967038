#include "kabar/store/spelling_list.h"

#include <algorithm>
#include <string>

#include "kabar/base/ascii.h"
#include "kabar/base/hash.h"
#include "kabar/store/match_expression.h"
#include "kabar/store/statements.h"

namespace kabar::store {
namespace {

// As in the migration that made the list.
constexpr std::size_t kShortest = 3, kLongest = 34;
constexpr std::size_t kMostKnown = std::size_t{1} << 17;

std::size_t letters_of(std::string_view word) {
  return static_cast<std::size_t>(std::count_if(word.begin(), word.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
  }));
}

bool is_kept(std::string_view word) {
  if (word.size() < kShortest || ascii::is_digit(word.front()) || word.find('_') != word.npos) return false;
  const auto letters = letters_of(word);
  return letters >= kShortest && letters <= kLongest;
}

/// Each word once.
template <class Use>
Status for_each_word(std::string_view words, const Use& use) {
  while (!words.empty()) {
    const auto end = std::min(words.find(' '), words.size());
    const auto word = words.substr(0, end);
    words.remove_prefix(std::min(end + 1, words.size()));
    if (is_kept(word)) KABAR_CHECK(use(word));
  }
  return ok();
}

}  // namespace

Status SpellingList::meet(std::string_view words) {
  return for_each_word(words, [&](std::string_view word) { return meet_word(word); });
}

Status SpellingList::meet_word(std::string_view word) {
  if (known_.size() >= kMostKnown) known_.clear();
  if (!known_.insert(hash64(word)).second) return ok();
  return database_->query(statements::kMeetSpelling).bind(word).run();
}

Status SpellingList::leave(std::string_view words) {
  return for_each_word(words, [&](std::string_view word) { return leave_word(word); });
}

Status SpellingList::leave_word(std::string_view word) {
  KABAR_TRY(const auto expression, match_expression(*database_, store::words({std::string(word)})));
  {
    auto row = database_->query(statements::kHavingWord);
    KABAR_TRY(const bool found, row.bind(expression.text).bind(std::int64_t{1}).step());
    if (found) return ok();
  }
  known_.erase(hash64(word));
  return database_->query(statements::kLeaveSpelling).bind(word).run();
}

}  // namespace kabar::store

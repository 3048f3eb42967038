#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/base/time.h"
#include "kabar/model/ids.h"

namespace kabar::search {

/// What may stand before a colon.
enum class Field : std::uint8_t { kSource, kLang, kCountry, kTopic, kPlace, kName, kTitle };

/// What somebody asked for, as a tree.
struct Expression {
  enum class Kind : std::uint8_t {
    kAll,     ///< each part; without parts: nothing was asked for
    kAny,     ///< at least one part
    kNot,     ///< none of its one part
    kWords,   ///< each word of the text
    kPhrase,  ///< the text, word after word
    kField,   ///< the field has the text; a title also where it is a phrase
  };

  Kind kind = Kind::kAll;
  std::vector<Expression> parts = {};
  std::string text = {};
  Field field = Field::kSource;
  bool exact = false;                    ///< the text is an id or a code, and no beginning of a name
  std::vector<std::size_t> places = {};  ///< of words: where each piece of the text begins in what was typed
};

/// What has the field's value by its id or code alone.
Expression exactly(Field field, std::string value);

/// Something in a query that could not be taken as it stands; the rest of it counts all the same.
struct Note {
  enum class Kind : std::uint8_t {
    kOpenQuote,      ///< a quotation mark is not closed: the phrase goes on to the end
    kOpenBracket,    ///< a bracket is not closed: it goes on to the end
    kCloseBracket,   ///< a bracket closes what was never opened: passed over
    kNothingThere,   ///< an operator or a filter (`what`) has nothing to work on: passed over
    kUnknownFilter,  ///< there is no such filter (`what`): looked for as words
    kUnknownValue,   ///< a filter's value (`what`) is not known here: nothing can match it
    kNoDate,         ///< a date (`what`) cannot be read: passed over
    kWholeQuery,     ///< before:, after: and in: (`what`) count for the whole query wherever they stand
    kTooLong,        ///< the end was left out
    kAlsoNames,      ///< what names people (`what`) in other spellings is found, too
    kOnlyNewest,     ///< the search would have taken too long: older articles were not looked at
  };

  Kind kind;
  std::string what = {};

  friend bool operator==(const Note&, const Note&) = default;
};

struct ParsedQuery {
  Expression root;
  std::optional<Timestamp> after, before;  ///< `before` is not included
  std::optional<StoryId> story;
  std::vector<Note> notes;

  /// Asks for what `other` asks for, too. An article stands in one story: of two, nothing is found.
  void narrow(ParsedQuery other);
  void narrow(std::optional<Timestamp> not_before, std::optional<Timestamp> earlier_than,
              std::optional<StoryId> in_story);
  /// Nothing was asked for.
  bool is_empty() const noexcept;
};

/// Reads a query as people type it:
///
///     words "a phrase" -not (this OR that) NOT those AND title:word title:"a phrase"
///     source:NAME lang:CODE country:NAME topic:NAME place:NAME name:n12 after:2026-11-01 before:2026-12
///     in:s12
///
/// Words side by side must all be there; OR binds less than that. A value with blanks stands in quotation
/// marks, of any kind. `after:` includes its day (month, year), `before:` does not; `7d` and `12h` mean that
/// long before `now`; of two times the one counts that leaves less. Any text gives a query; what is odd in it
/// is noted. Pure; linear in the text, of which the first 400 characters count.
ParsedQuery parse_query(std::string_view text, Timestamp now);

}  // namespace kabar::search

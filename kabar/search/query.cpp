#include "kabar/search/query.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "kabar/base/utf8.h"
#include "kabar/model/story.h"
#include "kabar/search/tokens.h"
#include "kabar/text/utf8.h"

namespace kabar::search {
namespace {

using Kind = Expression::Kind;

constexpr std::size_t kMostBytes = 1'600;
constexpr std::size_t kMostCharacters = 400;
constexpr std::size_t kMostTokens = 64;
constexpr int kMostLevels = 8;

struct FieldName {
  std::string_view name;
  Field field;
};
constexpr std::array<FieldName, 9> kFields{{{"source", Field::kSource},
                                            {"site", Field::kSource},
                                            {"lang", Field::kLang},
                                            {"language", Field::kLang},
                                            {"country", Field::kCountry},
                                            {"topic", Field::kTopic},
                                            {"place", Field::kPlace},
                                            {"name", Field::kName},
                                            {"title", Field::kTitle}}};

const FieldName* find_field(std::string_view name) {
  const auto* const hit =
      std::find_if(kFields.begin(), kFields.end(), [&](const auto& known) { return known.name == name; });
  return hit == kFields.end() ? nullptr : hit;
}

bool is_nothing(const Expression& expression) {
  return expression.kind == Kind::kAll && expression.parts.empty();
}

bool is_of_whole_query(std::string_view name) {
  return name == "before" || name == "after" || name == "in";
}

/// "7d", "12h": that long before now.
std::optional<Timestamp> time_ago(std::string_view text, Timestamp now) {
  constexpr int kMost = 100'000;
  int count = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), count);
  const auto unit = text.substr(static_cast<std::size_t>(end - text.data()));
  if (failure != std::errc() || count < 0 || count > kMost) return std::nullopt;
  if (unit == "d") return now - std::chrono::days(count);
  if (unit == "h") return now - std::chrono::hours(count);
  return std::nullopt;
}

/// "2026", "2026-11" and "2026-11-22" begin where they begin; so does a time.
std::optional<Timestamp> time_of(std::string_view text, Timestamp now) {
  constexpr std::size_t kYear = 4, kMonth = 7;
  if (const auto ago = time_ago(text, now)) return ago;
  const auto whole = std::string(text) + (text.size() == kYear    ? "-01-01"
                                          : text.size() == kMonth ? "-01"
                                                                  : "");
  return parse_iso(whole);
}

/// What asks for the one and the other.
void both(Expression& one, Expression other) {
  if (is_nothing(other)) return;
  if (one.kind != Kind::kAll) one = Expression{Kind::kAll, {std::move(one)}};
  auto& parts = one.parts;
  if (other.kind == Kind::kAll)
    parts.insert(parts.end(), std::move_iterator(other.parts.begin()), std::move_iterator(other.parts.end()));
  else
    parts.push_back(std::move(other));
  if (parts.size() == 1) one = Expression(std::move(parts.front()));
}

class Parser {
 public:
  Parser(std::vector<Token> tokens, Timestamp now, ParsedQuery& out)
      : tokens_(std::move(tokens)), now_(now), out_(out) {}

  void run() {
    auto root = any(0);
    while (at_ < tokens_.size()) {  // only a bracket ends it early
      note(Note::Kind::kCloseBracket);
      ++at_;
      join(root, any(0));
    }
    both(out_.root, std::move(root));  // stories that exclude each other stand there by now
  }

 private:
  using TokenKind = Token::Kind;

  bool is_at(TokenKind kind) const { return at_ < tokens_.size() && tokens_[at_].kind == kind; }
  void note(Note::Kind kind, std::string what = {}) {
    told_ = true;
    Note made{kind, std::move(what)};
    if (std::find(out_.notes.begin(), out_.notes.end(), made) == out_.notes.end())
      out_.notes.push_back(std::move(made));
  }

  /// Words side by side become one text, so that function words among them can be told.
  static void join(Expression& all, Expression part) {
    if (is_nothing(part)) return;
    if (all.kind != Kind::kAll) all = Expression{Kind::kAll, {std::move(all)}};
    auto& parts = all.parts;
    if (part.kind != Kind::kWords || parts.empty() || parts.back().kind != Kind::kWords) {
      parts.push_back(std::move(part));
      return;
    }
    auto& words = parts.back();
    words.text += ' ' + part.text;
    words.places.insert(words.places.end(), part.places.begin(), part.places.end());
  }

  static Expression unwrapped(Expression list) {
    return list.parts.size() == 1 ? std::move(list.parts.front()) : std::move(list);
  }

  Expression any(int level) {
    Expression out{Kind::kAny};
    auto part = all(level);
    while (is_at(TokenKind::kOr)) {
      const auto sign = tokens_[at_++].text;
      auto next = all(level);
      if (is_nothing(part) || is_nothing(next)) note(Note::Kind::kNothingThere, sign);
      if (!is_nothing(part)) out.parts.push_back(std::move(part));
      part = std::move(next);
    }
    if (!is_nothing(part)) out.parts.push_back(std::move(part));
    return out.parts.empty() ? Expression{} : unwrapped(std::move(out));
  }

  Expression all(int level) {
    Expression out;
    while (at_ < tokens_.size() && !is_at(TokenKind::kOr) && !is_at(TokenKind::kClose)) {
      if (is_at(TokenKind::kAnd)) {
        const auto sign = tokens_[at_++].text;
        if (is_nothing(out) || ends_here()) note(Note::Kind::kNothingThere, sign);
        continue;
      }
      join(out, part(level));
    }
    return unwrapped(std::move(out));
  }

  bool ends_here() const {
    return at_ >= tokens_.size() || is_at(TokenKind::kOr) || is_at(TokenKind::kAnd) ||
           is_at(TokenKind::kClose);
  }

  Expression part(int level) {
    const auto& token = tokens_[at_++];
    switch (token.kind) {
      case TokenKind::kNot: return negation(token, level);
      case TokenKind::kOpen: return bracket(level);
      case TokenKind::kPhrase: return {Kind::kPhrase, {}, token.text};
      case TokenKind::kFilter: return filter(token);
      default: return {Kind::kWords, {}, token.text, {}, false, {token.at}};
    }
  }

  Expression negation(const Token& sign, int level) {
    auto inner = Expression{};
    if (!ends_here()) {
      ++inside_;
      told_ = false;
      inner = part(level);
      --inside_;
    } else {
      told_ = false;
    }
    if (is_nothing(inner)) {
      if (!told_) note(Note::Kind::kNothingThere, sign.text);
      return {};
    }
    if (inner.kind == Kind::kNot) return std::move(inner.parts.front());
    return {Kind::kNot, {std::move(inner)}};
  }

  /// Deeper brackets than anybody types are passed over, with all that stands in them.
  Expression bracket(int level) {
    if (level >= kMostLevels) {
      pass_bracket();
      note(Note::Kind::kTooLong);
      return {};
    }
    ++inside_;
    auto out = any(level + 1);
    --inside_;
    if (is_at(TokenKind::kClose))
      ++at_;
    else
      note(Note::Kind::kOpenBracket);
    return out;
  }

  void pass_bracket() {
    for (int open = 1; at_ < tokens_.size() && open > 0; ++at_)
      open += tokens_[at_].kind == TokenKind::kOpen ? 1 : tokens_[at_].kind == TokenKind::kClose ? -1 : 0;
  }

  Expression filter(const Token& token) {
    const auto shown = token.filter + ":" + token.text;
    if (is_of_whole_query(token.filter)) {
      whole_query(token, shown);
      return {};
    }
    const auto* const field = find_field(token.filter);
    if (field == nullptr) {
      note(Note::Kind::kUnknownFilter, token.filter + ":");
      return {Kind::kWords, {}, token.filter + " " + token.text};
    }
    if (token.text.empty()) {
      note(Note::Kind::kNothingThere, shown);
      return {};
    }
    return {Kind::kField, {}, token.text, field->field};
  }

  void whole_query(const Token& token, const std::string& shown) {
    if (inside_ > 0 || has_or_) note(Note::Kind::kWholeQuery, shown);
    if (token.text.empty()) return note(Note::Kind::kNothingThere, shown);
    if (token.filter == "in") {
      const auto story = parse_story_name(token.text.substr(0, token.text.find('-')));
      return story ? out_.narrow({}, {}, story) : note(Note::Kind::kUnknownValue, shown);
    }
    const auto time = time_of(token.text, now_);
    if (!time) return note(Note::Kind::kNoDate, shown);
    token.filter == "before" ? out_.narrow({}, time, {}) : out_.narrow(time, {}, {});
  }

  std::vector<Token> tokens_;
  Timestamp now_;
  ParsedQuery& out_;
  std::size_t at_ = 0;
  int inside_ = 0;
  bool told_ = false;  // something was noted since it was set
  bool has_or_ = std::any_of(tokens_.begin(), tokens_.end(),
                             [](const auto& token) { return token.kind == TokenKind::kOr; });
};

/// The first characters; whether that was all.
bool cut(std::string_view& text) {
  const auto before = text.size();
  text = utf8::head(text, kMostBytes);
  std::size_t at = 0;
  for (std::size_t i = 0; i < kMostCharacters && at < text.size(); ++i) text::next_code_point(text, at);
  text = text.substr(0, at);
  return text.size() == before;
}

}  // namespace

void ParsedQuery::narrow(ParsedQuery other) {
  both(root, std::move(other.root));
  narrow(other.after, other.before, other.story);
  notes.insert(notes.end(), other.notes.begin(), other.notes.end());
}

void ParsedQuery::narrow(std::optional<Timestamp> not_before, std::optional<Timestamp> earlier_than,
                         std::optional<StoryId> in_story) {
  if (not_before) after = std::max(after.value_or(*not_before), *not_before);
  if (earlier_than) before = std::min(before.value_or(*earlier_than), *earlier_than);
  if (story && in_story && *story != *in_story) both(root, Expression{Kind::kAny});
  if (in_story) story = in_story;
}

bool ParsedQuery::is_empty() const noexcept {
  return is_nothing(root) && !after && !before && !story;
}

Expression exactly(Field field, std::string value) {
  return {Expression::Kind::kField, {}, std::move(value), field, true};
}

ParsedQuery parse_query(std::string_view text, Timestamp now) {
  ParsedQuery out;
  bool whole = cut(text);
  auto tokens = tokens_of(text, out.notes);
  if (tokens.size() > kMostTokens) {
    tokens.resize(kMostTokens);
    whole = false;
  }
  if (!whole) out.notes.push_back({Note::Kind::kTooLong});
  Parser(std::move(tokens), now, out).run();
  return out;
}

}  // namespace kabar::search

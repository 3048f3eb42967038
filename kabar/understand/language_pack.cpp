#include "kabar/understand/language_pack.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>

#include "kabar/base/dotted_keys.h"
#include "kabar/model/figure.h"
#include "kabar/text/letters.h"
#include "kabar/text/utf8.h"
#include "kabar/understand/embedded.h"

namespace kabar::understand {
namespace {

constexpr std::int8_t of(FigureKind kind) {
  return static_cast<std::int8_t>(kind);
}

constexpr std::array kUnitNames{
    UnitName{"mm", "mm", of(FigureKind::kLength)},
    UnitName{"cm", "cm", of(FigureKind::kLength)},
    UnitName{"m", "m", of(FigureKind::kLength)},
    UnitName{"km", "km", of(FigureKind::kLength)},
    UnitName{"mi", "mi", of(FigureKind::kLength)},
    UnitName{"ft", "ft", of(FigureKind::kLength)},
    UnitName{"m2", "m²", of(FigureKind::kArea)},
    UnitName{"km2", "km²", of(FigureKind::kArea)},
    UnitName{"ha", "ha", of(FigureKind::kArea)},
    UnitName{"ac", "ac", of(FigureKind::kArea)},
    UnitName{"s", "s", of(FigureKind::kDuration)},
    UnitName{"min", "min", of(FigureKind::kDuration)},
    UnitName{"h", "h", of(FigureKind::kDuration)},
    UnitName{"d", "d", of(FigureKind::kDuration)},
    UnitName{"year", "", of(FigureKind::kDuration)},
    UnitName{"percent", "%", of(FigureKind::kPercent)},
    UnitName{"none", "", -1},
};

struct Section {
  std::string_view name;
  Sense sense;
};
// Lists that stand alone: section and key, and what their phrases tell.
constexpr std::array kLists{
    Section{"people.words", Sense::kPeople},
    Section{"people.recovered", Sense::kRecovered},
    Section{"people.anyone", Sense::kAnyone},
    Section{"no_figure.phrases", Sense::kNoFigure},
    Section{"no_figure.months", Sense::kMonth},
    Section{"claims.hypothetical", Sense::kHypothetical},
    Section{"claims.denial", Sense::kDenial},
    Section{"claims.negation", Sense::kNegation},
    Section{"claims.past", Sense::kPast},
    Section{"claims.breaks", Sense::kBreak},
    Section{"claims.joins", Sense::kJoin},
    Section{"claims.definite", Sense::kDefinite},
    Section{"attribution.not", Sense::kNoVoice},
    Section{"attribution.nouns", Sense::kNounVerb},
    Section{"attribution.before", Sense::kVoiceBefore},
    Section{"attribution.behind", Sense::kVoiceBehind},
    Section{"attribution.verbs", Sense::kVoiceVerb},
    Section{"attribution.ends", Sense::kVoiceEnd},
    Section{"attribution.pronouns", Sense::kPronoun},
    Section{"attribution.counts", Sense::kCountWord},
    Section{"attribution.many", Sense::kManyBear},
    Section{"quotes.verbs", Sense::kSpeechVerb},
    Section{"quotes.articles", Sense::kArticle},
    Section{"quotes.prepositions", Sense::kPreposition},
    Section{"quotes.unsaid", Sense::kUnsaid},
    Section{"quotes.supposing", Sense::kSupposing},
    Section{"quotes.told", Sense::kTold},
    Section{"quotes.relations", Sense::kRelation},
    Section{"quotes.things", Sense::kThing},
    Section{"quotes.relatives", Sense::kRelative},
    Section{"quotes.cited", Sense::kCited},
    Section{"names.titles", Sense::kTitle},
    Section{"names.particles", Sense::kParticle},
    Section{"names.organisations", Sense::kOrganisation},
    Section{"names.places", Sense::kPlace},
    Section{"names.before_places", Sense::kPlaceBefore},
    Section{"names.trailing_places", Sense::kPlaceBehind},
    Section{"names.not", Sense::kNoName},
    Section{"names.possessives", Sense::kPossessive},
    Section{"names.alone", Sense::kAlone},
    Section{"claims.nearly", Sense::kNearly},
    Section{"claims.future", Sense::kFuture},
    Section{"claims.fiction", Sense::kFiction},
    Section{"claims.parts", Sense::kPartOf},
    Section{"claims.shares", Sense::kShare},
    Section{"claims.rates", Sense::kRate},
    Section{"claims.corrected", Sense::kCorrected},
    Section{"claims.becomes", Sense::kBecomes},
    Section{"claims.other_time", Sense::kOtherTime},
    Section{"people.fillers", Sense::kFiller},
    Section{"attribution.by", Sense::kVoiceBy},
    Section{"attribution.participles", Sense::kVoicePart},
    Section{"attribution.auxiliaries", Sense::kAuxiliary},
    Section{"attribution.again", Sense::kVoiceAgain},
    Section{"attribution.as", Sense::kVoiceAs},
    Section{"attribution.hints", Sense::kVoiceHint},
    Section{"attribution.times", Sense::kTime},
    Section{"claims.since", Sense::kSince},
};
// Lists of number words that stand alone.
constexpr std::array<std::pair<std::string_view, NumberWord>, 3> kNumberLists{
    {{"vague", NumberWord::kVague}, {"half", NumberWord::kHalf}, {"joiners", NumberWord::kJoiner}}};
// Tables of number words by value.
constexpr std::array<std::pair<std::string_view, NumberWord>, 3> kNumberTables{
    {{"words", NumberWord::kValue}, {"scales", NumberWord::kScale}, {"rounded", NumberWord::kRounded}}};
// Read before all else.
constexpr std::array<std::string_view, 12> kGrammar{
    "prefixes",     "accents",       "capital_nouns", "verb_first",  "plural_ends",   "plural_adjectives",
    "local_dollar", "singular_ends", "other_dollars", "dative_ends", "bare_genitive", "genitive_ends"};
// Those of them that are true or false; the others are lists of words.
constexpr std::array<std::string_view, 6> kFlags{"accents",           "capital_nouns", "verb_first",
                                                 "plural_adjectives", "local_dollar",  "bare_genitive"};
// What a language may well not have.
constexpr std::array<std::string_view, 23> kOptional{"attribution.nouns",
                                                     "names.trailing_places",
                                                     "claims.since",
                                                     "quotes.articles",
                                                     "names.particles",
                                                     "names.before_places",
                                                     "claims.joins",
                                                     "attribution.behind",
                                                     "attribution.pronouns",
                                                     "claims.breaks",
                                                     "attribution.ends",
                                                     "names.possessives",
                                                     "names.alone",
                                                     "quotes.cited",
                                                     "quotes.supposing",
                                                     "quotes.told",
                                                     "attribution.by",
                                                     "attribution.participles",
                                                     "attribution.auxiliaries",
                                                     "attribution.again",
                                                     "claims.becomes",
                                                     "attribution.as",
                                                     "quotes.relations"};

template <class List>
int place_in(const List& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? -1 : static_cast<int>(found - names.begin());
}

std::optional<double> value_of(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// Of number words; a word that multiplies makes more of a number.
constexpr double kLeastScale = 2, kMostValue = 1e18;

bool is_code(std::string_view lang) {
  return (lang.size() == 2 || lang.size() == 3) &&
         std::all_of(lang.begin(), lang.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// Whether a phrase has one place for a number, or two; "# #" is one that a text writes in two, as well.
bool has_places(std::string_view phrase, int wanted) {
  int marks = 0, apart = 0;
  bool beside = false;
  for (const char c : phrase) {
    if (c == ' ') continue;
    marks += c == '#' ? 1 : 0;
    apart += c == '#' && !beside ? 1 : 0;
    beside = c == '#';
  }
  return marks == wanted || apart == wanted;
}

class Reader {
 public:
  explicit Reader(std::string file) : file_(std::move(file)) {}

  Result<LanguagePack> read(const toml::table& root) {
    read_prefixes(root);
    for (const auto& [name, node] : root) KABAR_CHECK(read_member(name.str(), node));
    if (pack_.lang.empty()) return Error{Errc::kInvalidInput, fmt::format("{}:1: no 'language'", file_)};
    find_missing();
    return std::move(pack_);
  }

 private:
  Error wrong(const toml::node& node, std::string_view what) const {
    return {Errc::kInvalidInput, fmt::format("{}:{}: {}", file_, node.source().begin.line, what)};
  }

  static std::vector<std::string> folded_list(const toml::array* list) {
    std::vector<std::string> out;
    if (list == nullptr) return out;
    for (const auto& item : *list)
      if (const auto text = item.value<std::string>()) out.push_back(text::fold(*text));
    return out;
  }

  /// First, as every phrase set must know them.
  void read_prefixes(const toml::table& root) {
    auto prefixes = folded_list(root["prefixes"].as_array());
    pack_.plural_ends = folded_list(root["plural_ends"].as_array());
    pack_.bare_genitive = root["bare_genitive"].value_or(false);
    pack_.local_dollar = root["local_dollar"].value_or(false);
    pack_.genitive_ends = folded_list(root["genitive_ends"].as_array());
    pack_.dative_ends = folded_list(root["dative_ends"].as_array());
    pack_.singular_ends = folded_list(root["singular_ends"].as_array());
    if (const auto* places = root["other_dollars"].as_array())
      for (const auto& place : *places) pack_.other_dollars.push_back(place.value_or<std::string>({}));
    pack_.plural_adjectives = root["plural_adjectives"].value_or(false);
    pack_.accents = root["accents"].value_or(false) ? Accents::kKept : Accents::kFolded;
    pack_.capital_nouns = root["capital_nouns"].value_or(false);
    pack_.verb_first = root["verb_first"].value_or(false);
    pack_.number_words.set_accents(pack_.accents);
    pack_.phrases.set_accents(pack_.accents);
    pack_.percents.set_accents(pack_.accents);
    pack_.number_words.set_prefixes(prefixes);
    pack_.phrases.set_prefixes(prefixes);
    pack_.prefixes = std::move(prefixes);
  }

  Status read_member(std::string_view name, const toml::node& node) {
    if (place_in(kGrammar, name) >= 0)
      return place_in(kFlags, name) >= 0 ? check_flag(node) : check_words(node);
    if (name == "language") {
      pack_.lang = node.value_or<std::string>({});
      return is_code(pack_.lang) ? ok() : Status(wrong(node, "no code of a language"));
    }
    const auto* table = node.as_table();
    if (table == nullptr) return wrong(node, fmt::format("'{}' is no key of a language", name));
    for (const auto& [key, value] : *table) KABAR_CHECK(read_key(name, key.str(), value));
    return ok();
  }

  Status read_key(std::string_view section, std::string_view key, const toml::node& node) {
    if (section == "numbers") return read_numbers(key, node);
    if (section == "qualifiers")
      return read_coded(section, key, node, Sense::kQualifier, place_in(kQualifiers, key));
    if (section == "kinds") return read_coded(section, key, node, Sense::kKind, place_in(kFigureKinds, key));
    if (section == "units") return read_coded(section, key, node, Sense::kUnit, place_of_unit(key));
    if (section == "money") return read_money(key, node);
    const auto full = fmt::format("{}.{}", section, key);
    if (full == "attribution.subject_first") {
      pack_.subject_first = node.value_or(false);
      return check_flag(node);
    }
    const auto* list =
        std::find_if(kLists.begin(), kLists.end(), [&](const auto& l) { return l.name == full; });
    if (list == kLists.end()) return wrong(node, fmt::format("'{}' is no key of a language", full));
    return read_coded(section, key, node, list->sense, 0);
  }

  static int place_of_unit(std::string_view key) {
    for (std::size_t i = 0; i < kUnitNames.size(); ++i)
      if (kUnitNames[i].key == key) return static_cast<int>(i);
    return -1;
  }

  Status read_money(std::string_view key, const toml::node& node) {
    if (key == "links") return read_coded("money", key, node, Sense::kLink, 0);
    if (key == "open") {
      pack_.currencies.emplace_back(kOpenCurrency);
      return read_coded("money", key, node, Sense::kMoney, static_cast<int>(pack_.currencies.size()) - 1);
    }
    if (key.size() != 3) return wrong(node, fmt::format("'{}' is no code of ISO 4217", key));
    pack_.currencies.emplace_back(key);
    return read_coded("money", key, node, Sense::kMoney, static_cast<int>(pack_.currencies.size()) - 1);
  }

  Status read_coded(std::string_view section, std::string_view key, const toml::node& node, Sense sense,
                    int code) {
    if (code < 0) return wrong(node, fmt::format("'{}' is no key of [{}]", key, section));
    if (code > std::numeric_limits<std::uint8_t>::max()) return wrong(node, "a key too many");
    seen_.push_back(fmt::format("{}.{}", section, key));
    const PhraseSet::Meaning meaning{static_cast<std::uint8_t>(sense), static_cast<std::uint8_t>(code), 0};
    const bool percent = section == "units" && key == "percent";
    if (section == "qualifiers") KABAR_CHECK(check_numbers(node, key == "between" ? 2 : 1));
    return each_phrase(node, [&](std::string_view phrase) {
      if (percent && phrase.size() > 1) pack_.percents.add(phrase, meaning);
      return pack_.phrases.add(phrase, meaning);
    });
  }

  Status check_flag(const toml::node& node) const {
    return node.is_boolean() ? ok() : Status(wrong(node, "true or false is wanted"));
  }

  Status check_words(const toml::node& node) const {
    const auto* list = node.as_array();
    const auto is_word = [](const toml::node& item) { return item.is_string(); };
    const bool words = list != nullptr && std::all_of(list->begin(), list->end(), is_word);
    return words ? ok() : Status(wrong(node, "a list of words is wanted"));
  }

  /// Whether each phrase has so many places for a number.
  Status check_numbers(const toml::node& node, int wanted) const {
    const auto* list = node.as_array();
    if (list == nullptr) return ok();
    for (const auto& item : *list) {
      const auto phrase = item.value_or<std::string>({});
      if (!has_places(phrase, wanted))
        return wrong(item, fmt::format("a phrase with {} '#' is wanted", wanted));
    }
    return ok();
  }

  template <class Add>
  Status each_phrase(const toml::node& node, Add add) {
    const auto* list = node.as_array();
    if (list == nullptr) return wrong(node, "a list of phrases is wanted");
    for (const auto& item : *list) {
      const auto phrase = item.value<std::string>();
      if (!phrase || !add(*phrase)) return wrong(item, "a phrase wants a word");
    }
    return ok();
  }

  Status read_numbers(std::string_view key, const toml::node& node) {
    seen_.push_back(fmt::format("numbers.{}", key));
    for (const auto& [name, word] : kNumberTables)
      if (key == name) return read_number_table(node, word);
    for (const auto& [name, word] : kNumberLists)
      if (key == name) return read_number_list(node, word, 0);
    if (key == "short_forms")
      return each_phrase(node, [&](std::string_view phrase) {
        pack_.short_forms.push_back(text::fold(phrase));
        return !phrase.empty();
      });
    return read_number_style(key, node);
  }

  Status read_number_style(std::string_view key, const toml::node& node) {
    const auto text = node.value_or<std::string>({});
    std::size_t pos = 0;
    if (key == "decimal" && !text.empty()) {
      pack_.decimal = text::next_code_point(text, pos);
    } else if (key == "group") {
      while (pos < text.size()) pack_.group += text::next_code_point(text, pos);
    } else if (key == "units_first") {
      pack_.units_first = node.value_or(false);
      return check_flag(node);
    } else if (key == "compounds") {
      pack_.compounds = node.value_or(false);
      return check_flag(node);
    } else {
      return wrong(node, fmt::format("'{}' is no key of [numbers]", key));
    }
    return ok();
  }

  Status read_number_list(const toml::node& node, NumberWord word, double value) {
    return each_phrase(node, [&](std::string_view phrase) {
      return pack_.number_words.add(phrase, {static_cast<std::uint8_t>(word), 0, value});
    });
  }

  Status read_number_table(const toml::node& node, NumberWord word) {
    const auto* table = node.as_table();
    if (table == nullptr) return wrong(node, "a table from values to their words is wanted");
    for (const auto& [key, list] : *table) {
      const auto value = value_of(key.str());
      if (!value) return wrong(list, fmt::format("'{}' is no number", key.str()));
      const auto least = word == NumberWord::kScale ? kLeastScale : 0.0;
      if (!(*value >= least && *value <= kMostValue))
        return wrong(list, fmt::format("'{}' is no such number", key.str()));
      const bool one = word == NumberWord::kValue && *value == 1;
      pack_.teens = pack_.teens || (word == NumberWord::kValue && *value == 11);
      KABAR_CHECK(read_number_list(list, one ? NumberWord::kOne : word, *value));
    }
    return ok();
  }

  void want(const std::string& key) {
    if (place_in(seen_, key) < 0 && place_in(kOptional, key) < 0) pack_.missing.push_back(key);
  }

  void find_missing() {
    for (const auto& list : kLists) want(std::string(list.name));
    for (const auto& [name, word] : kNumberTables)
      if (word != NumberWord::kRounded) want(fmt::format("numbers.{}", name));
    for (const auto* name : {"vague", "half", "decimal", "group"}) want(fmt::format("numbers.{}", name));
    for (const auto name : kQualifiers)
      if (name != "exact") want(fmt::format("qualifiers.{}", name));
    for (std::size_t i = 0; i < kFigureKinds.size(); ++i)
      if (const auto kind = static_cast<FigureKind>(i); is_main(kind))
        want(fmt::format("kinds.{}", kFigureKinds[i]));
    for (const auto* unit :
         {"mm", "cm", "m", "km", "m2", "km2", "ha", "s", "min", "h", "d", "year", "percent", "none"})
      want(fmt::format("units.{}", unit));
    for (const auto* code : {"EUR", "USD", "GBP"}) want(fmt::format("money.{}", code));
  }

  std::string file_;
  LanguagePack pack_;
  std::vector<std::string> seen_;
};

constexpr std::array<std::string_view, 10> kPackLanguages{"ar", "de", "en", "es", "fr",
                                                          "id", "it", "pt", "ru", "tr"};

std::unique_ptr<const LanguagePack> embedded_pack(std::string_view lang) {
  const auto file = fmt::format("languages/{}.toml", lang);
  auto pack = read_language_pack(embedded_file(file), file);
  return pack ? std::make_unique<const LanguagePack>(*std::move(pack)) : nullptr;
}

}  // namespace

const std::span<const UnitName> kUnits{kUnitNames};

Result<LanguagePack> read_language_pack(std::string_view toml, const std::string& file) {
  constexpr std::size_t kMostParts = 16;
  if (const auto line = line_of_deep_key(toml, kMostParts))
    return Error{Errc::kInvalidInput, fmt::format("{}:{}: no key has so many parts", file, *line)};
  try {
    return Reader(file).read(toml::parse(toml, file));
  } catch (const toml::parse_error& failure) {
    return Error{Errc::kInvalidInput,
                 fmt::format("{}:{}: {}", file, failure.source().begin.line, failure.description())};
  }
}

const LanguagePack* language_pack(std::string_view lang) {
  static const auto packs = [] {
    std::array<std::unique_ptr<const LanguagePack>, kPackLanguages.size()> out;
    std::transform(kPackLanguages.begin(), kPackLanguages.end(), out.begin(), embedded_pack);
    return out;
  }();
  const auto place = place_in(kPackLanguages, lang);
  return place < 0 ? nullptr : packs[static_cast<std::size_t>(place)].get();
}

std::span<const std::string_view> pack_languages() noexcept {
  return kPackLanguages;
}

}  // namespace kabar::understand

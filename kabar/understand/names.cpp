#include "kabar/understand/names.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "kabar/base/utf8.h"
#include "kabar/text/letters.h"
#include "kabar/text/stemmer.h"
#include "kabar/text/utf8.h"
#include "kabar/understand/gazetteer.h"
#include "kabar/understand/name_context.h"
#include "kabar/understand/spoken_sentence.h"

namespace kabar::understand {
namespace {

constexpr std::size_t kMostNames = 500;
constexpr std::size_t kMostPlaceWords = 4;
constexpr std::uint32_t kWellKnown = 400;  ///< thousands of inhabitants: a city without a word that says so
constexpr std::uint32_t kWorldKnown = 1'000;  ///< one that opens a sentence
constexpr std::uint32_t kLarge = 100;
constexpr std::size_t kByline = 12;  ///< tokens at the start, in which "CITY (AGENCY) -" stands

using Kind = Token::Kind;

class NameFinder {
 public:
  explicit NameFinder(const LanguagePack& pack) : pack_(pack) {}

  std::vector<Name> run(std::vector<ProseSentence> sentences) {
    for (auto& sentence : sentences) {
      if (out_.size() >= kMostNames) break;
      const SpokenSentence spoken(std::move(sentence), pack_);
      const auto dateline = read_plain_byline(spoken);
      if (has_no_case(spoken)) read_plain(spoken, dateline);
      for (const auto& run : spoken.runs)
        if (run.begin >= dateline) read(spoken, run);
      first_ = false;
    }
    settle_kinds();
    settle_cities();
    name_surnames();
    return std::move(out_);
  }

 private:
  // --- scripts with capitals ---

  void read(const SpokenSentence& s, NameRun run) {
    const auto whole = s.words(run.begin, run.end);
    if (is_no_name(s, run)) return;
    if (run.words >= 2) weigh(s, run, whole);
    if (read_byline(s, run, whole) || read_body_of(s, run) || read_organisation(s, run)) return;
    if (read_place(s, run, whole)) return;
    if (run.words >= 2 && run.end - run.begin <= 6 && !is_one_written(s, run))
      read_long(s, run, whole);
    else
      read_single(run, whole);
  }

  /// "CITY (AGENCY) -" and "CITY, 3 May (AGENCY)".
  bool read_byline(const SpokenSentence& s, const NameRun& run, const std::string& whole) {
    if (!first_ || run.begin > 0 || !all_capitals(whole)) return false;
    for (auto i = run.end; i < std::min(s.tokens.size(), kByline); ++i)
      if (s.tokens[i].key == "(" || s.tokens[i].key == "—") {
        add_dateline(whole);
        return true;
      }
    return false;
  }

  /// "SÃO PAULO (Reuters) -", "بيروت (رويترز) -": what no run of names is, as its first word is a small one,
  /// or its script has no capitals. Where it ends; 0 where there is none.
  std::size_t read_plain_byline(const SpokenSentence& s) {
    std::size_t end = 0;
    while (end < s.tokens.size() && end < kMostPlaceWords && s.tokens[end].kind == Kind::kWord) ++end;
    if (!first_ || end == 0 || end >= s.tokens.size() || s.tokens[end].key != "(") return 0;
    auto close = end;
    while (close < s.tokens.size() && close < kByline && s.tokens[close].key != ")") ++close;
    const bool dashed = close + 1 < s.tokens.size() && is_dash(s.tokens[close + 1].key);
    const auto whole = s.words(0, end);
    if (!dashed || !(has_no_case(s) || all_capitals(whole))) return 0;
    add_dateline(whole);
    return end;
  }
  static bool is_dash(std::string_view sign) { return sign == "-" || sign == "–" || sign == "—"; }

  void add_dateline(const std::string& whole) {
    auto known = find_place(whole, pack_.lang);
    for (auto prefix = pack_.prefixes.begin(); !known && prefix != pack_.prefixes.end(); ++prefix)
      if (whole.starts_with(*prefix)) known = find_place(whole.substr(prefix->size()), pack_.lang);
    add(whole, NameKind::kPlace, known ? known->ref : "");
  }

  /// "Полиция Сербии", "Pemerintah Indonesia": a body that has its capital from the sentence, and whose it
  /// is.
  bool read_body_of(const SpokenSentence& s, const NameRun& run) {
    auto rest = run.begin + 1;
    while (rest < run.end && s.has(rest, Sense::kParticle) && !s.tokens[rest].capital) ++rest;
    if (run.begin > 0 || rest >= run.end || !s.has(run.begin, Sense::kOrganisation)) return false;
    auto whole = s.words(rest, run.end);
    const auto known = find_place(whole, pack_.lang);
    if (!known || !(known->country || known->thousands >= kWellKnown)) return false;
    return add(std::move(whole), NameKind::kPlace, known->ref);
  }

  /// A word of organisations in it, or right before it with a small letter ("ministère de la Santé").
  bool read_organisation(const SpokenSentence& s, NameRun run) {
    bool organisation = false;
    for (auto i = run.begin; i < run.end; ++i) organisation = organisation || s.has(i, Sense::kOrganisation);
    organisation = organisation || (run.end - run.begin == 1 && s.has(run.begin, Sense::kAlone));
    auto begin = run.begin;
    while (begin > 0 && begin + 3 > run.begin && s.has(begin - 1, Sense::kParticle)) --begin;
    const bool led = begin > 0 && begin < run.begin && s.has(begin - 1, Sense::kOrganisation) &&
                     s.tokens[begin - 1].kind == Kind::kWord && !s.tokens[begin - 1].capital;
    if (led && !find_place(s.words(run.begin, run.end), pack_.lang)) {
      run.begin = begin - 1;
      organisation = true;
    }
    if (!organisation) return false;
    while (run.begin + 1 < run.end && s.has(run.begin, Sense::kNoName)) ++run.begin;
    // A lone word of organisations names none, nor the same one in two languages ("Police", "Comité").
    if (run.end - run.begin == 1 && !s.has(run.begin, Sense::kAlone) &&
        !all_capitals(s.words(run.begin, run.end)))
      return true;
    add(s.words(run.begin, run.end), NameKind::kOrganisation, {});
    return true;
  }

  /// Behind "in", or with an ending that says so ("Kars'ta").
  bool is_led(const SpokenSentence& s, const NameRun& run) const {
    if (run.has_title) return false;
    if (run.end < s.tokens.size() && s.tokens[run.end].glue == '\'' && s.has(run.end, Sense::kPlaceBefore))
      return true;
    const auto at = run.title_begin;
    if (at == 0) return false;
    if (s.has(at - 1, Sense::kPlaceBefore)) return true;
    // "à la Réunion", but not "in der Halle"
    return at > 1 && !pack_.capital_nouns && s.tokens[at - 1].key.size() <= 3 &&
           text::is_stop_word(s.tokens[at - 1].key, pack_.lang) && s.has(at - 2, Sense::kPlaceBefore);
  }

  /// "lago Titicaca", "sierra de la Culebra", "Охотском море": a word of places with a small letter beside
  /// it.
  bool read_place_word(const SpokenSentence& s, const NameRun& run) {
    auto begin = run.begin;
    while (begin > 0 && begin + 3 > run.begin && s.has(begin - 1, Sense::kParticle)) --begin;
    if (begin > 0 && is_small_place(s, begin - 1)) {
      const bool led = s.has(begin - 1, Sense::kPlaceBefore);  // "l'île de Madère": the name alone
      return add(s.words(led ? run.begin : begin - 1, run.end), NameKind::kPlace, {});
    }
    // "Охотском море" is one name, "Stepanakert airport" is at Stepanakert.
    if (run.words != 1 || run.end >= s.tokens.size() || !is_small_place(s, run.end)) return false;
    const bool adjective = pack_.plural_adjectives || is_of_people(s.words(run.begin, run.end));
    return add(s.words(run.begin, run.end + (adjective ? 1 : 0)), NameKind::kPlace, {});
  }

  std::optional<KnownPlace> known_place(const SpokenSentence& s, const NameRun& run,
                                        const std::string& whole) const {
    auto known = find_place(whole, pack_.lang);
    if (known && !known->country && is_common_word(s, run.begin, run.end)) known.reset();
    return known;
  }

  bool read_place(const SpokenSentence& s, const NameRun& run, const std::string& whole) {
    const auto known = known_place(s, run, whole);
    const bool borne = surnames_.contains(text::fold(whole));
    if (known && known->country && !borne) return add(whole, NameKind::kPlace, known->ref);
    if ((!known && (read_place_word(s, run) || read_pair(s, run))) || read_placed_run(s, run) ||
        read_end(s, run))
      return true;
    if (bears_name(s, run)) return false;
    const bool led = is_led(s, run);
    const bool glued = run.end < s.tokens.size() && s.tokens[run.end].glue == '\'' && pack_.subject_first;
    if (known && (led || glued || RunReader(s).behind_preposition(run) || is_metropolis(*known, run)))
      return add(whole, NameKind::kPlace, known->thousands >= kLarge ? known->ref : "");
    return led && is_plain(s, run, whole) && add(whole, NameKind::kPlace, {});
  }

  bool is_plain(const SpokenSentence& s, const NameRun& run, const std::string& whole) const {
    return (run.words == 1 || is_one_written(s, run)) && !pack_.capital_nouns && !all_capitals(whole) &&
           whole.size() > 3 && !is_common_word(s, run.begin, run.end) && !is_of_people(whole);
  }

  /// "Azerbaijani": a country's name and an ending.
  bool is_of_people(std::string_view word) const {
    constexpr std::size_t kMostEnding = 3, kLeastName = 4;
    for (std::size_t cut = 1; cut <= kMostEnding && word.size() >= kLeastName + cut; ++cut)
      if (const auto known = find_place(word.substr(0, word.size() - cut), pack_.lang);
          known && known->country)
        return true;
    return false;
  }

  /// A lone word that its language has for other things, too: "kota" is a city, whichever.
  bool is_common_word(const SpokenSentence& s, std::size_t begin, std::size_t end) const {
    return end == begin + 1 &&
           (s.has(begin, Sense::kPlaceBefore) || text::is_stop_word(s.tokens[begin].key, pack_.lang));
  }

  static bool is_metropolis(const KnownPlace& place, const NameRun& run) {
    return place.thousands >= (run.begin > 0 ? kWellKnown : kWorldKnown);
  }

  /// A run that holds a word of places: "Lake Kivu", "Hatton Garden", "Bodensee".
  bool read_placed_run(const SpokenSentence& s, NameRun run) {
    if (run.has_title || run.end - run.begin > kMostPlaceWords) return false;
    if (run.words == 1) {
      const bool compound =
          pack_.capital_nouns && s.has(run.begin, Sense::kPlace) && s.tokens[run.begin].key.size() > 7;
      return compound && add(s.words(run.begin, run.end), NameKind::kPlace, {});
    }
    const bool first = s.has(run.begin, Sense::kPlace);
    auto whole = s.words(run.begin, run.end);
    if (!(first || s.has(run.end - 1, Sense::kPlaceBehind)) || all_capitals(whole)) return false;
    if (!first || !pack_.capital_nouns) return add(std::move(whole), NameKind::kPlace, {});
    ++run.begin;  // "Flughafen von Stepanakert"
    while (run.begin + 1 < run.end && s.has(run.begin, Sense::kParticle) && !s.tokens[run.begin].capital)
      ++run.begin;
    if (run.end == run.begin + 1 && s.has(run.begin, Sense::kPlace)) return false;
    return add(s.words(run.begin, run.end), NameKind::kPlace, {});
  }

  /// "Полиция Сербии", "Gobierno de Nicaragua": a country at the end of a longer run; where nouns have
  /// capitals, a city.
  bool read_end(const SpokenSentence& s, const NameRun& run) {
    for (auto i = run.begin + 1; i < run.end; ++i) {
      if (!s.tokens[i].capital || s.tokens[i].glue == '-') continue;  // "France-Guyane"
      const auto end = s.words(i, run.end);
      if (surnames_.contains(text::fold(end))) continue;
      const auto known = find_place(end, pack_.lang);
      if (!known || !(known->country || (pack_.capital_nouns && known->thousands >= kLarge))) continue;
      if (is_club(s, i)) return add(s.words(i - 1, run.end), NameKind::kOrganisation, {});
      return !(run.has_title && !known->country) && add(end, NameKind::kPlace, known->ref);
    }
    return false;
  }

  /// "Jakarta-Bandung": two cities, of which the way between is told.
  bool read_pair(const SpokenSentence& s, const NameRun& run) {
    if (run.end != run.begin + 2 || s.tokens[run.begin + 1].glue != '-') return false;
    const std::array<std::string, 2> names{s.words(run.begin, run.begin + 1),
                                           s.words(run.begin + 1, run.end)};
    if (text::fold(names[0]) == text::fold(names[1])) return false;  // "Kira-kira"
    for (const auto& name : names) {
      const auto known = find_place(name, pack_.lang);
      if (!known || !(known->country || known->thousands >= kWellKnown)) return false;
    }
    for (const auto& name : names) add(name, NameKind::kPlace, find_place(name, pack_.lang)->ref);
    return true;
  }

  /// Whether somebody of this text is called so.
  bool bears_name(const SpokenSentence& s, const NameRun& run) const {
    if (run.words != 1) return false;
    const auto key = text::fold(s.words(run.begin, run.end));
    return surnames_.contains(key) || (run.begin > 0 && s.has(run.begin - 1, Sense::kTitle));
  }

  void read_long(const SpokenSentence& s, const NameRun& run, const std::string& whole) {
    if (pack_.capital_nouns && !run.has_title && run.begin > 0 && !is_voiced(s, run)) return;
    if (all_capitals(whole)) return;
    for (auto i = run.begin; i < run.end; ++i)
      if (s.has(i, Sense::kNoName)) return;
    add(whole, NameKind::kPerson, {});
    bear(s.words(run.end - 1, run.end), whole);
  }

  /// Beside a verb of saying or a comma: where German tells names from nouns.
  static bool is_voiced(const SpokenSentence& s, const NameRun& run) {
    const auto sign = [&](std::size_t i) {
      return i >= s.tokens.size() || s.tokens[i].kind == Kind::kSign || s.says(i);
    };
    return (run.title_begin > 0 && sign(run.title_begin - 1)) || sign(run.end);
  }

  void read_single(const NameRun& run, const std::string& whole) {
    const auto key = text::fold(whole);
    if (all_capitals(whole) && whole.size() <= 12)
      add(whole, NameKind::kOrganisation, {});
    else if (run.has_title || surnames_.contains(key)) {
      add(whole, NameKind::kPerson, {});
      if (run.has_title) bear(whole, whole);
    }
  }

  // --- scripts without ---

  /// Places behind a word that says so, and people behind their titles.
  void read_plain(const SpokenSentence& s, std::size_t from) {
    for (auto i = from; i < s.tokens.size();) {
      const auto end = std::max(place_at(s, i), i);
      i = end > i ? end : std::max(person_at(s, i), i + 1);
    }
  }

  /// What stands before a town: a word that leads one in, another preposition, or neither.
  enum class Lead : std::uint8_t { kNone, kWeak, kSure };

  std::size_t place_at(const SpokenSentence& s, std::size_t i) {
    const bool led = i > 0 && (s.has(i - 1, Sense::kPlaceBefore) || s.has(i - 1, Sense::kPlace));
    const bool behind = i > 0 && s.has(i - 1, Sense::kPreposition);
    const auto lead = led ? Lead::kSure : behind ? Lead::kWeak : Lead::kNone;
    for (auto end = std::min(i + kMostPlaceWords, s.tokens.size()); end > i; --end) {
      if (!all_words(s, i, end)) continue;
      if (end == i + 1 && (s.has(i, Sense::kPlace) || s.has(i, Sense::kNoName))) continue;
      if (add_place(s.words(i, end), lead)) return end;
    }
    return i;
  }

  /// A country, or a town that a word leads in or that is large and has its language's prefix.
  bool add_place(const std::string& whole, Lead lead) {
    auto known = find_place(whole, pack_.lang);
    if (known && !known->country && text::is_stop_word(whole, pack_.lang)) return false;
    std::string bare(known ? whole : without_prefix(whole));
    const bool prefixed = !known && bare != whole;
    if (prefixed) known = find_place(bare, pack_.lang);
    if (!known) return false;
    const bool large = known->country || known->thousands >= kLarge;
    if (!known->country && lead == Lead::kNone && !(prefixed && large)) return false;
    if (!known->country && lead == Lead::kWeak && known->thousands < kWorldKnown) return false;
    add(std::move(bare), NameKind::kPlace, large ? known->ref : "");
    return true;
  }

  /// "وبالقاهرة" is "القاهرة": prefixes of one letter are no part of a name, an article is. As many go as a
  /// place needs.
  std::string_view without_prefix(std::string_view word) const {
    constexpr std::size_t kMost = 2, kLeastRest = 4;
    const auto is_letter = [&](std::string_view prefix) {
      return utf8::size_of_first(prefix) == prefix.size() && word.starts_with(prefix) &&
             word.size() > prefix.size() + kLeastRest;
    };
    for (std::size_t round = 0; round < kMost && !find_place(word, pack_.lang); ++round) {
      const auto prefix = std::find_if(pack_.prefixes.begin(), pack_.prefixes.end(), is_letter);
      if (prefix != pack_.prefixes.end()) word.remove_prefix(prefix->size());
    }
    return word;
  }

  std::size_t person_at(const SpokenSentence& s, std::size_t i) {
    if (!s.has(i, Sense::kTitle)) return i;
    auto begin = i;
    while (begin < s.tokens.size() && s.has(begin, Sense::kTitle)) ++begin;
    auto end = begin;
    while (end < s.tokens.size() && end < begin + 3 && is_plain_name(s, end)) ++end;
    if (end - begin < 2) return i;
    if (end - begin == 3 && !s.has(begin + 1, Sense::kParticle) && !s.has(begin, Sense::kParticle)) --end;
    auto whole = s.words(begin, end);
    bear(s.words(end - 1, end), whole);
    add(std::move(whole), NameKind::kPerson, {});
    return end;
  }

  bool is_plain_name(const SpokenSentence& s, std::size_t i) const {
    return s.tokens[i].kind == Kind::kWord && !s.has(i, Sense::kPreposition) && !s.has(i, Sense::kVoiceEnd) &&
           !s.says(i) && !s.has(i, Sense::kPlaceBefore) && !text::is_stop_word(s.tokens[i].key, pack_.lang);
  }

  // --- what was found ---

  bool add(std::string whole, NameKind kind, std::string ref) {
    const auto [place, fresh] = places_.try_emplace({kind, whole}, out_.size());
    if (!fresh)
      ++out_[place->second].times;
    else if (out_.size() < kMostNames)
      out_.push_back({std::move(whole), kind, std::move(ref), {}, {}, 1});
    else
      places_.erase(place);
    return true;
  }

  /// Somebody is called so; of two who are, nobody by the surname alone.
  void bear(std::string_view surname, const std::string& whole) {
    const auto [bearer, fresh] = surnames_.try_emplace(text::fold(surname), whole);
    auto& known = bearer->second;
    if (!fresh && !holds_words(known, whole) && !holds_words(whole, known)) known.clear();
  }

  /// What stands around a name of several words says whether it is a place or a person.
  void weigh(const SpokenSentence& s, const NameRun& run, const std::string& whole) {
    auto& evidence = evidence_[whole];
    ++evidence.all;
    if (is_led(s, run)) ++evidence.led;
    if (run.has_title || (run.end < s.tokens.size() && s.says(run.end)) ||
        (run.begin > 0 && s.says(run.begin - 1)))
      ++evidence.person;
  }

  /// The mentions of somebody by this word alone.
  void drop_person(std::string_view surname) {
    for (auto& name : out_)
      if (name.kind == NameKind::kPerson && text::fold(name.text) == surname) name.text.clear();
  }

  /// Where a text says "in" before half of the mentions or more, and nobody speaks, nobody is meant: where
  /// nouns have capitals nothing that is known, else a place.
  void settle_kinds() {
    const auto is_nobody = [&](const Name& name) {
      const auto seen = evidence_.find(name.text);
      if (name.kind != NameKind::kPerson || seen == evidence_.end()) return false;
      const auto& [led, person, all] = seen->second;
      return person == 0 && led > 0 && 2 * led >= all;
    };
    for (auto& name : out_) {
      if (!is_nobody(name)) continue;
      for (const auto& [surname, bearer] : surnames_)
        if (bearer == name.text) drop_person(surname);
      std::erase_if(surnames_, [&](const auto& bearer) { return bearer.second == name.text; });
      const bool drop = pack_.capital_nouns || places_.contains({NameKind::kPlace, name.text});
      name.kind = NameKind::kPlace;
      if (drop) name.text.clear();
    }
    std::erase_if(out_, [](const Name& name) { return name.text.empty(); });
  }

  /// Of several cities of a name the one in a country that the text names; a dateline stands where it was
  /// written.
  void settle_cities() {
    constexpr std::string_view kCountry = "iso3166:", kCity = "geonames:";
    std::vector<std::string> countries;
    for (const auto& name : out_)
      if (name.ref.starts_with(kCountry)) countries.push_back(name.ref.substr(kCountry.size()));
    for (auto& name : out_)
      if (name.kind == NameKind::kPlace && name.ref.starts_with(kCity) && !all_capitals(name.text))
        if (auto city = find_city_in(name.text, pack_.lang, countries)) name.ref = std::move(city->ref);
  }

  /// Places have their ids; a surname is the person's who bears it.
  void name_surnames() {
    for (auto& name : out_) {
      if (name.kind == NameKind::kPlace) name.entity = name.ref;
      if (name.kind != NameKind::kPerson) continue;
      const auto bearer = surnames_.find(text::fold(name.text));
      if (bearer != surnames_.end() && bearer->second != name.text)
        name.full = bearer->second;  // or nobody's
    }
  }

  /// Mentions of a name: behind "in", with a title or beside a verb of saying, and all.
  struct Evidence {
    std::size_t led = 0, person = 0, all = 0;
  };

  const LanguagePack& pack_;
  bool first_ = true;
  std::map<std::string, Evidence, std::less<>> evidence_;
  std::map<std::string, std::string, std::less<>> surnames_;  ///< folded, and whose it is; empty: of several
  std::map<std::pair<NameKind, std::string>, std::size_t> places_;
  std::vector<Name> out_;
};

}  // namespace

std::vector<Name> find_names(std::string_view text, std::string_view lang) {
  const auto* pack = language_pack(lang);
  if (pack == nullptr) return {};
  return find_names(Prose(text, *pack));
}

std::vector<Name> find_names(Prose prose) {
  return NameFinder(prose.pack).run(std::move(prose.sentences));
}

}  // namespace kabar::understand

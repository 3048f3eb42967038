// Every catalogue in web/translations against the texts of the templates and pages: nothing missing, nothing
// left over, the same placeholders, all plural forms. They are read as they are written, since the compiler
// of catalogues silently leaves out what is fuzzy or empty.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unicode/locid.h>
#include <unicode/plurrule.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "kabar/base/files.h"
#include "kabar/serve/catalogue.h"
#include "kabar/serve/embedded.h"
#include "kabar/serve/language.h"
#include "kabar/serve/renderer.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kMaxSource = 1U << 20U;

/// The first string literal behind every `call` in the module's sources; what is written as several counts up
/// to the end of the first.
std::set<std::string> literals_behind(std::string_view call) {
  std::set<std::string> found;
  for (const auto& entry : std::filesystem::directory_iterator(KABAR_SOURCE_DIR "/kabar/serve")) {
    const auto name = entry.path().filename().string();
    if (!name.ends_with(".cpp") || name.ends_with("_test.cpp")) continue;
    const auto text = *read_text_file(entry.path(), kMaxSource);
    for (auto at = text.find(call); at != text.npos; at = text.find(call, at + 1)) {
      const auto open = text.find_first_not_of(" \n", at + call.size());
      if (open == text.npos || text[open] != '"') continue;
      found.insert(text.substr(open + 1, text.find('"', open + 1) - open - 1));
    }
  }
  return found;
}

/// All tags and placeholders in a text: "{{source}}", "{n}".
std::multiset<std::string> placeholders(std::string_view text) {
  std::multiset<std::string> found;
  for (auto at = text.find('{'); at != text.npos; at = text.find('{', at)) {
    const auto end = text.find_first_not_of('}', text.find('}', at));
    found.emplace(text.substr(at, end == text.npos ? end : end - at));
    at = std::min(end, text.size());
  }
  return found;
}

/// One text of a .po file.
struct Entry {
  std::string id;
  std::string plural;
  std::vector<std::string> forms;
};

struct PoFile {
  std::vector<Entry> entries;  ///< the first, of no id, is the head
  bool unfinished = false;     ///< something is fuzzy or was put aside
};

/// What stands between the first and the last quotation mark.
std::string quoted(std::string_view line) {
  const auto open = line.find('"');
  return std::string(line.substr(open + 1, line.rfind('"') - open - 1));
}

PoFile read_po(std::string_view code) {
  const auto text =
      *read_text_file(fmt::format("{}/web/translations/{}.po", KABAR_SOURCE_DIR, code), kMaxSource);
  PoFile out;
  std::string_view rest = text;
  while (!rest.empty()) {
    const auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (line.starts_with("#,") || line.starts_with("#~")) out.unfinished = true;
    if (line.starts_with("msgid ")) out.entries.push_back({quoted(line), {}, {}});
    if (line.starts_with("msgid_plural")) out.entries.back().plural = quoted(line);
    if (line.starts_with("msgstr")) out.entries.back().forms.push_back(quoted(line));
    if (line.starts_with('"')) out.entries.back().forms.back() += quoted(line);
  }
  return out;
}

/// What CLDR calls the form of each number ("one", "few").
class PluralRules {
 public:
  explicit PluralRules(std::string_view language)
      : rules_(icu::PluralRules::forLocale(icu::Locale(std::string(language).c_str()), status_)) {}

  std::string category(int count) const {
    std::string out;
    return rules_->select(count).toUTF8String(out);
  }

 private:
  UErrorCode status_ = U_ZERO_ERROR;
  std::unique_ptr<icu::PluralRules> rules_;
};

constexpr int kCounts = 1000;  // beyond, CLDR has a form of its own for whole millions alone, in words

/// All but the first, English, in which the texts are written.
std::vector<LanguageInfo> translated_languages() {
  const auto all = interface_languages();
  return {all.begin() + 1, all.end()};
}

class Translation : public testing::TestWithParam<LanguageInfo> {
 protected:
  Catalogue catalogue() const {
    return *Catalogue::load(GetParam().code,
                            embedded_file(fmt::format("translations/{}.mo", GetParam().code)));
  }

  const PoFile po_ = read_po(GetParam().code);
  const std::set<std::string> plurals_ = literals_behind(".plural(");
};

TEST_P(Translation, HasEveryTextAndNoOther) {
  auto texts = literals_behind(".text(");
  for (auto& text : template_texts()) texts.insert(std::move(text));
  EXPECT_GT(texts.size(), 70U);
  EXPECT_GE(plurals_.size(), 7U);
  texts.insert(plurals_.begin(), plurals_.end());
  std::set<std::string> translated;
  for (const auto& entry : po_.entries) {
    EXPECT_TRUE(entry.id.empty() || texts.contains(entry.id)) << "nothing says: " << entry.id;
    EXPECT_TRUE(translated.insert(entry.id).second) << "twice: " << entry.id;
  }
  for (const auto& text : texts) EXPECT_TRUE(translated.contains(text)) << "no translation: " << text;
}

TEST_P(Translation, IsFinished) {
  EXPECT_FALSE(po_.unfinished);
  for (const auto& entry : po_.entries) {
    EXPECT_EQ(plurals_.contains(entry.id), !entry.plural.empty()) << entry.id;
    for (const auto& form : entry.forms) EXPECT_FALSE(form.empty()) << entry.id;
  }
  EXPECT_NE(po_.entries.front().forms.front().find(fmt::format("Language: {}\\n", GetParam().code)),
            std::string::npos);
}

TEST_P(Translation, KeepsThePlaceholders) {
  const auto translations = catalogue();
  for (const auto& entry : po_.entries) {
    if (entry.id.empty() || !entry.plural.empty()) continue;
    const auto translation = translations.find(entry.id);
    ASSERT_TRUE(translation) << entry.id;
    EXPECT_EQ(placeholders(*translation), placeholders(entry.id)) << entry.id;
  }
}

TEST_P(Translation, HasEveryPluralForm) {
  const PluralRules rules(GetParam().code);
  std::set<std::string> categories;
  for (int count = 0; count < kCounts; ++count) categories.insert(rules.category(count));
  for (const auto& entry : po_.entries) {
    EXPECT_EQ(entry.forms.size(), entry.plural.empty() ? 1 : categories.size()) << entry.id;
  }
}

// A form that serves one number alone may say it in words: Arabic for two is a noun of its own.
TEST_P(Translation, PicksThePluralFormOfTheLanguage) {
  const auto translations = catalogue();
  const PluralRules rules(GetParam().code);
  for (const auto& text : plurals_) {
    std::map<std::string, std::string> form_of;
    std::map<std::string, int> uses;
    for (int count = 0; count < kCounts; ++count) {
      const auto form = translations.find_plural(text, static_cast<std::uint64_t>(count));
      ASSERT_TRUE(form) << text;
      ++uses[*form];
      EXPECT_EQ(form_of.emplace(rules.category(count), *form).first->second, *form)
          << count << " in " << text;
    }
    for (const auto& [form, times] : uses) {
      auto wanted = placeholders(text);
      if (times == 1 && form.find("{n}") == form.npos) wanted.erase("{n}");
      EXPECT_EQ(placeholders(form), wanted) << text;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Language, Translation, testing::ValuesIn(translated_languages()),
                         [](const auto& test) { return std::string(test.param.code); });

}  // namespace
}  // namespace kabar::serve

#include "kabar/understand/entities.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "kabar/base/hash.h"
#include "kabar/text/letters.h"
#include "kabar/text/utf8.h"

namespace kabar::understand {
namespace {

/// Whether a name without a blank may be a whole one.
bool is_unspaced(std::string_view name) {
  for (std::size_t pos = 0; pos < name.size();) {
    const auto kind = text::char_info(text::next_code_point(name, pos)).kind;
    if (kind >= text::CharClass::kHan) return true;
  }
  return false;
}

bool is_one_word(std::string_view name) {
  return name.find_first_of(" -.") == name.npos && name.find("·") == name.npos &&
         name.find("\u00a0") == name.npos;
}

std::string_view words_of(const Name& name) {
  return name.full.empty() ? name.text : name.full;
}

void append(std::string& out, std::string_view term) {
  if (!out.empty()) out += ' ';
  out += term;
}

void add_once(std::vector<std::string>& list, std::string text) {
  if (!text.empty() && std::find(list.begin(), list.end(), text) == list.end())
    list.push_back(std::move(text));
}

}  // namespace

std::string spelling_key(const Name& name) {
  const auto words = words_of(name);
  if (name.kind == NameKind::kPerson && is_one_word(words) && !is_unspaced(words)) return {};
  const auto folded = text::fold(words);
  if (folded.empty()) return {};
  return fmt::format("{}{}{}{}", static_cast<int>(name.kind), name.ref, name.ref.empty() ? "" : " ", folded);
}

std::vector<std::string> beginnings_of_keys(std::string_view words) {
  const auto folded = text::fold(words);
  std::vector<std::string> out;
  for (std::size_t kind = 0; kind < kNameKinds.size() && !folded.empty(); ++kind)
    out.push_back(fmt::format("{}{}", kind, folded));
  return out;
}

std::vector<const Name*> speakers_of(const TextFacts& facts) {
  std::unordered_map<std::string, const Name*> called;
  std::vector<const Name*> out;
  if (facts.quotes.empty()) return out;
  for (const auto& name : facts.names) {
    if (name.kind == NameKind::kPlace) continue;
    called.emplace(text::fold(name.text), &name);
    if (!name.full.empty()) called.emplace(text::fold(name.full), &name);
  }
  for (const auto& quote : facts.quotes) {
    const auto hit = called.find(text::fold(quote.speaker));
    out.push_back(hit == called.end() ? nullptr : hit->second);
  }
  return out;
}

std::string naming_facet(std::string_view key) {
  return fmt::format("e_{:016x}", hash64(key));
}

std::string speaking_facet(std::string_view key) {
  return fmt::format("q_{:016x}", hash64(key));
}

std::vector<std::string> spelling_keys(const TextFacts& facts) {
  std::vector<std::string> out;
  for (const auto& name : facts.names) add_once(out, spelling_key(name));
  return out;
}

std::string entity_facets(const TextFacts& facts) {
  std::string out;
  for (const auto& key : spelling_keys(facts)) append(out, naming_facet(key));
  std::vector<std::string> speaking;
  for (const auto* name : speakers_of(facts))
    if (name != nullptr) add_once(speaking, spelling_key(*name));
  for (const auto& key : speaking) append(out, speaking_facet(key));
  return out;
}

}  // namespace kabar::understand

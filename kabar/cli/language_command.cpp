#include <fmt/format.h>

#include <filesystem>
#include <string>
#include <vector>

#include "kabar/base/files.h"
#include "kabar/cli/commands.h"
#include "kabar/cli/terminal.h"
#include "kabar/json/writer.h"
#include "kabar/understand/embedded.h"
#include "kabar/understand/language_pack.h"

namespace kabar::cli {
namespace {

constexpr std::size_t kMostBytes = std::size_t{1} << 20U;

class LanguageCommand final : public Command {
 public:
  std::string name() const override { return "language"; }
  std::string summary() const override { return "Check language packs and tell what they lack"; }
  std::string details() const override {
    return "kabar language check                          the packs that come along\n"
           "kabar language check data/languages/fr.toml   files: what is wrong, with its line, and what is "
           "missing";
  }
  void declare(ArgumentSpec& spec) override {
    spec.positional("ACTION", action_, "What to do: check");
    spec.positionals("FILE", files_, "Language packs; without any those that come along");
    spec.flag("--json", json_, "Print JSON lines");
  }

  ExitCode run(const LoadedSettings& /*settings*/) override {
    if (action_ != "check") return misuse({Errc::kInvalidInput, "language: the action is 'check'"});
    bool whole = true;
    for (const auto& file : files_) {
      const auto text = read_text_file(file, kMostBytes);
      if (!text) return fail(text.error());
      whole = tell(*text, file) && whole;
    }
    if (files_.empty())
      for (const auto lang : understand::pack_languages()) {
        const auto file = fmt::format("languages/{}.toml", lang);
        whole = tell(understand::embedded_file(file), file) && whole;
      }
    return whole ? ExitCode::kDone : ExitCode::kPartly;
  }

 private:
  /// Whether the pack is right and whole.
  bool tell(std::string_view toml, const std::string& file) const {
    const auto pack = understand::read_language_pack(toml, file);
    if (!pack) {
      print_line(json_ ? line_of(file, {}, pack.error().message) : shown(pack.error().message));
      return false;
    }
    const auto phrases = pack->phrases.size(), numbers = pack->number_words.size();
    std::string missing;
    for (const auto& key : pack->missing) missing += (missing.empty() ? "" : ", ") + key;
    print_line(json_ ? line_of(pack->lang, pack->missing, {})
                     : fmt::format("{}: {} phrases, {} number words, {}", pack->lang, phrases, numbers,
                                   missing.empty() ? "nothing missing" : "missing: " + missing));
    return missing.empty();
  }

  static std::string line_of(const std::string& name, const std::vector<std::string>& missing,
                             const std::string& error) {
    json::Writer json;
    json.begin_object().field("language", name).list("missing", missing).field("error", error);
    return json.end_object().take();
  }

  std::string action_;
  std::vector<std::string> files_;
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_language_command() {
  return std::make_unique<LanguageCommand>();
}

}  // namespace kabar::cli

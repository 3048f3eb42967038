// tokens_dump < LINES: the folded words of each line, tab-separated: what the word table of kabar/understand
// is looked up by. `tokens_dump hash < WORDS`: the key of each folded word instead. Used by learn.py.
#include <cstdint>
#include <cstdio>
#include <string>

#include "kabar/base/hash.h"
#include "kabar/text/letters.h"
#include "kabar/text/words.h"

namespace {

constexpr std::size_t kMostWords = 400;

void print(const std::string& line) {
  const char* between = "";
  for (const auto& word : kabar::text::split_words(line, kMostWords)) {
    if (word.kind == kabar::text::WordKind::kNumber) continue;
    std::printf("%s%s", between, kabar::text::fold(word.text).c_str());
    between = "\t";
  }
  std::printf("\n");
}

}  // namespace

int main(int argc, char** /*argv*/) {
  std::string line;
  for (int c = std::getchar(); c != EOF; c = std::getchar()) {
    if (c != '\n') {
      line += static_cast<char>(c);
      continue;
    }
    if (argc > 1) {
      std::printf("%u\n", static_cast<unsigned>(static_cast<std::uint32_t>(kabar::hash64(line))));
    } else {
      print(line);
    }
    line.clear();
  }
  return 0;
}

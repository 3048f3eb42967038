// Every folder of tests/golden/extract: input.html and what an article made of it must be.
//
//   {"keeps": […], "drops": […], "captions": […], "embeds": […], "order": […]}   pieces of text
//   {"title", "authors", "published", …, "blocks": [[kind, text], …]}            exactly; captions and embeds
//   apart
//   {"url", "fetched", "charset", "content_type"}                                of the transport
//   {"known faults": […]}   in what the article differs today: one that is mended is to be taken off the list
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "kabar/base/files.h"
#include "kabar/extract/extractor.h"
#include "kabar/json/value.h"

namespace kabar::extract {
namespace {

using json::Value;
using Lines = std::vector<std::string>;

const std::filesystem::path kCases = std::filesystem::path(KABAR_SOURCE_DIR) / "tests/golden/extract";

Lines case_names() {
  Lines names;
  for (const auto& entry : std::filesystem::directory_iterator(kCases))
    names.push_back(entry.path().filename());
  std::sort(names.begin(), names.end());
  return names;
}

std::string joined(const Lines& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : " | ") + part;
  return out;
}

Lines texts_of(const Value& list) {
  Lines out;
  for (const Value& item : list.items()) out.push_back(item.text());
  return out;
}

/// A field of the article as expected.json writes it.
std::string field(const Article& article, std::string_view name) {
  if (name == "title") return article.title;
  if (name == "agency") return article.agency;
  if (name == "published") return article.published ? to_string(*article.published) : "";
  if (name == "modified") return article.modified ? to_string(*article.modified) : "";
  if (name == "site") return article.site;
  if (name == "image") return article.image;
  if (name == "canonical") return article.canonical;
  if (name == "lang") return article.lang;
  if (name == "kind") return article.kind == ArticleKind::kArticle ? "article" : "other";
  if (name == "access") return article.access == Access::kPartial ? "partial" : "full";
  if (name == "authors") return joined(article.authors);
  return "?";
}

bool is_text(const Block& block) {
  return block.kind != BlockKind::kCaption && block.kind != BlockKind::kEmbed;
}

/// What of `all` is not in `others`, each counted.
Lines without(const Lines& all, Lines others) {
  Lines out;
  for (const std::string& line : all) {
    const auto hit = std::find(others.begin(), others.end(), line);
    if (hit == others.end()) {
      out.push_back(line);
    } else {
      others.erase(hit);
    }
  }
  return out;
}

/// In what an article is not what was expected, each as a line; empty when it is right.
class Differences {
 public:
  Differences(const Article& article, const Value& expected) : article_(article), expected_(expected) {}

  Lines find() {
    for (const auto& [name, value] : expected_.members()) {
      const std::string found = field(article_, name);
      if (found == "?") {
        if (!is_other_key(name)) add("unknown key", name);
        continue;
      }
      const std::string wanted = value.is_array() ? joined(texts_of(value)) : value.text();
      if (found != wanted) add(name, found);
    }
    compare_pieces();
    compare_marked("captions", BlockKind::kCaption);
    compare_marked("embeds", BlockKind::kEmbed);
    if (!expected_["blocks"].is_null()) compare_blocks();
    return lines_;
  }

 private:
  static bool is_other_key(std::string_view name) {
    constexpr std::string_view kKeys[] = {"keeps",        "drops",   "order", "captions",
                                          "embeds",       "blocks",  "url",   "fetched",
                                          "content_type", "charset", "links", "known faults"};
    return std::find(std::begin(kKeys), std::end(kKeys), name) != std::end(kKeys);
  }

  void add(std::string_view what, std::string_view text) {
    lines_.push_back(std::string(what) + ": " + std::string(text));
  }

  void compare_pieces() {
    const std::string text = "\n" + body_text(article_) + "\n";
    for (const Value& wanted : expected_["keeps"].items()) {
      if (text.find(wanted.text()) == std::string::npos) add("lost", wanted.text());
    }
    for (const Value& unwanted : expected_["drops"].items()) {
      if (text.find(unwanted.text()) != std::string::npos) add("kept", unwanted.text());
    }
    std::size_t at = 0;
    for (const Value& piece : expected_["order"].items()) {
      const std::size_t hit = text.find(piece.text(), at);
      if (hit == std::string::npos) {
        add("not in order", piece.text());
      } else {
        at = hit;
      }
    }
  }

  void compare_marked(std::string_view list, BlockKind kind) {
    for (const Value& wanted : expected_[list].items()) {
      const bool there = std::any_of(article_.blocks.begin(), article_.blocks.end(), [&](const Block& block) {
        return block.kind == kind && block.text.find(wanted.text()) != std::string::npos;
      });
      if (!there) add("no " + std::string(to_string(kind)), wanted.text());
    }
  }

  void compare_blocks() {
    Lines found;
    for (const Block& block : article_.blocks) {
      if (is_text(block)) found.push_back(std::string(to_string(block.kind)) + ": " + block.text);
    }
    Lines wanted;
    for (const Value& block : expected_["blocks"].items()) wanted.push_back(joined_kind(block));
    const Lines lost = without(wanted, found);
    const Lines kept = without(found, wanted);
    for (const std::string& line : lost) add("lost", line);
    for (const std::string& line : kept) add("kept", line);
    if (lost.empty() && kept.empty() && found != wanted) add("order", "another");
  }

  static std::string joined_kind(const Value& block) {
    const auto& parts = block.items();
    return parts.size() == 2 ? parts[0].text() + ": " + parts[1].text() : "a block is [kind, text]";
  }

  const Article& article_;
  const Value& expected_;
  Lines lines_;
};

std::string test_name(const testing::TestParamInfo<std::string>& test) {
  std::string name = test.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

class GoldenExtract : public testing::TestWithParam<std::string> {};

TEST_P(GoldenExtract, IsWhatAReaderTakesForTheArticle) {
  const auto expected = json::parse(*read_text_file(kCases / GetParam() / "expected.json", 1 << 20));
  ASSERT_TRUE(expected);
  RawDocument document;
  document.id = GetParam();
  document.url = (*expected)["url"].text();
  document.charset = (*expected)["charset"].text();
  document.content_type = (*expected)["content_type"].text();
  document.fetched_at = parse_iso((*expected)["fetched"].text());
  document.bytes = *read_file(kCases / GetParam() / "input.html", 1 << 20);
  const auto article = extract(document);
  ASSERT_TRUE(article);
  const Lines faults = Differences(*article, *expected).find();
  const Lines known = texts_of((*expected)["known faults"]);
  for (const std::string& fault : without(faults, known)) ADD_FAILURE() << fault;
  for (const std::string& fault : without(known, faults)) {
    ADD_FAILURE() << "no longer a fault, take it off the list: " << fault;
  }
}

INSTANTIATE_TEST_SUITE_P(Pages, GoldenExtract, testing::ValuesIn(case_names()), test_name);

}  // namespace
}  // namespace kabar::extract

// Pages of tests/golden/extract in the encodings of their languages (tests/golden/encodings.json), declared
// rightly, wrongly or not at all: the article is the same as that of the page in UTF-8. What is not so today
// stands in the list of known faults; one that is mended is to be taken off it.
#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "kabar/base/files.h"
#include "kabar/extract/extractor.h"
#include "kabar/json/value.h"

namespace kabar::extract {
namespace {

const std::filesystem::path kGolden = std::filesystem::path(KABAR_SOURCE_DIR) / "tests/golden";

/// A page to be read: how it is encoded and what says so.
struct Encoded {
  std::string page;
  std::string encoding;     ///< as ICU names it; "UTF-16" writes a byte order mark
  std::string declared;     ///< the label in the page; empty for none
  std::string transport;    ///< the label beside the page
  std::string declaration;  ///< for people: "right", "none", …
  bool has_lang = true;     ///< whether the page names its language

  std::string name() const { return page + " in " + encoding + ", " + declaration; }
};

json::Value read_json(const std::filesystem::path& path) {
  auto value = json::parse(*read_text_file(path, 1 << 20));
  EXPECT_TRUE(value) << path;
  return value ? std::move(*value) : json::Value();
}

void add_declarations(const std::string& page, const std::string& encoding, const std::string& label,
                      std::vector<Encoded>& out) {
  out.push_back({page, encoding, label, "", "declared"});
  out.push_back({page, encoding, "", "", "undeclared"});
  out.push_back({page, encoding, "", "", "undeclared and of no language", false});
  out.push_back({page, encoding, "", label, "declared by the transport"});
  for (const char* wrong : {"utf-8", "iso-8859-1"}) {
    out.push_back({page, encoding, wrong, "", std::string("declared ") + wrong});
    out.push_back({page, encoding, label, wrong, std::string("but ") + wrong + " by the transport"});
  }
}

std::vector<Encoded> all_encoded() {
  std::vector<Encoded> out;
  const json::Value table = read_json(kGolden / "encodings.json");
  for (const auto& [page, encodings] : table["pages"].members()) {
    for (const auto& [encoding, label] : encodings.members())
      add_declarations(page, encoding, label.text(), out);
  }
  return out;
}

void replace(std::string& text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  if (at != std::string::npos) text.replace(at, from.size(), to);
}

/// The page with another declaration of its encoding, in the case in which it was found.
std::string with_declaration(std::string html, const Encoded& wanted) {
  for (const char* written : {"charset=\"utf-8\"", "charset=utf-8"}) {
    replace(html, written, wanted.declared.empty() ? "name=x" : "charset=" + wanted.declared + " name=\"x\"");
  }
  if (!wanted.has_lang) {
    const std::size_t lang = html.find(" lang=");
    html.erase(lang, html.find_first_of(" >", lang + 1) - lang);
  }
  return html;
}

/// As content management systems do it: what the encoding has not is written as &#NNNN;.
std::string in_encoding(const std::string& utf8, const std::string& encoding) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> to(ucnv_open(encoding.c_str(), &status),
                                                              &ucnv_close);
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> from(ucnv_open("UTF-8", &status), &ucnv_close);
  ucnv_setFromUCallBack(to.get(), UCNV_FROM_U_CALLBACK_ESCAPE, UCNV_ESCAPE_XML_DEC, nullptr, nullptr,
                        &status);
  std::string out(utf8.size() * 8 + 16, '\0');
  char* target = out.data();
  const char* source = utf8.data();
  ucnv_convertEx(to.get(), from.get(), &target, target + out.size(), &source, source + utf8.size(), nullptr,
                 nullptr, nullptr, nullptr, 1, 1, &status);
  EXPECT_TRUE(U_SUCCESS(status)) << encoding;
  out.resize(static_cast<std::size_t>(target - out.data()));
  return out;
}

Article article_of(std::string_view bytes, const std::string& charset) {
  RawDocument document;
  document.id = "page";
  document.charset = charset;
  document.bytes.assign(as_bytes(bytes).begin(), as_bytes(bytes).end());
  auto article = extract(document);
  EXPECT_TRUE(article);
  return article ? std::move(*article) : Article();
}

std::string text_of(const Article& article) {
  return article.title + "\n" + article.lang + "\n" + body_text(article);
}

TEST(Encodings, GiveTheArticleOfThePageInUtf8) {
  std::vector<std::string> faults;
  for (const Encoded& encoded : all_encoded()) {
    const auto html = read_text_file(kGolden / "extract" / encoded.page / "input.html", 1 << 20);
    ASSERT_TRUE(html) << encoded.page;
    const std::string expected = text_of(article_of(*html, "utf-8"));
    const std::string bytes = in_encoding(with_declaration(*html, encoded), encoded.encoding);
    if (text_of(article_of(bytes, encoded.transport)) != expected) faults.push_back(encoded.name());
  }
  std::vector<std::string> known;
  const auto listed = read_json(kGolden / "encodings.json");
  for (const json::Value& fault : listed["known faults"].items()) known.push_back(fault.text());
  for (const std::string& fault : faults) {
    if (std::find(known.begin(), known.end(), fault) == known.end()) ADD_FAILURE() << fault;
  }
  for (const std::string& fault : known) {
    if (std::find(faults.begin(), faults.end(), fault) == faults.end())
      ADD_FAILURE() << "no longer a fault, take it off the list: " << fault;
  }
}

}  // namespace
}  // namespace kabar::extract

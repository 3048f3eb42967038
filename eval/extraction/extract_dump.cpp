// Writes what the body chooser sees, for train.py; see docs/EXTRACTION.md.
//
//   kabar_extract_dump own LIST OUT_PREFIX            OUT_PREFIX.jsonl, OUT_PREFIX.own
//   kabar_extract_dump context LIST SCORES OUT        context features for given scores
//   kabar_extract_dump page LIST SCORES OUT           page features for given scores
//   kabar_extract_dump articles LIST OUT.jsonl        what extract() gives, with the milliseconds it took
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "kabar/base/files.h"
#include "kabar/compress/gzip.h"
#include "kabar/extract/block_features.h"
#include "kabar/extract/extractor.h"
#include "kabar/extract/metadata.h"
#include "kabar/extract/page_kind.h"
#include "kabar/json/writer.h"
#include "kabar/schema/page_line.h"
#include "kabar/text/charset.h"

namespace kabar::extract {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{256} << 20;

std::vector<schema::PageLine> read_list(const std::string& path) {
  std::vector<schema::PageLine> lines;
  const auto text = read_text_file(path, kMaxBytes);
  std::string_view rest = text ? std::string_view(*text) : std::string_view();
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    auto parsed = schema::parse_input_line(line);
    if (parsed && std::holds_alternative<schema::PageLine>(*parsed)) {
      lines.push_back(std::get<schema::PageLine>(*std::move(parsed)));
    }
  }
  return lines;
}

Bytes read_page(const std::filesystem::path& path) {
  auto bytes = read_file(path, kMaxBytes);
  if (!bytes) return {};
  if (!compress::is_gzip(*bytes)) return *std::move(bytes);
  auto plain = compress::gunzip(*bytes, {.max_bytes = kMaxBytes});
  return plain ? *std::move(plain) : Bytes();
}

// Calls work(tree, page, metadata, line) for each page of the list that can be read.
template <class Work>
void for_each_page(const std::string& list, Work work) {
  const auto folder = std::filesystem::path(list).parent_path();
  for (const schema::PageLine& line : read_list(list)) {
    const Bytes bytes = read_page(folder / line.html);
    const auto decoded = text::decode_page(bytes, line.charset, line.content_type);
    const auto tree = markup::HtmlTree::parse(decoded ? decoded->utf8 : std::string_view());
    work(*tree, segment(*tree), read_metadata(*tree, {line.url, line.fetched_at}), line);
  }
}

void write_floats(std::FILE* file, const std::vector<float>& values) {
  std::fwrite(values.data(), sizeof(float), values.size(), file);
}

int dump_own(const std::string& list, const std::string& prefix) {
  std::FILE* texts = std::fopen((prefix + ".jsonl").c_str(), "w");
  std::FILE* features = std::fopen((prefix + ".own").c_str(), "w");
  for_each_page(list,
                [&](const auto& tree, const PageText& page, const Metadata& metadata, const auto& line) {
                  const PageEvidence evidence(tree, page, metadata);
                  std::vector<float> rows(page.blocks.size() * kOwnFeatures);
                  json::Writer json;
                  json.begin_object().key("id").string(line.id).key("blocks").begin_array();
                  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
                    own_features(evidence, i, std::span(rows).subspan(i * kOwnFeatures, kOwnFeatures));
                    json.string(page.text_of(page.blocks[i]));
                  }
                  json.end_array().end_object();
                  std::fprintf(texts, "%s\n", json.text().c_str());
                  write_floats(features, rows);
                });
  std::fclose(texts);
  std::fclose(features);
  return 0;
}

int dump_context(const std::string& list, const std::string& scores_path, const std::string& out_path) {
  const auto scores_file = read_text_file(scores_path, kMaxBytes);
  if (!scores_file) return 1;
  std::size_t used = 0;
  std::FILE* out = std::fopen(out_path.c_str(), "w");
  for_each_page(list, [&](const auto& tree, const PageText& page, const Metadata& metadata, const auto&) {
    std::vector<float> scores(page.blocks.size());
    std::memcpy(scores.data(), scores_file->data() + used, scores.size() * sizeof(float));
    used += scores.size() * sizeof(float);
    PageEvidence evidence(tree, page, metadata);
    evidence.add_scores(scores);
    const ScoreContext context(evidence, scores);
    std::vector<float> rows(page.blocks.size() * kContextFeatures);
    for (std::size_t i = 0; i < page.blocks.size(); ++i) {
      context.features(i, std::span(rows).subspan(i * kContextFeatures, kContextFeatures));
    }
    write_floats(out, rows);
  });
  std::fclose(out);
  return 0;
}

int dump_page(const std::string& list, const std::string& scores_path, const std::string& out_path) {
  const auto scores_file = read_text_file(scores_path, kMaxBytes);
  if (!scores_file) return 1;
  std::size_t used = 0;
  std::FILE* out = std::fopen(out_path.c_str(), "w");
  for_each_page(list,
                [&](const auto& tree, const PageText& page, const Metadata& metadata, const auto& line) {
                  std::vector<float> scores(page.blocks.size());
                  std::memcpy(scores.data(), scores_file->data() + used, scores.size() * sizeof(float));
                  used += scores.size() * sizeof(float);
                  std::vector<float> row(kPageFeatures);
                  page_features(PageEvidence(tree, page, metadata), scores, metadata, line.url, row);
                  write_floats(out, row);
                });
  std::fclose(out);
  return 0;
}

int dump_articles(const std::string& list, const std::string& out_path) {
  const auto folder = std::filesystem::path(list).parent_path();
  std::FILE* out = std::fopen(out_path.c_str(), "w");
  for (schema::PageLine& line : read_list(list)) {
    RawDocument document;
    document.id = line.id;
    document.url = line.url;
    document.bytes = read_page(folder / line.html);
    document.charset = line.charset;
    document.content_type = line.content_type;
    document.fetched_at = line.fetched_at;
    const auto start = std::chrono::steady_clock::now();
    const auto article = extract(document);
    const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - start;
    json::Writer json;
    json.begin_object().key("id").string(line.id);
    if (article) {
      json.key("title").string(article->title).list("authors", article->authors);
      json.key("text").string(body_text(*article));
      json.field("published", article->published ? to_string(*article->published) : "")
          .field("lang", article->lang);
      json.field("site", article->site).field("image", article->image);
      json.key("kind").string(article->kind == ArticleKind::kArticle ? "article" : "other");
    } else {
      json.field("error", article.error().message);
    }
    json.key("ms").number(spent.count()).end_object();
    std::fprintf(out, "%s\n", json.text().c_str());
  }
  std::fclose(out);
  return 0;
}

int run(const std::vector<std::string>& arguments) {
  if (arguments.size() == 4 && arguments[1] == "own") return dump_own(arguments[2], arguments[3]);
  if (arguments.size() == 5 && arguments[1] == "context") {
    return dump_context(arguments[2], arguments[3], arguments[4]);
  }
  if (arguments.size() == 5 && arguments[1] == "page")
    return dump_page(arguments[2], arguments[3], arguments[4]);
  if (arguments.size() == 4 && arguments[1] == "articles") return dump_articles(arguments[2], arguments[3]);
  std::fputs("usage: kabar_extract_dump own|context|page|articles LIST ...\n", stderr);
  return 2;
}

}  // namespace
}  // namespace kabar::extract

int main(int argc, char** argv) {
  return kabar::extract::run({argv, argv + argc});
}

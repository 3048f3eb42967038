// Writes what the body chooser sees, for train.py; see docs/EXTRACTION.md.
//
//   kabar_extract_dump counts                         how many features there are, as JSON
//   kabar_extract_dump own LIST OUT_PREFIX            OUT_PREFIX.jsonl, OUT_PREFIX.own
//   kabar_extract_dump context LIST SCORES OUT        context features for given scores
//   kabar_extract_dump page LIST SCORES OUT           page features for given scores
//   kabar_extract_dump articles LIST SCORES OUT       the articles that given scores make, all rules applied
#include <algorithm>
#include <cstdio>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kabar/base/files.h"
#include "kabar/collect/importer.h"
#include "kabar/extract/block_features.h"
#include "kabar/extract/block_scores.h"
#include "kabar/extract/body.h"
#include "kabar/extract/body_fallback.h"
#include "kabar/extract/extractor.h"
#include "kabar/extract/page_kind.h"
#include "kabar/json/writer.h"

namespace kabar::extract {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{256} << 20;

// A page, and what of it the models see.
struct SeenPage {
  explicit SeenPage(Extraction from) : whole(std::move(from)), view(whole.tree, whole.page) {}

  Extraction whole;
  ModelView view;

  const PageText& page() const { return view.page(); }
  const Metadata& metadata() const { return whole.metadata; }
  PageEvidence evidence() const { return {whole.tree, page(), whole.metadata}; }
};

// Calls work(page, document) for each page of the list; one that cannot be read is nearly empty.
template <class Work>
void for_each_page(const std::string& list, Work work) {
  const collect::LoadLimits limits{kMaxBytes};
  auto importer = collect::Importer::open_list(list, limits);
  while (auto task = importer ? importer->next() : std::nullopt) {
    auto* const found = std::get_if<collect::PageTask>(&task->what);
    if (found == nullptr) continue;
    (void)collect::load(*found, limits);
    auto whole = extract_in_full(found->document);
    if (!whole) {
      found->document.bytes.assign(1, std::byte{'?'});
      whole = extract_in_full(found->document);
    }
    work(SeenPage(std::move(*whole)), found->document);
  }
}

/// The scores of all pages' blocks, one page after the other.
class Scores {
 public:
  explicit Scores(std::string bytes) : bytes_(std::move(bytes)) {}

  std::vector<float> next(std::size_t blocks) {
    std::vector<float> out(blocks);
    const auto size = std::min(blocks * sizeof(float), bytes_.size() - used_);
    bytes_.copy(reinterpret_cast<char*>(out.data()), size, used_);
    used_ += size;
    return out;
  }

 private:
  std::string bytes_;
  std::size_t used_ = 0;
};

void write_floats(std::FILE* file, const std::vector<float>& values) {
  std::fwrite(values.data(), sizeof(float), values.size(), file);
}

int dump_own(const std::string& list, const std::string& prefix) {
  std::FILE* texts = std::fopen((prefix + ".jsonl").c_str(), "w");
  std::FILE* features = std::fopen((prefix + ".own").c_str(), "w");
  for_each_page(list, [&](const SeenPage& seen, const RawDocument& document) {
    const PageText& page = seen.page();
    const PageEvidence evidence = seen.evidence();
    std::vector<float> rows(page.blocks.size() * kOwnFeatures);
    json::Writer json;
    json.begin_object().key("id").string(document.id).key("blocks").begin_array();
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

/// Writes what `features(evidence, scores, metadata, document)` gives for each page.
template <class Features>
int dump_with_scores(const std::string& list, const std::string& scores_path, const std::string& out_path,
                     Features features) {
  const auto bytes = read_file(scores_path, kMaxBytes);
  if (!bytes) return 1;
  Scores scores{std::string(as_chars(*bytes))};
  std::FILE* out = std::fopen(out_path.c_str(), "w");
  for_each_page(list, [&](const SeenPage& seen, const RawDocument& document) {
    write_floats(
        out, features(seen.evidence(), scores.next(seen.page().blocks.size()), seen.metadata(), document));
  });
  std::fclose(out);
  return 0;
}

std::vector<float> context_rows(PageEvidence evidence, const std::vector<float>& scores, const Metadata&,
                                const RawDocument&) {
  evidence.add_scores(scores);
  const ScoreContext context(evidence, scores);
  std::vector<float> rows(scores.size() * kContextFeatures);
  for (std::size_t i = 0; i < scores.size(); ++i)
    context.features(i, std::span(rows).subspan(i * kContextFeatures, kContextFeatures));
  return rows;
}

std::vector<float> page_row(const PageEvidence& evidence, const std::vector<float>& scores,
                            const Metadata& metadata, const RawDocument& document) {
  std::vector<float> row(kPageFeatures);
  page_features(evidence, scores, metadata, document.url, row);
  return row;
}

int dump_articles(const std::string& list, const std::string& scores_path, const std::string& out_path) {
  const auto bytes = read_file(scores_path, kMaxBytes);
  if (!bytes) return 1;
  Scores scores{std::string(as_chars(*bytes))};
  std::FILE* out = std::fopen(out_path.c_str(), "w");
  for_each_page(list, [&](const SeenPage& seen, const RawDocument& document) {
    auto found = seen.view.spread(scores.next(seen.page().blocks.size()));
    const Extraction& whole = seen.whole;
    Body body = choose_body_by_scores(whole.tree, whole.page, whole.metadata, document.url, std::move(found));
    Article article;
    article.blocks = is_in_structure(whole.metadata, whole.page, body)
                         ? paragraphs_of(whole.metadata.structured_body)
                         : std::move(body.blocks);
    json::Writer json;
    json.begin_object().key("id").string(document.id).key("text").string(body_text(article)).end_object();
    std::fprintf(out, "%s\n", json.text().c_str());
  });
  std::fclose(out);
  return 0;
}

int print_counts() {
  json::Writer json;
  json.begin_object().key("own").number(kOwnFeatures).key("context").number(kContextFeatures);
  json.key("page").number(kPageFeatures).key("hopeless").number(static_cast<double>(kHopeless)).end_object();
  std::printf("%s\n", json.text().c_str());
  return 0;
}

int run(const std::vector<std::string>& arguments) {
  if (arguments.size() == 2 && arguments[1] == "counts") return print_counts();
  if (arguments.size() == 4 && arguments[1] == "own") return dump_own(arguments[2], arguments[3]);
  if (arguments.size() == 5 && arguments[1] == "context") {
    return dump_with_scores(arguments[2], arguments[3], arguments[4], context_rows);
  }
  if (arguments.size() == 5 && arguments[1] == "page") {
    return dump_with_scores(arguments[2], arguments[3], arguments[4], page_row);
  }
  if (arguments.size() == 5 && arguments[1] == "articles") {
    return dump_articles(arguments[2], arguments[3], arguments[4]);
  }
  std::fputs("usage: kabar_extract_dump counts | own|context|page|articles LIST ...\n", stderr);
  return 2;
}

}  // namespace
}  // namespace kabar::extract

int main(int argc, char** argv) {
  return kabar::extract::run({argv, argv + argc});
}

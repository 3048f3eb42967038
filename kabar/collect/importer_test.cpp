#include "kabar/collect/importer.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <thread>

#include "kabar/base/test_folder.h"
#include "kabar/collect/page_loader.h"
#include "kabar/compress/test_packing.h"

namespace kabar::collect {
namespace {

namespace fs = std::filesystem;

class ImporterTest : public InFolder {
 protected:
  void SetUp() override {
    InFolder::SetUp();
    fs::create_directories(folder_ / "pages");
  }

  void write(const std::string& name, std::string_view content) { std::ofstream(folder_ / name) << content; }
  void write_gzip(const std::string& name, std::string_view content) {
    write(name, as_chars(compress::gzipped(content)));
  }

  std::vector<ImportTask> all(Result<Importer> importer) {
    std::vector<ImportTask> out;
    while (auto task = importer->next()) out.push_back(std::move(*task));
    EXPECT_DOUBLE_EQ(importer->progress(), 1);
    return out;
  }
};

TEST_F(ImporterTest, FilesThatAListNamesAreReadThroughItOnly) {
  write("pages/one.html", "<p>1");
  write("pages/two.html", "<p>2");
  write("list.jsonl",
        R"({"id":"x","url":"https://example.org/1","html":"pages/one.html","source":"ex","other":5})"
        "\n");
  const auto tasks = all(Importer::open({folder_}));
  ASSERT_EQ(tasks.size(), 2U);
  EXPECT_EQ(tasks[0].name, (folder_ / "list.jsonl").string() + ":1");
  EXPECT_EQ(std::get<PageTask>(tasks[0].what).document.url, "https://example.org/1");
  EXPECT_EQ(std::get<PageTask>(tasks[1].what).document.id, "pages/two.html");
}

TEST_F(ImporterTest, AListInAFolderNamesNothingOutsideOfIt) {
  const std::string outside[] = {"/etc/passwd", "../../etc/passwd", "..", "../pages/../../secret.html"};
  std::string lines = R"({"id":"fine","html":"../top.html"})"
                      "\n";
  for (const auto& path : outside) lines += R"({"id":"x","html":")" + path + "\"}\n";
  lines += R"({"id":"y","html":"a.html","files":{"https://example.org/a.jpg":"../../../etc/passwd"}})"
           "\n";
  write("top.html", "<p>");
  // Within "pages" one ".." still is in the folder that is read.
  write("pages/list.jsonl", lines);
  const auto tasks = all(Importer::open({folder_}));
  ASSERT_EQ(tasks.size(), 6U);
  EXPECT_EQ(std::get<PageTask>(tasks[0].what).file, folder_ / "top.html");
  for (std::size_t i = 1; i < tasks.size(); ++i) {
    if (i == 3) continue;  // "..": the folder itself, no page, which loading it tells
    ASSERT_TRUE(std::holds_alternative<Error>(tasks[i].what)) << tasks[i].name;
    const auto& message = std::get<Error>(tasks[i].what).message;
    EXPECT_NE(message.find("list.jsonl:" + std::to_string(i + 1) + ": '"), std::string::npos) << message;
    EXPECT_NE(message.find("outside of the folder"), std::string::npos) << message;
  }
}

TEST_F(ImporterTest, AListThatIsNamedItselfIsFree) {
  write("pages/list.jsonl", R"({"id":"x","html":"../../elsewhere.html"})");
  const auto tasks = all(Importer::open({folder_ / "pages" / "list.jsonl"}));
  ASSERT_EQ(tasks.size(), 1U);
  EXPECT_EQ(std::get<PageTask>(tasks[0].what).file, folder_ / "pages" / "../../elsewhere.html");
}

TEST_F(ImporterTest, LinesOfAllKindsKeepTheirNumbers) {
  write("sources.jsonl", "{\"id\":\"ex\",\"name\":\"Example\"}\n{\"name\":\"no id\"}\n");
  write_gzip("articles.jsonl.gz", "{\"id\":\"a\",\"title\":\"A\"}\n\n{\"id\":\"b\",\"html\":5}\n");
  const auto tasks = all(Importer::open({folder_}));
  ASSERT_EQ(tasks.size(), 4U);
  EXPECT_EQ(std::get<Source>(tasks[0].what).name, "Example");
  EXPECT_TRUE(std::holds_alternative<Error>(tasks[1].what));
  EXPECT_TRUE(std::holds_alternative<ArticleTask>(tasks[2].what));
  EXPECT_NE(std::get<Error>(tasks[3].what).message.find("articles.jsonl.gz:3"), std::string::npos);
}

TEST_F(ImporterTest, APathThatIsNotThereIsAnErrorAtOnce) {
  const auto importer = Importer::open({folder_ / "none"});
  ASSERT_FALSE(importer);
  EXPECT_EQ(importer.error().code, Errc::kNotFound);
  EXPECT_NE(importer.error().message.find("none"), std::string::npos);
}

TEST_F(ImporterTest, APageIsNoList) {
  write("a.html", "\n<!doctype html><p>1");
  write("b.jpg", std::string("\xFF\xD8\xFF\0\0", 5));
  for (const auto* name : {"a.html", "b.jpg"}) {
    const auto refused = Importer::open_list(folder_ / name);
    ASSERT_FALSE(refused) << name;
    EXPECT_NE(refused.error().message.find("no LIST"), std::string::npos) << refused.error().message;
  }
}

TEST_F(ImporterTest, APipeThatIsNamedIsReadLikeStandardInput) {
  const auto pipe = folder_ / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  for (const std::string_view content : {"<p>1", R"({"id":"x","html":"a.html"})"}) {
    std::jthread writer([&] { std::ofstream(pipe) << content; });
    auto importer = Importer::open({pipe});
    ASSERT_TRUE(importer);
    const auto task = importer->next();
    ASSERT_TRUE(task && std::holds_alternative<PageTask>(task->what));
    const auto& page = std::get<PageTask>(task->what);
    EXPECT_EQ(page.document.id, content.front() == '<' ? pipe.string() : "x");
    EXPECT_EQ(page.file, content.front() == '<' ? "" : "a.html");
  }
}

TEST_F(ImporterTest, ALineThatIsRejectedKeepsItsId) {
  write("list.jsonl", R"({"id":"x","html":"a.html","fetched_at":"garbage"})");
  const auto tasks = all(Importer::open_list(folder_ / "list.jsonl"));
  ASSERT_EQ(tasks.size(), 1U);
  EXPECT_EQ(tasks[0].id, "x");
  EXPECT_TRUE(std::holds_alternative<Error>(tasks[0].what));
}

TEST_F(ImporterTest, AnEmptyFolderGivesNothing) {
  EXPECT_TRUE(all(Importer::open({folder_ / "pages"})).empty());
}

TEST_F(ImporterTest, AListMayHaveAnyName) {
  write("gold.txt", R"({"id":"x","html":"a.html.gz"})");
  const auto tasks = all(Importer::open_list(folder_ / "gold.txt"));
  ASSERT_EQ(tasks.size(), 1U);
  EXPECT_EQ(std::get<PageTask>(tasks[0].what).file, folder_ / "a.html.gz");
}

TEST_F(ImporterTest, BrokenGzipLinesEndThatFileOnly) {
  write("a.jsonl.gz", std::string("\x1f\x8b\x08\0\0\0\0\0\0\0garbage", 17));
  write("b.jsonl", "{\"id\":\"a\",\"title\":\"A\"}\n");
  const auto tasks = all(Importer::open({folder_}));
  ASSERT_EQ(tasks.size(), 2U);
  EXPECT_TRUE(std::holds_alternative<Error>(tasks[0].what));
  EXPECT_TRUE(std::holds_alternative<ArticleTask>(tasks[1].what));
}

TEST_F(ImporterTest, PagesAreGunzippedUpToTheCap) {
  write_gzip("page.html.gz", std::string(1000, 'x'));
  PageTask page{.document = {}, .file = folder_ / "page.html.gz", .content_encoding = {}};
  ASSERT_TRUE(load(page, {}));
  EXPECT_EQ(page.document.bytes.size(), 1000U);
  const auto capped = load(page, {.max_page_bytes = 999});
  ASSERT_FALSE(capped);
  EXPECT_EQ(capped.error().code, Errc::kTooLarge);
  EXPECT_NE(capped.error().message.find("page.html.gz"), std::string::npos);
}

}  // namespace
}  // namespace kabar::collect

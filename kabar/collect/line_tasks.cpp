#include "kabar/collect/line_tasks.h"

#include <fmt/format.h>

#include "kabar/base/ascii.h"
#include "kabar/schema/page_line.h"

namespace kabar::collect {
namespace {

namespace fs = std::filesystem;

/// The path as it is opened; without ".." where it must stay in a folder.
Result<fs::path> resolve(const fs::path& path, const ListPlace& place) {
  if (place.within.empty()) return place.folder / path;
  std::error_code code;
  const auto root = fs::absolute(place.within, code).lexically_normal();
  const auto below = (fs::absolute(place.folder, code) / path).lexically_normal().lexically_relative(root);
  if (below.empty() || *below.begin() == "..") {
    return Error{
        Errc::kInvalidInput,
        fmt::format("'{}' lies outside of the folder {}, in which this LIST was found; name the LIST "
                    "itself to read it",
                    path.string(), place.within.string())};
  }
  return place.within / below;
}

Result<PageTask> page_task(schema::PageLine line, const ListPlace& place) {
  PageTask task;
  KABAR_TRY(task.file, resolve(line.html, place));
  for (auto& saved : line.files) {
    KABAR_TRY(const auto path, resolve(saved.path, place));
    saved.path = path.string();
  }
  task.document = {.id = std::move(line.id),
                   .url = std::move(line.url),
                   .source = std::move(line.source),
                   .charset = std::move(line.charset),
                   .content_type = std::move(line.content_type),
                   .fetched_at = line.fetched_at,
                   .bytes = {},
                   .files = std::move(line.files)};
  return task;
}

class LineTasks final : public TaskSource {
 public:
  LineTasks(LineReader lines, std::string name, ListPlace place, LineKind kind)
      : lines_(std::move(lines)), name_(std::move(name)), place_(std::move(place)), kind_(kind) {}

  std::optional<ImportTask> next() override {
    while (!ended_) {
      auto line = lines_.next();
      if (!line) {
        ended_ = line.error().code != Errc::kTooLarge;
        return ImportTask{name_, std::move(line).error()};
      }
      if (!*line) break;
      if (ascii::trim(**line).empty()) continue;
      return line_task(fmt::format("{}:{}", name_, lines_.line_number()), **line, place_, kind_);
    }
    return std::nullopt;
  }
  std::uint64_t bytes_read() const override { return lines_.bytes_read(); }

 private:
  LineReader lines_;
  std::string name_;
  ListPlace place_;
  LineKind kind_;
  bool ended_ = false;
};

}  // namespace

ImportTask line_task(std::string name, const std::string& line, const ListPlace& place, LineKind kind) {
  if (kind == LineKind::kSources) {
    auto source = schema::parse_source(line);
    if (!source) return {name, std::move(source).error().within(name)};
    return {std::move(name), *std::move(source)};
  }
  // Only lines that may be a page's are parsed here; the others are left to the workers.
  if (line.find("\"html\"") == std::string::npos) return {std::move(name), ArticleTask{line}};
  auto parsed = schema::parse_input_line(line);
  if (!parsed) return {name, std::move(parsed).error().within(name), schema::id_of_line(line)};
  auto* const page = std::get_if<schema::PageLine>(&*parsed);
  if (page == nullptr) return {std::move(name), ArticleTask{line}};
  auto id = page->id;
  auto task = page_task(std::move(*page), place);
  if (!task) return {name, std::move(task).error().within(name), std::move(id)};
  return {std::move(name), *std::move(task)};
}

std::unique_ptr<TaskSource> line_tasks(LineReader lines, std::string name, ListPlace place, LineKind kind) {
  return std::make_unique<LineTasks>(std::move(lines), std::move(name), std::move(place), kind);
}

}  // namespace kabar::collect

#include "kabar/collect/importer.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "kabar/base/ascii.h"
#include "kabar/collect/folder_walk.h"
#include "kabar/collect/line_reader.h"
#include "kabar/schema/page_line.h"

namespace kabar::collect {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxStandardInput = std::size_t{1} << 30U;

bool is_lines(const fs::path& path) {
  auto name = ascii::lower(path.filename().string());
  if (name.ends_with(".gz")) name.resize(name.size() - 3);
  return name.ends_with(".jsonl") || name.ends_with(".ndjson");
}

bool is_sources(const fs::path& path) {
  return path.filename() == "sources.jsonl";
}

bool is_blank(std::string_view line) {
  return ascii::trim(line).empty();
}

/// Where the paths of a LIST start, and the folder that they must stay in: empty for a LIST that was named
/// itself, whose paths are its owner's word. One that lay in a folder may come from anybody.
struct ListPlace {
  fs::path folder;
  fs::path within;
};

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

/// What a line of a LIST or of JSONL stands for.
ImportTask line_task(std::string name, const std::string& line, const ListPlace& place, bool sources) {
  if (sources) {
    auto source = schema::parse_source(line);
    if (!source) return {name, std::move(source).error().within(name)};
    return {std::move(name), *std::move(source)};
  }
  // Only lines that may be a page's are parsed here; the others are left to the workers.
  if (line.find("\"html\"") == std::string::npos) return {std::move(name), ArticleTask{line}};
  auto parsed = schema::parse_input_line(line);
  if (!parsed) return {name, std::move(parsed).error().within(name)};
  auto* const page = std::get_if<schema::PageLine>(&*parsed);
  if (page == nullptr) return {std::move(name), ArticleTask{line}};
  auto task = page_task(std::move(*page), place);
  if (!task) return {name, std::move(task).error().within(name)};
  return {std::move(name), *std::move(task)};
}

/// The files that pages of LISTs lie in, as they really are.
class ListedFiles {
 public:
  void read(const fs::path& list, const fs::path& root) {
    auto reader = LineReader::open(list);
    while (reader) {
      const auto line = reader->next();
      if (!line && line.error().code == Errc::kTooLarge) continue;
      if (!line || !*line) break;
      const auto task = line_task({}, **line, {list.parent_path(), root}, false);
      if (const auto* page = std::get_if<PageTask>(&task.what)) remember(*page);
    }
  }

  bool contains(const fs::path& path) const {
    std::error_code code;
    const auto real = fs::canonical(path, code);
    return !code && paths_.contains(real);
  }

 private:
  void remember(const PageTask& page) {
    remember(page.file);
    for (const auto& saved : page.document.files) remember(fs::path(saved.path));
  }
  void remember(const fs::path& path) {
    std::error_code code;
    auto real = fs::canonical(path, code);
    if (!code) paths_.insert(std::move(real));
  }

  std::set<fs::path> paths_;
};

/// LISTs that describe sources come first in a folder, then everything by name.
void order(std::vector<FoundFile>& files) {
  std::stable_partition(files.begin(), files.end(),
                        [](const FoundFile& file) { return is_sources(file.path); });
}

}  // namespace

class Importer::State {
 public:
  Status add(const fs::path& path);
  void add_lines(const fs::path& path);
  std::optional<ImportTask> next();
  double progress() const;

 private:
  std::optional<ImportTask> next_line();
  void close_lines() {
    lines_.reset();
    bytes_done_ += files_[next_file_ - 1].file.bytes;
  }
  std::optional<ImportTask> open_file(const FoundFile& file);
  std::optional<ImportTask> standard_input();

  struct Input {
    FoundFile file;
    fs::path walked;  ///< the folder that it was found in; empty where it was named itself
  };
  std::vector<Input> files_;
  std::vector<RejectedPath> rejected_;
  std::size_t next_rejected_ = 0;
  std::size_t next_file_ = 0;
  std::optional<LineReader> lines_;
  fs::path lines_path_;
  bool force_lines_ = false;
  std::uint64_t bytes_done_ = 0;
  std::uint64_t bytes_total_ = 0;
};

Status Importer::State::add(const fs::path& path) {
  std::error_code code;
  if (path != "-" && fs::symlink_status(path, code).type() == fs::file_type::not_found)
    return Error{Errc::kNotFound, fmt::format("{}: no such file or folder", path.string())};
  if (path == "-") {
    files_.push_back({{path, path, 0}, {}});
    return ok();
  }
  auto found = walk(path);
  std::move(found.rejected.begin(), found.rejected.end(), std::back_inserter(rejected_));
  const bool folder = fs::is_directory(path, code);
  ListedFiles listed;
  for (const auto& file : found.files) {
    if (folder && is_lines(file.path) && !is_sources(file.path)) listed.read(file.path, path);
  }
  std::erase_if(found.files, [&](const FoundFile& file) { return listed.contains(file.path); });
  order(found.files);
  for (auto& file : found.files) {
    bytes_total_ += file.bytes;
    files_.push_back({std::move(file), folder ? path : fs::path()});
  }
  return ok();
}

void Importer::State::add_lines(const fs::path& path) {
  std::error_code code;
  const auto bytes = path == "-" ? 0 : fs::file_size(path, code);
  files_.push_back({{path, path, code ? 0 : bytes}, {}});
  bytes_total_ += files_.back().file.bytes;
  force_lines_ = true;
}

std::optional<ImportTask> Importer::State::next() {
  if (next_rejected_ < rejected_.size()) {
    auto& [path, error] = rejected_[next_rejected_++];
    return ImportTask{path.string(), std::move(error).within(path.string())};
  }
  while (true) {
    if (lines_) {
      if (auto task = next_line()) return task;
      continue;
    }
    if (next_file_ == files_.size()) return std::nullopt;
    if (auto task = open_file(files_[next_file_++].file)) return task;
  }
}

std::optional<ImportTask> Importer::State::next_line() {
  auto line = lines_->next();
  if (!line) {
    if (line.error().code != Errc::kTooLarge) close_lines();
    return ImportTask{lines_path_.string(), std::move(line).error()};
  }
  if (!*line) {
    close_lines();
    return std::nullopt;
  }
  if (is_blank(**line)) return std::nullopt;
  return line_task(fmt::format("{}:{}", lines_path_.string(), lines_->line_number()), **line,
                   {lines_path_.parent_path(), files_[next_file_ - 1].walked}, is_sources(lines_path_));
}

std::optional<ImportTask> Importer::State::open_file(const FoundFile& file) {
  if (file.path == "-" && !force_lines_) return standard_input();
  if (!force_lines_ && !is_lines(file.path)) {
    bytes_done_ += file.bytes;
    PageTask task;
    task.file = file.path;
    task.document.id = file.below.string();
    return ImportTask{file.path.string(), std::move(task)};
  }
  auto reader = LineReader::open(file.path);
  if (!reader) return ImportTask{file.path.string(), std::move(reader).error()};
  lines_.emplace(*std::move(reader));
  lines_path_ = file.path;
  return std::nullopt;
}

/// JSONL opens a run of lines, anything else is one page.
std::optional<ImportTask> Importer::State::standard_input() {
  const std::string name = "standard input";
  auto reader = LineReader::open("-");
  if (!reader) return ImportTask{name, std::move(reader).error()};
  if (reader->starts_with_object()) {
    lines_.emplace(*std::move(reader));
    lines_path_ = name;
    return std::nullopt;
  }
  auto bytes = reader->read_rest(kMaxStandardInput);
  if (!bytes) return ImportTask{name, std::move(bytes).error()};
  PageTask task;
  task.document.id = "-";
  task.document.bytes = *std::move(bytes);
  return ImportTask{name, std::move(task)};
}

double Importer::State::progress() const {
  if (bytes_total_ == 0) return next_file_ == files_.size() ? 1 : 0;
  const auto done = bytes_done_ + (lines_ ? lines_->bytes_read() : 0);
  return std::min(1.0, static_cast<double>(done) / static_cast<double>(bytes_total_));
}

Result<Importer> Importer::open(const std::vector<fs::path>& paths) {
  auto state = std::make_unique<State>();
  for (const auto& path : paths) KABAR_CHECK(state->add(path));
  return Importer(std::move(state));
}

Result<Importer> Importer::open_list(const fs::path& list) {
  auto state = std::make_unique<State>();
  KABAR_CHECK(LineReader::open(list));
  state->add_lines(list);
  return Importer(std::move(state));
}

Importer::Importer(std::unique_ptr<State> state) : state_(std::move(state)) {}
Importer::Importer(Importer&&) noexcept = default;
Importer& Importer::operator=(Importer&&) noexcept = default;
Importer::~Importer() = default;

std::optional<ImportTask> Importer::next() {
  return state_->next();
}
double Importer::progress() const noexcept {
  return state_->progress();
}

}  // namespace kabar::collect

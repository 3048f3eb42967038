#include "kabar/collect/importer.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "kabar/base/ascii.h"
#include "kabar/collect/feed_parser.h"
#include "kabar/collect/feed_tasks.h"
#include "kabar/collect/folder_walk.h"
#include "kabar/collect/input_kind.h"
#include "kabar/collect/line_reader.h"
#include "kabar/collect/line_tasks.h"
#include "kabar/collect/sitemap.h"
#include "kabar/collect/warc_tasks.h"

namespace kabar::collect {
namespace {

namespace fs = std::filesystem;

/// So much tells what a stream holds.
constexpr std::size_t kHead = 4096;
constexpr std::size_t kMaxStandardInput = std::size_t{1} << 30U;

/// Standard input or a pipe that was named: what it holds is seen while it is read.
bool is_stream(const fs::path& path) {
  std::error_code ignored;
  return path == "-" || fs::is_fifo(path, ignored);
}

bool is_sources(const fs::path& path) {
  return path.filename() == "sources.jsonl";
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
      const auto task = line_task({}, **line, {list.parent_path(), root}, LineKind::kArticles);
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

/// A page or a picture is told from a LIST, so that not each of its lines is called a fault.
Status is_list(const fs::path& path) {
  KABAR_TRY(auto stream, PackedStream::open(path));
  const auto head = stream.peek(kHead);
  if (!head || kind_by_name(path) == InputKind::kWarc) return ok();  // the reader says what is wrong
  const auto text = ascii::trim(*head);
  const bool page = text.starts_with('<');
  if (!page && text.find('\0') == text.npos) return ok();
  return Error{Errc::kInvalidInput, fmt::format("{}: {} and no LIST, which has a JSON object in each line",
                                                path.string(), page ? "a page" : "binary data")};
}

/// LISTs that describe sources come first in a folder, then everything by name.
void order(std::vector<FoundFile>& files) {
  std::stable_partition(files.begin(), files.end(),
                        [](const FoundFile& file) { return is_sources(file.path); });
}

}  // namespace

class Importer::State {
 public:
  explicit State(const LoadLimits& limits) : limits_(limits) {}

  Status add(const fs::path& path);
  void add_lines(const fs::path& path);
  std::optional<ImportTask> next();
  double progress() const;

 private:
  struct Input {
    FoundFile file;
    fs::path walked;  ///< the folder that it was found in; empty where it was named itself
    InputKind kind;
  };

  void close() {
    open_.reset();
    bytes_done_ += files_[next_file_ - 1].file.bytes;
  }
  std::optional<ImportTask> open_file(const Input& input);
  ImportTask page_in_file(const Input& input);
  std::optional<ImportTask> feed_in_file(const Input& input, PackedStream stream);
  std::optional<ImportTask> open_feed(PackedStream stream);
  void open_tasks(const Input& input, InputKind kind, PackedStream stream);
  std::optional<ImportTask> from_stream(const Input& input, PackedStream stream);

  LoadLimits limits_;
  std::vector<Input> files_;
  std::vector<RejectedPath> rejected_;
  std::size_t next_rejected_ = 0;
  std::size_t next_file_ = 0;
  std::unique_ptr<TaskSource> open_;
  std::uint64_t bytes_done_ = 0;
  std::uint64_t bytes_total_ = 0;
  bool force_lines_ = false;
};

Status Importer::State::add(const fs::path& path) {
  std::error_code code;
  if (path != "-" && fs::symlink_status(path, code).type() == fs::file_type::not_found)
    return Error{Errc::kNotFound, fmt::format("{}: no such file or folder", path.string())};
  if (is_stream(path)) {
    files_.push_back({{path, path, 0}, {}, InputKind::kPage});
    return ok();
  }
  auto found = walk(path);
  std::move(found.rejected.begin(), found.rejected.end(), std::back_inserter(rejected_));
  const bool folder = fs::is_directory(path, code);
  ListedFiles listed;
  for (const auto& file : found.files) {
    if (folder && kind_by_name(file.path) == InputKind::kLines && !is_sources(file.path))
      listed.read(file.path, path);
  }
  std::erase_if(found.files, [&](const FoundFile& file) { return listed.contains(file.path); });
  order(found.files);
  for (auto& file : found.files) {
    bytes_total_ += file.bytes;
    const auto kind = kind_by_name(file.path);
    files_.push_back({std::move(file), folder ? path : fs::path(), kind});
  }
  return ok();
}

void Importer::State::add_lines(const fs::path& path) {
  std::error_code code;
  const auto bytes = is_stream(path) ? 0 : fs::file_size(path, code);
  const bool archive = kind_by_name(path) == InputKind::kWarc;
  files_.push_back({{path, path, code ? 0 : bytes}, {}, archive ? InputKind::kWarc : InputKind::kLines});
  bytes_total_ += files_.back().file.bytes;
  force_lines_ = !archive;
}

std::optional<ImportTask> Importer::State::next() {
  if (next_rejected_ < rejected_.size()) {
    auto& [path, error] = rejected_[next_rejected_++];
    return ImportTask{path.string(), std::move(error).within(path.string())};
  }
  while (true) {
    if (open_) {
      if (auto task = open_->next()) return task;
      close();
      continue;
    }
    if (next_file_ == files_.size()) return std::nullopt;
    if (auto task = open_file(files_[next_file_++])) return task;
  }
}

/// Opens a file of many tasks, or gives the one task that the file is.
std::optional<ImportTask> Importer::State::open_file(const Input& input) {
  const auto& path = input.file.path;
  if (input.kind == InputKind::kPage && !is_stream(path)) return page_in_file(input);
  auto stream = PackedStream::open(path);
  if (!stream) return ImportTask{path.string(), std::move(stream).error()};
  if (is_stream(path) && !force_lines_) return from_stream(input, *std::move(stream));
  if (input.kind == InputKind::kFeed) return feed_in_file(input, *std::move(stream));
  open_tasks(input, input.kind, *std::move(stream));
  return std::nullopt;
}

ImportTask Importer::State::page_in_file(const Input& input) {
  bytes_done_ += input.file.bytes;
  PageTask task;
  task.file = input.file.path;
  task.document.id = input.file.below.string();
  return {input.file.path.string(), std::move(task)};
}

/// A feed, if that is what the file begins as; a page otherwise.
std::optional<ImportTask> Importer::State::feed_in_file(const Input& input, PackedStream stream) {
  const auto head = stream.peek(kHead);
  if (head && looks_like_sitemap(*head))
    return ImportTask{stream.name(), Skipped{"sitemap: it names pages, and holds none"}};
  if (!head || kind_by_content(*head) != InputKind::kFeed) return page_in_file(input);
  return open_feed(std::move(stream));
}

/// Feeds are small and read as a whole.
std::optional<ImportTask> Importer::State::open_feed(PackedStream stream) {
  auto name = stream.name();
  auto bytes = stream.read_rest(FeedLimits().max_bytes);
  if (!bytes) return ImportTask{std::move(name), std::move(bytes).error()};
  auto feed = parse_feed(*bytes);
  if (!feed) return ImportTask{name, std::move(feed).error().within(name)};
  open_ = feed_tasks(*std::move(feed), std::move(name), stream.bytes_read());
  return std::nullopt;
}

void Importer::State::open_tasks(const Input& input, InputKind kind, PackedStream stream) {
  if (kind == InputKind::kWarc) {
    open_ = warc_tasks(WarcReader(std::move(stream)), limits_);
    return;
  }
  auto name = stream.name();
  const auto lines = is_sources(input.file.path) ? LineKind::kSources : LineKind::kArticles;
  open_ = line_tasks(LineReader(std::move(stream)), std::move(name),
                     {is_stream(input.file.path) ? fs::path() : input.file.path.parent_path(), input.walked},
                     lines);
}

/// What begins as JSONL or as an archive is that; anything else is one page.
std::optional<ImportTask> Importer::State::from_stream(const Input& input, PackedStream stream) {
  const auto name = stream.name();
  const auto head = stream.peek(kHead);
  if (!head) return ImportTask{name, head.error()};
  const auto kind = kind_by_content(*head);
  if (kind == InputKind::kFeed) return open_feed(std::move(stream));
  if (kind != InputKind::kPage) {
    open_tasks(input, kind, std::move(stream));
    return std::nullopt;
  }
  auto bytes = stream.read_rest(kMaxStandardInput);
  if (!bytes) return ImportTask{name, std::move(bytes).error()};
  PageTask task;
  task.document.id = input.file.below.string();
  task.document.bytes = *std::move(bytes);
  return ImportTask{name, std::move(task)};
}

double Importer::State::progress() const {
  if (bytes_total_ == 0) return next_file_ == files_.size() ? 1 : 0;
  const auto done = bytes_done_ + (open_ ? open_->bytes_read() : 0);
  return std::min(1.0, static_cast<double>(done) / static_cast<double>(bytes_total_));
}

Result<Importer> Importer::open(const std::vector<fs::path>& paths, const LoadLimits& limits) {
  auto state = std::make_unique<State>(limits);
  for (const auto& path : paths) KABAR_CHECK(state->add(path));
  return Importer(std::move(state));
}

Result<Importer> Importer::open_list(const fs::path& list, const LoadLimits& limits) {
  auto state = std::make_unique<State>(limits);
  if (!is_stream(list)) KABAR_CHECK(is_list(list));  // a stream can be read once only
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

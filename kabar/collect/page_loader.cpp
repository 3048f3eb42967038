#include "kabar/collect/page_loader.h"

#include "kabar/base/files.h"
#include "kabar/compress/content_coding.h"

namespace kabar::collect {

Status load(PageTask& task, const LoadLimits& limits) {
  auto& document = task.document;
  if (!task.file.empty()) {
    KABAR_TRY(document.bytes, read_file(task.file, limits.max_page_bytes));
  }
  const compress::GunzipLimits caps{.max_bytes = limits.max_page_bytes};
  auto plain = compress::undo_content_codings(task.content_encoding, std::move(document.bytes), caps);
  if (plain && compress::is_gzip(*plain)) plain = compress::gunzip(*plain, caps);
  if (!plain) return std::move(plain).error().within(task.file.empty() ? document.id : task.file.string());
  document.bytes = *std::move(plain);
  return ok();
}

}  // namespace kabar::collect

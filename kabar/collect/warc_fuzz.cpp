#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "kabar/base/assert.h"
#include "kabar/collect/warc_tasks.h"

/// The input as a file, read to its end: every task is a page within the cap or has words.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kabar::collect;
  static const int file = ::memfd_create("kabar_warc_fuzz", MFD_CLOEXEC);
  static const auto path = "/proc/self/fd/" + std::to_string(file);
  KABAR_ASSERT(::ftruncate(file, 0) == 0 && ::pwrite(file, data, size, 0) == static_cast<::ssize_t>(size));
  auto stream = PackedStream::open(path);
  if (!stream) return 0;
  constexpr LoadLimits kLimits{.max_page_bytes = 100'000};
  const auto tasks = warc_tasks(WarcReader(*std::move(stream)), kLimits);
  // Each record or broken place takes some bytes of the file, and a member cannot swell without bound.
  while (auto task = tasks->next()) {
    if (auto* page = std::get_if<PageTask>(&task->what)) {
      const bool loaded(load(*page, kLimits));
      if (loaded && page->document.url.empty()) __builtin_trap();
    } else if (const auto* error = std::get_if<kabar::Error>(&task->what)) {
      if (error->message.empty()) __builtin_trap();
    }
  }
  return 0;
}

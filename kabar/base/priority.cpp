#include "kabar/base/priority.h"

#include <sys/resource.h>

#include <algorithm>

namespace kabar {

void give_way() noexcept {
  constexpr int kNicer = 10, kNicest = 19;  // ten more: a tenth of the processor's time, where others want it
  // Nought is the calling thread: a niceness is each thread's own on Linux. Where it cannot be, all go alike.
  const int now = ::getpriority(PRIO_PROCESS, 0);
  static_cast<void>(::setpriority(PRIO_PROCESS, 0, std::min(now + kNicer, kNicest)));
}

}  // namespace kabar

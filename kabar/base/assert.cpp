#include "kabar/base/assert.h"

#include <cstdio>
#include <cstdlib>

namespace kabar {

void assertion_failed(const char* condition, const char* file, int line) noexcept {
  std::fprintf(stderr, "kabar: internal error: %s (%s:%d)\n", condition, file, line);
  std::abort();
}

}  // namespace kabar

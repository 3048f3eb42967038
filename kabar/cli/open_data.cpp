#include "kabar/cli/open_data.h"

#include <fmt/format.h>

namespace kabar::cli {

Result<store::Reader> open_data(const Settings& settings) {
  auto reader = store::Reader::open(settings.data);
  if (reader || reader.error().code != Errc::kNotFound) return reader;
  return Error{
      Errc::kNotFound,
      fmt::format("{}: no data yet; begin with `kabar source add URL` and `kabar run`, take pages in with "
                  "`kabar ingest PATH…`, or name another folder with --data",
                  settings.data.string())};
}

}  // namespace kabar::cli

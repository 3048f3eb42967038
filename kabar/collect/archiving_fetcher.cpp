#include "kabar/collect/archiving_fetcher.h"

#include <utility>

namespace kabar::collect {

void ArchivingFetcher::start(net::FetchRequest request, Done done) {
  if (!request.form.empty()) return inner_.start(std::move(request), std::move(done));
  auto url = request.url;
  auto notes = request.notes;
  inner_.start(std::move(request), [this, url = std::move(url), notes = std::move(notes),
                                    done = std::move(done)](Result<net::FetchResponse> got) {
    if (got) {
      auto written = archive_.write(url, *got, notes);
      if (!written && !trouble_) trouble_ = std::move(written).error();
    }
    done(std::move(got));
  });
}

std::optional<Error> ArchivingFetcher::trouble() {
  return std::exchange(trouble_, std::nullopt);
}

}  // namespace kabar::collect

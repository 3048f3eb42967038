#pragma once

#include <memory>

#include "kabar/collect/page_loader.h"
#include "kabar/collect/task_source.h"
#include "kabar/collect/warc_reader.h"

namespace kabar::collect {

/// The pages of a WARC file: of each `response` (HTTP, status 200) and `resource` that is HTML at an http(s)
/// address, its body with the URL of WARC-Target-URI, fetched at WARC-Date. What else was fetched is Skipped
/// with its reason: other types, other statuses, a `revisit` (the page had not changed since it was fetched
/// before). Records about the crawl itself (warcinfo, request, metadata) are passed over. A broken record or
/// one above the cap is an Error with file and byte.
///
/// What the notes of kabar's own archives tell (archive_notes.h) is heeded: the outlet, the articles that a
/// feed carries, and that pages which ask not to be kept are not.
std::unique_ptr<TaskSource> warc_tasks(WarcReader reader, const LoadLimits& limits = {});

}  // namespace kabar::collect
